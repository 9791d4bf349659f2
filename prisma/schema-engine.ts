import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

const require = createRequire(import.meta.url);

/**
 * Prisma's own migration engine, in its WebAssembly build: the usual one is a binary that would have to be downloaded. It reaches the database
 * through the same driver as everything else.
 */
export async function createSchemaEngine(
  databaseUrl: string,
  schema: { path: string; content: string },
): Promise<SchemaEngine> {
  loaded ??= loadEngine();
  const engine = await loaded;
  const adapter = new PrismaPg({ connectionString: databaseUrl }, { schema: 'public' });
  return engine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

/** Once per process: the bindings keep the memory of the first instance, and a second one fails on it. */
let loaded: ReturnType<typeof loadEngine> | undefined;

/** Node does not load WebAssembly modules by import yet, so we put the package's two halves together by hand. */
async function loadEngine(): Promise<typeof SchemaEngine> {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm'));
  const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'));
  const imports = bindings as unknown as WebAssembly.ModuleImports;
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)(); // without it every null that crosses over is misread
  return bindings.SchemaEngine;
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrationsFolder } from './migrations-list.ts';
import { createSchemaEngine } from './schema-engine.ts';

/** One file per feature. */
const schemaFolder = join(migrationsFolder, '..', 'schema');
/** The schema as the newest migration left it, in one file; new-migration.ts maintains it. */
export const snapshotFile = join(migrationsFolder, 'snapshot.prisma');

/** The SQL that leads from one schema to another, by Prisma's own engine. Any database of the same kind will do. */
export async function schemaDiff(databaseUrl: string, from: string | undefined, to: string): Promise<string> {
  const path = 'schema.prisma';
  const engine = await createSchemaEngine(databaseUrl, { path, content: to });
  try {
    const { stdout } = await engine.diff({
      from: from === undefined ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [{ path, content: from }] },
      to: { tag: 'schemaDatamodel', files: [{ path, content: to }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (stdout ?? '').trim();
    return sql.includes('This is an empty migration') ? '' : sql;
  } finally {
    engine.free();
  }
}

/** The whole schema, one file after the other. */
export async function readSchema(): Promise<string> {
  const names = (await readdir(schemaFolder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(schemaFolder, name), 'utf8')));
  return texts.join('\n');
}

// Generates the Prisma client from prisma/schema/ if there is none, or if the schema or Prisma has changed. Plain Node without packages, because npm
// runs it (prepare, start, test) before anything else can be relied on.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { once } from './once.mjs';

// Tests pass a folder as an argument instead of this project.
const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
const cli = join(root, 'node_modules/prisma');
const schema = join(root, 'prisma/schema');
const mark = join(root, 'prisma/generated/.made-from');
const lock = join(root, 'node_modules/.upixel-generate.lock');

// Without Prisma or without a schema there is nothing to do: production runs the bundle, which contains the client.
if (existsSync(cli) && existsSync(schema)) await once(lock, isCurrent, generate);

function isCurrent() {
  return existsSync(mark) && readFileSync(mark, 'utf8') === wanted() && existsSync(join(mark, '../client.ts'));
}

function wanted() {
  const { version } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'));
  const hash = createHash('sha256').update(version);
  for (const name of readdirSync(schema).sort()) hash.update(name).update(readFileSync(join(schema, name)));
  return hash.digest('hex');
}

function generate() {
  const startedAt = performance.now();
  const made = wanted();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(cli, 'build/index.js'), 'generate', '--schema', schema, '--no-hints'],
    {
      cwd: root,
      encoding: 'utf8',
      // `generate` never runs the schema engine, but downloads one unless it is given an existing file.
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', ...process.env },
    },
  );
  if (status !== 0) {
    process.stderr.write(`The Prisma client could not be made from prisma/schema/.\n${stdout}${stderr}\n`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(mark, made);
  process.stdout.write(`Made the Prisma client in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`);
}

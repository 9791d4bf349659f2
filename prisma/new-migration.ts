import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyDatabase, startTestPostgres } from '#test/postgres.ts';
import { migrationsFolder } from './migrations-list.ts';
import { readSchema, schemaDiff, snapshotFile } from './schema-diff.ts';

/** `npm run migration <name>`: writes the changes in prisma/schema/ since the newest migration as a new one. */
async function newMigration(name: string | undefined): Promise<string> {
  if (!name || !/^[a-z0-9_]+$/.test(name))
    throw new Error('Name the migration in small letters and underscores: npm run migration add_projects');
  const server = await startTestPostgres();
  try {
    const schema = await readSchema();
    const { url } = await copyDatabase(server.url); // a database cannot be copied while somebody is connected to it
    const sql = await schemaDiff(url, await readFile(snapshotFile, 'utf8'), schema);
    if (sql === '') return 'The migrations already make the schema; nothing was written.';
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join(migrationsFolder, `${stamp}_${name}`);
    await mkdir(folder);
    await writeFile(join(folder, 'migration.sql'), `${sql}\n`);
    await writeFile(snapshotFile, schema);
    return `Wrote ${folder}/migration.sql: read it before you commit it.`;
  } finally {
    await server.stop();
  }
}

newMigration(process.argv[2]).then(
  (text) => process.stdout.write(`${text}\n`),
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);

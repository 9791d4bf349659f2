import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase } from '#test/database.ts';
import { migrate } from './migrate.ts';
import { readSchema, schemaDiff, snapshotFile } from './schema-diff.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upixel-migrations-'));
  await write('20260101000000_first', 'CREATE TABLE foxes (id int PRIMARY KEY); INSERT INTO foxes VALUES (1);');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = async (name: string, sql: string) => {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
};

/** A database without any table. */
async function emptyDatabase(name: string): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

/** Columns, keys, indexes and enums, one line each; what only hand-written SQL can say is left out. */
async function structureOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ line: string }>(`
    SELECT concat_ws(' ', 'column', table_name, column_name, udt_name, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    UNION ALL SELECT 'index ' || indexdef FROM pg_indexes
      WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' AND indexdef NOT LIKE '% WHERE %'
    UNION ALL SELECT concat_ws(' ', 'key', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype = 'f'
    UNION ALL SELECT concat_ws(' ', 'enum', t.typname, e.enumlabel) FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
    ORDER BY line`);
  await client.end();
  return rows.map((row) => row.line);
}

test('the migrations make exactly the schema', async () => {
  const [migrated, fresh] = [await createTestDatabase(), await emptyDatabase('from_schema')];
  const client = new pg.Client({ connectionString: fresh });
  await client.connect();
  await client.query(await schemaDiff(fresh, undefined, await readSchema()));
  await client.end();
  expect(await structureOf(migrated.url)).toEqual(await structureOf(fresh));
  await migrated.close();
});

test('the snapshot the next migration starts from is the schema', async () => {
  const snapshot = await readFile(snapshotFile, 'utf8');
  const sql = await schemaDiff(inject('postgresUrl'), snapshot, await readSchema());
  expect(sql, 'schema.prisma has changed: npm run migration <name>').toBe('');
});

test('applies what is missing, once, even when several processes start at once', async () => {
  const url = await emptyDatabase('migrate_once');
  const results = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)]);
  expect(results.flatMap((result) => result.applied)).toEqual(['20260101000000_first']);
  await write('20260102000000_second', 'ALTER TABLE foxes ADD COLUMN name text;');
  expect(await migrate(url, folder)).toEqual({ applied: ['20260102000000_second'] });
  expect(await migrate(url, folder)).toEqual({ applied: [] });
  await rm(join(folder, '20260102000000_second'), { recursive: true });
});

test('says in a sentence what is wrong', async () => {
  await expect(migrate('postgresql://127.0.0.1:1/none', folder)).rejects.toThrow(/cannot be reached.*DATABASE_URL/);
  const url = await emptyDatabase('migrate_broken');
  await write('20260103000000_broken', 'CREATE TABLE foxes (id int, id int);');
  await expect(migrate(url, folder)).rejects.toThrow(/left as it was.*20260103000000_broken.*specified more than once/);
  await rm(join(folder, '20260103000000_broken'), { recursive: true });
  // What came before the failure stays, and the repaired migration is applied the next time.
  expect(await migrate(url, folder)).toEqual({ applied: [] });
});

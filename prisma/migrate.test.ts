import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, emptyDatabase } from '#test/database.ts';
import { migrate } from './migrate.ts';
import { readSchema, schemaDiff, snapshotFile } from './schema-diff.ts';

let folder: string;
let only: { migrations: string; functions: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upixel-migrations-'));
  only = { migrations: join(folder, 'migrations'), functions: join(folder, 'functions') };
  await mkdir(only.functions);
  await write('20260101000000_first', 'CREATE TABLE foxes (id int PRIMARY KEY); INSERT INTO foxes VALUES (1);');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = async (name: string, sql: string) => {
  await mkdir(join(only.migrations, name), { recursive: true });
  await writeFile(join(only.migrations, name, 'migration.sql'), sql);
};
const remove = (name: string) => rm(join(only.migrations, name), { recursive: true });

/** Columns, keys, indexes and enums, one line each; what only hand-written SQL can express is left out. */
async function structureOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ line: string }>(`
    SELECT concat_ws(' ', 'column', table_name, column_name, udt_name, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN ('_prisma_migrations', '_upixel_function_sets')
    -- Prisma's schema cannot say what else an index holds.
    UNION ALL SELECT 'index ' || regexp_replace(indexdef, ' INCLUDE .*', '') FROM pg_indexes
      WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', '_upixel_function_sets') AND indexdef NOT LIKE '% WHERE %'
    UNION ALL SELECT concat_ws(' ', 'key', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype = 'f'
    UNION ALL SELECT concat_ws(' ', 'enum', t.typname, e.enumlabel) FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
      WHERE t.typnamespace = 'public'::regnamespace
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
  const database = await createTestDatabase();
  const sql = await schemaDiff(database.url, snapshot, await readSchema()).finally(database.close);
  expect(sql, 'prisma/schema/ has changed: npm run migration <name>').toBe('');
});

test('applies what is missing, once, even when several processes start at once', async () => {
  const url = await emptyDatabase('migrate_once');
  const results = await Promise.all([migrate(url, only), migrate(url, only), migrate(url, only)]);
  expect(results.flatMap((result) => result.applied)).toEqual(['20260101000000_first']);
  await write('20260102000000_second', 'ALTER TABLE foxes ADD COLUMN name text;');
  expect(await migrate(url, only)).toMatchObject({ applied: ['20260102000000_second'] });
  expect(await migrate(url, only)).toMatchObject({ applied: [] });
  await remove('20260102000000_second');
});

test('says in a sentence what is wrong', async () => {
  await expect(migrate('postgresql://127.0.0.1:1/none', only)).rejects.toThrow(/cannot be reached.*DATABASE_URL/);
  const url = await emptyDatabase('migrate_broken');
  await write('20260103000000_broken', 'CREATE TABLE foxes (id int, id int);');
  await expect(migrate(url, only)).rejects.toThrow(/left as it was.*20260103000000_broken.*specified more than once/);
  await remove('20260103000000_broken');
  // Migrations before the failure stay, and the repaired one is applied the next time.
  expect(await migrate(url, only)).toMatchObject({ applied: [] });
});

test('waits for a process that migrates at this moment, behind a pooler too: the lock is the transaction’s', async () => {
  const url = await emptyDatabase('migrate_locked');
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query('BEGIN');
  await other.query('SELECT pg_advisory_xact_lock(7202611)');
  const waiting = migrate(url, only);
  const locks = async (state: string) =>
    (
      await other.query(
        `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
         WHERE locktype = 'advisory' AND ${state}`,
      )
    ).rowCount;
  await expect.poll(() => locks('NOT granted')).toBe(1);
  await other.query('COMMIT');
  expect(await waiting).toMatchObject({ applied: ['20260101000000_first'] });
  expect(await locks('granted')).toBe(0);

  await write(
    '20260104000000_looks',
    "CREATE TABLE looks AS SELECT pg_advisory_unlock(7202611) AS outlives, current_setting('lock_timeout') AS patience",
  );
  await migrate(url, only);
  expect((await other.query('SELECT * FROM looks')).rows).toEqual([{ outlives: false, patience: '30s' }]);

  await write('20260105000000_waits', "SET LOCAL lock_timeout = '50ms'; ALTER TABLE foxes ADD COLUMN age int");
  await other.query('BEGIN; LOCK TABLE foxes');
  await expect(migrate(url, only)).rejects.toThrow(/20260105000000_waits waited 30 s for a lock.*Start again/);
  await other.query('COMMIT');
  await Promise.all(['20260104000000_looks', '20260105000000_waits'].map(remove));
  await other.end();
});

test('starts over if its locks and those of a request wait for each other', async () => {
  const url = await emptyDatabase('migrate_deadlock');
  await migrate(url, only);
  const request = new pg.Client({ connectionString: url });
  await request.connect();
  // Whoever has waited for so long looks for a deadlock, once, and gives in: the migration, and not before the request waits, too.
  await request.query("ALTER DATABASE migrate_deadlock SET deadlock_timeout = '8s'; SET deadlock_timeout = '1min'");
  await request.query('CREATE TABLE hens (id int)');
  await write('20260106000000_both', 'ALTER TABLE foxes ADD COLUMN age int; ALTER TABLE hens ADD COLUMN age int;');
  await request.query('BEGIN; INSERT INTO hens VALUES (1)');
  const migrating = migrate(url, only);
  const waiting = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() WHERE NOT granted`;
  const waits = async () => (await request.query(waiting)).rowCount;
  await expect.poll(waits).toBe(1);
  await request.query('INSERT INTO foxes VALUES (2)');
  await request.query('COMMIT');
  expect(await migrating).toMatchObject({ applied: ['20260106000000_both'] });
  expect((await request.query('SELECT id, age FROM foxes ORDER BY id')).rows).toEqual([
    { id: 1, age: null },
    { id: 2, age: null },
  ]);
  await request.end();
  await remove('20260106000000_both');
});

test('a connection that begins in another schema is refused, and nothing is made there', async () => {
  const url = await emptyDatabase('migrate_elsewhere');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE SCHEMA tenant');
  await client.query(`ALTER DATABASE ${client.database} SET search_path = tenant`);
  await client.end();
  await expect(migrate(url, only)).rejects.toThrow(/begins in tenant.*search_path/);
  const after = new pg.Client({ connectionString: url });
  await after.connect();
  const { rows } = await after.query("SELECT tablename FROM pg_tables WHERE schemaname IN ('tenant', 'public')");
  await after.end();
  expect(rows).toEqual([]);
});

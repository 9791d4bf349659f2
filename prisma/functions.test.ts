import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, emptyDatabase, type TestDatabase } from '#test/database.ts';
import { type FunctionFile, functionsFolder, listFunctions } from './functions-list.ts';
import { migrate } from './migrate.ts';
import { listMigrations, migrationsFolder } from './migrations-list.ts';
import { readSignatures, signaturesFile } from './signatures.ts';

let database: TestDatabase;
let client: pg.Client;
let files: FunctionFile[];
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  client = await connect(database.url);
  files = await listFunctions(functionsFolder);
  folder = await mkdtemp(join(tmpdir(), 'upixel-functions-'));
});
afterAll(async () => {
  await client.end();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function connect(url: string): Promise<pg.Client> {
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  return connection;
}

test('every function of the database is one file, with the triggers that fire it, and the other way round', async () => {
  const { rows } = await client.query<{ name: string; source: string; triggers: string[] }>(
    `SELECT p.proname AS name, trim(p.prosrc) AS source,
       array(SELECT t.tgname::text FROM pg_trigger t WHERE t.tgfoid = p.oid ORDER BY 1) AS triggers
     FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(files.map(({ name }) => name).sort());
  for (const { name, source, triggers } of rows) {
    const sql = files.find((file) => file.name === name)?.sql ?? '';
    expect(sql, name).toContain(source);
    expect([...sql.matchAll(/^CREATE OR REPLACE TRIGGER (\w+)/gm)].map((match) => match[1]).sort(), name).toEqual(
      triggers,
    );
    expect(sql, `${name}.sql begins with a comment`).toMatch(/^-- /);
    expect(sql.match(/^CREATE OR REPLACE FUNCTION \w+/gm), name).toEqual([`CREATE OR REPLACE FUNCTION ${name}`]);
  }
});

test('migrations hold tables only, since functions have files of their own', async () => {
  const migrations = await listMigrations(migrationsFolder);
  const later = migrations.filter(({ name }) => name > '20261125004800_lock_payment');
  expect(later.length).toBeGreaterThan(0);
  const rules = later.filter(({ sql }) => /CREATE\s+(OR\s+REPLACE\s+)?(FUNCTION|PROCEDURE|TRIGGER)/i.test(sql));
  expect(rules.map(({ name }) => name)).toEqual([]);
});

test('what the version before calls is there still, with the same arguments and the same result', async () => {
  const published = (await readFile(signaturesFile, 'utf8')).trim().split('\n');
  const now = await readSignatures(client);
  expect(
    published.filter((line) => !now.includes(line)),
    'other arguments or another result mean a new name; the old file stays for one release',
  ).toEqual([]);
});

test('applies what changed, in one transaction, once', async () => {
  await cp(functionsFolder, folder, { recursive: true });
  const only = { functions: folder };
  const url = await emptyDatabase('functions_changed');
  expect((await migrate(url, only)).functions).toHaveLength(files.length);
  expect((await migrate(url, only)).functions).toEqual([]);
  const file = join(folder, 'billing/payment_status.sql');
  const before = await readFile(file, 'utf8');
  await writeFile(file, before.replace('BEGIN', 'BEGIN -- looked at again'));
  const results = await Promise.all([migrate(url, only), migrate(url, only)]);
  expect(results.flatMap(({ functions }) => functions)).toEqual(['payment_status']);

  // An old process that starts during the update does not undo it; on a developer's machine going back is intended.
  const old = join(folder, '../upixel-functions-old');
  await cp(functionsFolder, old, { recursive: true });
  expect(await migrate(url, { functions: old, keepNewer: true })).toMatchObject({ functions: [], newer: true });
  expect(await migrate(url, { functions: old })).toMatchObject({ functions: ['payment_status'], newer: false });
  await rm(old, { recursive: true });
});

test('a function that does not hold together changes nothing, and is named', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'upixel-functions-'));
  await cp(functionsFolder, broken, { recursive: true });
  await writeFile(
    join(broken, 'gifts/undo_gift.sql'),
    (await readFile(join(broken, 'gifts/undo_gift.sql'), 'utf8')).replace('END IF', 'END'),
  );
  const sound = join(broken, 'billing/payment_status.sql');
  await writeFile(sound, (await readFile(sound, 'utf8')).replace('BEGIN', 'BEGIN -- looked at again'));
  const url = await emptyDatabase('functions_broken');
  await migrate(url);
  await expect(migrate(url, { functions: broken })).rejects.toThrow(/left as it was.*undo_gift: syntax error/);
  await rm(broken, { recursive: true });
  const after = await connect(url);
  const { rows } = await after.query("SELECT prosrc FROM pg_proc WHERE prosrc LIKE '%looked at again%'");
  await after.end();
  expect(rows).toEqual([]);
  expect((await migrate(url)).functions).toEqual([]);
});

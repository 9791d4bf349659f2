import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '#test/database.ts';
import { createDatabase, type Database } from './client.ts';
import { bytes, flag, int, platform, text, time, uuid } from './columns.ts';
import { type Asked, sqlFinds, sqlRow, sqlRows, sqlRun } from './rows.ts';
import { sqlFunction } from './sql-function.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url);
  await db.$executeRaw`
    CREATE FUNCTION tell_back(p_platform "Platform", p_user_id uuid, p_at timestamptz, p_count int, p_is_new boolean)
    RETURNS TABLE (platform "Platform", user_id uuid, told_at timestamptz, count int, is_new boolean) LANGUAGE sql AS $$
      SELECT p_platform, p_user_id, p_at, p_count, p_is_new WHERE p_count >= 0 $$`;
  await db.$executeRaw`
    CREATE FUNCTION greet(r jsonb) RETURNS text LANGUAGE sql AS $$ SELECT 'Hello ' || (r->>'firstName') $$`;
});
afterAll(async () => {
  await db.$disconnect();
  await database.close();
});

const args = z.object({ platform, userId: uuid.nullable(), at: time, count: int, isNew: flag });
const tellBack = sqlFunction({
  name: 'tell_back',
  args,
  row: z.object({ platform, userId: uuid.nullable(), toldAt: time, count: int, isNew: flag }),
});
const asked = {
  platform: 'slack',
  userId: null,
  at: new Date('2026-02-03T04:05:06.789Z'),
  count: 7,
  isNew: true,
} as const;

test('a function is asked by the names of its parameters, and answers in our words', async () => {
  const { at: toldAt, ...rest } = asked;
  expect(await tellBack.one(db, asked)).toEqual({ ...rest, toldAt });
  expect(await tellBack.rows(db, asked)).toHaveLength(1);
  expect(await tellBack.rows(db, { ...asked, count: -1 })).toEqual([]);
  await expect(tellBack.one(db, { ...asked, count: -1 })).rejects.toThrow('tell_back() answered nothing');
});

test('so it is in a transaction', async () => {
  const told = await db.$transaction(async (tx) => ({
    row: await tellBack.one(tx, asked),
    isThere: await sqlFinds(tx)`SELECT 1 WHERE ${7}::int = 7`,
  }));
  expect(told).toEqual({ row: expect.objectContaining({ toldAt: asked.at }), isThere: true });
});

test('what a function takes may be one document, and what it answers one value', async () => {
  const greet = sqlFunction({ name: 'greet', args: z.strictObject({ firstName: text }), asDocument: true, row: text });
  expect(await greet.one(db, { firstName: 'Ada' })).toBe('Hello Ada');
});

test('a row of another shape is an error that names function and column, and says nothing of what is in there', async () => {
  const strict = sqlFunction({
    name: 'tell_back',
    args,
    row: z.object({ platform: z.enum(['discord']), count: text }),
  });
  const error = await strict.one(db, { ...asked, count: 4711 }).catch((each: unknown) => each);
  expect(String(error)).toMatch(/^UnexpectedShape: What tell_back\(\) answers: platform: .*; count: .*expected string/);
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/slack|4711/);
});

test('so is a value of another shape, and what is asked of a function', async () => {
  const greet = sqlFunction({ name: 'greet', args: z.strictObject({ firstName: text }), asDocument: true, row: int });
  await expect(greet.one(db, { firstName: 'Ada' })).rejects.toThrow(/^What greet\(\) answers: the value: [^A]*$/);
  await expect(tellBack.one(db, { ...asked, userId: 'Ada' })).rejects.toThrow(
    /^What tell_back\(\) is asked: userId: [^A]*$/,
  );
});

test('a statement of our own names itself by how it begins', async () => {
  const found = sqlRows(db, z.object({ name: z.enum(['Ada']) }))`
    SELECT ${'Bob'}::text   AS name`;
  await expect(found).rejects.toThrow(/^What is answered to “SELECT \?::text AS name”: name: [^B]*$/);
  expect(await sqlRow(db, z.object({ name: text }))`SELECT ${'Bob'}::text AS name`).toEqual({ name: 'Bob' });
  expect(await sqlRow(db, z.object({ name: text }))`SELECT 'Bob' AS name WHERE ${false}`).toBeUndefined();
});

test('what goes straight to the connections comes back as from a transaction, which goes by way of Prisma', async () => {
  const row = z.object({
    count: z.bigint(),
    day: time,
    at: time,
    local: time,
    sealed: bytes,
    ids: z.array(uuid),
    words: z.object({ a: z.array(int) }),
    share: z.number(),
    none: text.nullable(),
  });
  const at = new Date('2026-02-03T04:05:06.789Z');
  const id = '0198f2a0-0000-4000-8000-000000000000';
  const read = (asked: Asked, how = {}) =>
    sqlRow(asked, row, how)`
      SELECT 7::bigint AS count, ${at}::date AS day, ${at}::timestamptz AS at, (${at}::timestamptz AT TIME ZONE 'UTC') AS local,
        ${new Uint8Array([0, 1, 255])}::bytea AS sealed, ${[id]}::uuid[] AS ids, ${'{"a":[1,2]}'}::jsonb AS words,
        1.5::float8 AS share, ${null}::text AS none`;
  const byPrisma = await db.$transaction((tx) => read(tx));
  expect(byPrisma).toMatchObject({ count: 7n, at, ids: [id] });
  expect(await read(db)).toEqual(byPrisma);
  expect(await read(db, { prepared: true })).toEqual(byPrisma);
});

test('a prepared statement outlives a migration that changes what it answers', async () => {
  await db.$executeRaw`CREATE TABLE counted AS SELECT 7 AS count`;
  const read = () => sqlRow(db, z.object({ count: z.unknown() }), { prepared: true })`SELECT count FROM counted`;
  expect(await read()).toEqual({ count: 7 });
  await db.$executeRaw`ALTER TABLE counted ALTER count TYPE text`;
  expect(await read()).toEqual({ count: '7' });
});

test('where a pooler keeps no prepared statements, one that is missing is asked without its name', async () => {
  const read = () => sqlRow(db, z.object({ name: text }), { prepared: true })`SELECT ${'Ada'}::text AS name`;
  expect(await read()).toEqual({ name: 'Ada' });
  await db.$executeRaw`DEALLOCATE ALL`;
  expect(await read()).toEqual({ name: 'Ada' });
  expect(await read()).toEqual({ name: 'Ada' });
});

test('a statement that answers nothing says how many rows it changed, in a transaction and outside', async () => {
  await db.$executeRaw`CREATE TABLE things (id int)`;
  const add = (asked: Parameters<typeof sqlRun>[0]) =>
    sqlRun(asked)`INSERT INTO things SELECT generate_series(1, ${3}::int)`;
  expect(await add(db)).toBe(3);
  expect(await db.$transaction((tx) => add(tx))).toBe(3);
});

import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#test/database.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import { createDatabase } from '../../database/client.ts';
import { queueSchema } from '../../queue/direct-connection.ts';
import { isRowOf, rolesOf } from './rows-of.ts';
import { columnNames, tables } from './tables.ts';

test('every table and column of the database is in the map, and the other way round', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT table_name AS name, array_agg(column_name::text ORDER BY column_name) AS columns FROM information_schema.columns
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema', $1) GROUP BY 1 ORDER BY 1`,
    [queueSchema], // the queue is a store of its own in the map
  );
  await client.end();
  await database.close();
  const there = Object.fromEntries(rows.map(({ name, columns }) => [name, [...columns].sort()]));
  const declared = Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [name, [...columnNames(table)].sort()]),
  );
  expect(declared).toEqual(there);
});

test('every way in the map leads through columns that there are, and what empties a column fits its type', async () => {
  const database = await createTestDatabase();
  const db = createDatabase(database.url);
  const nobody = { user: [], identity: [], workspace: [] };
  let tried = 0;
  for (const [name, table] of Object.entries(tables))
    for (const role of rolesOf(name)) {
      const where = isRowOf(name, role, nobody);
      expect(await db.$executeRaw`SELECT FROM ${Prisma.raw(name)} that WHERE ${where}`, name).toBe(0);
      if (table.erasure !== 'empty') continue;
      for (const [column, each] of Object.entries(table.columns)) {
        if (each === 'technical' || each.of !== role || each.erasure.does === 'keep') continue;
        const value = Prisma.raw(each.erasure.to);
        await db.$executeRaw`EXPLAIN UPDATE ${Prisma.raw(name)} that SET ${Prisma.raw(column)} = ${value} WHERE ${where}`;
        tried++;
      }
    }
  expect(tried).toBeGreaterThan(30);
  await db.$disconnect();
  await database.close();
});

test('what is not null is emptied to something', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE is_nullable = 'NO'`,
  );
  await client.end();
  await database.close();
  const needed = new Set(rows.map(({ name }) => name));
  const nulled = Object.entries(tables).flatMap(([name, table]) =>
    table.erasure !== 'empty'
      ? []
      : Object.entries(table.columns).flatMap(([column, each]) =>
          each !== 'technical' && each.erasure.does === 'empty' && each.erasure.to === 'NULL'
            ? [`${name}.${column}`]
            : [],
        ),
  );
  expect(nulled.length).toBeGreaterThan(20);
  expect(nulled.filter((name) => needed.has(name))).toEqual([]);
});

test('what erasure writes passes every check of its table', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ name: string; check: string; columns: Array<{ name: string; type: string }> }>(
    `SELECT c.conrelid::regclass::text AS name, pg_get_expr(c.conbin, c.conrelid) AS check,
       (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)))
        FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)) AS columns
     FROM pg_constraint c WHERE c.contype = 'c' AND c.connamespace = 'public'::regnamespace`,
  );
  let tried = 0;
  for (const { name, check, columns } of rows) {
    const table = tables[name as keyof typeof tables];
    if (table?.erasure !== 'empty') continue;
    const written = columns.map((column) => {
      const each = (table.columns as Record<string, (typeof table.columns)[keyof typeof table.columns]>)[column.name];
      const empties =
        typeof each === 'object' && 'erasure' in each && each.erasure.does !== 'keep' ? each.erasure.to : null;
      return { ...column, to: empties };
    });
    if (written.every(({ to }) => to === null)) continue;
    // A check that also reads what stays needs a thought of its own.
    expect(written.filter(({ to }) => to === null).map((column) => `${name}.${column.name}`)).toEqual([]);
    const values = written.map(({ name: column, type, to }) => `(${to})::${type} AS "${column}"`).join(', ');
    const { rows: passed } = await client.query<{ ok: boolean | null }>(
      `SELECT ${check} AS ok FROM (SELECT gen_random_uuid() AS id) that CROSS JOIN LATERAL (SELECT ${values}) AS written`,
    );
    expect(passed[0]?.ok, `${name}: ${check}`).not.toBe(false);
    tried++;
  }
  expect(tried).toBeGreaterThan(2);
  await client.end();
  await database.close();
});

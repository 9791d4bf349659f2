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

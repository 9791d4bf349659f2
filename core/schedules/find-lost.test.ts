import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { openWork } from '../jobs/open-work.ts';
import { jobs, type RecoveredName, recoveredNames } from '../jobs.ts';
import { createClient } from '../postgres/client.ts';
import { findLost } from './find-lost.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.close();
});

test.each(recoveredNames)('what finds a lost %s answers the data of that job', async (name: RecoveredName) => {
  const asked = Prisma.sql`WITH ${openWork} SELECT * FROM (${jobs[name].recover.find}) found`;
  const client = createClient(database.url, 'job');
  await client.connect();
  const { fields } = await client.query({ text: asked.text, values: [...asked.values] });
  await client.end();
  const { shape } = jobs[name].data;
  const needed = Object.entries(shape).filter(([, field]) => !field.safeParse(undefined).success);
  expect(fields.map((field) => field.name)).toEqual(needed.map(([key]) => key));
});

test('a row that is no data of its job keeps nothing from the others', async () => {
  const { id: userId, walletId } = await db.user.create({ data: { id: randomUUID(), email: 'ada@example.com' } });
  await db.customer.create({ data: { id: 'nobody’s', userId, walletId, staleAt: new Date(0) } });
  const mail = await db.mail.create({ data: { kind: 'reset', about: {}, createdAt: new Date(0) } });
  const lost = await findLost({ db });
  expect(() => lost.of('customer-address')).toThrow('customerId');
  expect(lost.of('mail')).toEqual([{ mailId: mail.id }]);
});

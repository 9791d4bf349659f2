import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#test/database.ts';
import { testKeys } from '#test/keys.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { listAndCount, listAssets } from '../assets/list-assets.ts';
import { listModels } from '../assets/list-models.ts';
import { listPlaces } from '../assets/list-places.ts';
import { emptyOldTrash } from '../assets/trash/empty-trash.ts';
import { listTrash } from '../assets/trash/list-trash.ts';
import { auditedKinds, findFaultsAmong, findFaultsOf, touchedBy } from '../credits/audit.ts';
import { findLedger } from '../credits/ledger.ts';
import type { Deps } from '../deps.ts';
import { createClient } from '../postgres/client.ts';
import { findLost } from '../schedules/find-lost.ts';
import { readUsage } from '../teams/usage.ts';
import type { Database } from './client.ts';

/** Tables that only grow: reading all of one is a fault that nobody sees before there is much in it. */
const growing = ['generations', 'predictions', 'assets', 'ledger_entries', 'lots', 'wallets', 'deliveries'].concat([
  'reply_targets',
  'identities',
  'users',
  'chat_messages',
  'payments',
  'gifts',
  'mails',
  'stripe_events',
]);

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = createClient(database.url, 'job');
  await client.connect();
  await client.query('SET enable_seqscan = off');
});
afterAll(async () => {
  await client.end();
  await database.close();
});

/** Every statement that this work asks the database, each answered with no rows. */
async function statementsOf(work: (db: Database) => Promise<unknown>): Promise<Prisma.Sql[]> {
  const asked: Prisma.Sql[] = [];
  const db = {
    $queryRaw: async (statement: Prisma.Sql) => {
      asked.push(statement);
      return [];
    },
  } as unknown as Database;
  await work(db).catch(() => undefined); // some need a row
  return asked;
}

async function scansOf({ text, values }: Prisma.Sql): Promise<string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>({ text: `EXPLAIN ${text}`, values });
  const plan = rows.map((row) => row['QUERY PLAN']);
  return plan.filter((line) => growing.some((table) => line.includes(`Seq Scan on ${table} `)));
}

const id = randomUUID();
const always = { since: null, before: null };
const { keys, log } = testKeys({} as Database);
const hot: Array<[string, (db: Database) => Promise<unknown>]> = [
  ['the sweep', (db) => findLost({ db })],
  [
    'what the audit reads of rows',
    (db) => findFaultsAmong({ db }, Object.fromEntries(auditedKinds.map((kind) => [kind, [id]]))),
  ],
  ['what it reads of wallets', (db) => findFaultsOf({ db }, [id])],
  ['what entries touched', (db) => touchedBy({ db }, 1n, 2n)],
  ['the ledger', (db) => findLedger({ db, keys, log }, id, { filter: always, limit: 50 })],
  [
    'an older page of it',
    (db) => findLedger({ db, keys, log }, id, { filter: { ...always, kind: 'grant' }, beforeId: '9', limit: 50 }),
  ],
  ['the gallery', (db) => listAssets({ db, keys, log }, id, { limit: 50 })],
  [
    'the gallery of a model in a chat',
    (db) => listAssets({ db, keys, log }, id, { filter: { model: 'x', platform: 'slack' }, limit: 50 }),
  ],
  ['the gallery by words', (db) => listAssets({ db, keys, log }, id, { filter: { q: 'a fox' }, limit: 50 })],
  [
    'the gallery of a place by size, and how many there are',
    (db) => listAndCount({ db, keys, log }, id, { filter: { place: id, shape: 'wide' }, sort: 'largest', limit: 50 }),
  ],
  ['where images were asked for', (db) => listPlaces({ db, keys, log }, id, 50)],
  ['which models drew them', (db) => listModels({ db }, id)],
  ['a trash', (db) => listTrash({ db, keys, log }, id, { limit: 50 })],
  ['what was in the trash for its days', (db) => emptyOldTrash({ db, log } as Deps)],
  ['a team’s usage', (db) => readUsage({ db, keys, log }, { workspaceId: id, walletId: id })],
];

test.each(hot)('%s reads no table that only grows from its beginning', async (_name, work) => {
  const statements = await statementsOf(work);
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) expect(await scansOf(statement)).toEqual([]);
});

test('such a scan would be seen', async () => {
  expect(await scansOf(Prisma.sql`SELECT * FROM generations g WHERE g.prompt = ''`)).toHaveLength(1);
});

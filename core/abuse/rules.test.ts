import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database.ts';
import { testKeys } from '#test/keys.ts';
import { identify } from '../accounts/identify.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { createRules } from './rules.ts';

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

const usual = { unpaid: { perDay: 2_000, perWorkspace: 200 }, privacyContact: 'privacy@example.com' };
const somebody = { platform: 'discord', teamId: '', userId: '1', name: 'Ada' } as const;

test('rules are read again when they changed, as whoever asks is told, and not before', async () => {
  const clock = { ms: 0 };
  const rules = createRules({ db, now: () => clock.ms }, usual);
  const { keys } = testKeys(db);
  const ask = async () => {
    clock.ms += 60_000;
    const { rulesAt } = await identify({ db, keys }, somebody);
    if (rulesAt !== undefined) rules.heldAt(rulesAt);
  };
  const isDenied = async (text: string) => (await rules.findTerm())(text).length > 0;
  await ask();
  expect(await isDenied('a zeppelin')).toBe(false);
  // Unseen by the triggers, so that only a read could tell.
  await db.$transaction([
    db.$executeRaw`SET LOCAL session_replication_role = 'replica'`,
    db.deniedTerm.create({ data: { term: 'zeppelin' } }),
  ]);
  await ask();
  expect(await isDenied('a zeppelin')).toBe(false);

  await db.deniedTerm.create({ data: { term: 'airship' } });
  await ask();
  expect([await isDenied('an airship'), await isDenied('a zeppelin')]).toEqual([true, true]);
  await db.deniedTerm.deleteMany({});
  await ask();
  expect(await isDenied('an airship')).toBe(false);
  await db.driftedModel.create({ data: { modelId: 'somebody/a-model', drifts: [] } });
  await ask();
  expect([...(await rules.drifted())]).toEqual(['somebody/a-model']);
  await db.serviceSettings.upsert({ where: { id: true }, create: { unpaidPerDay: 7 }, update: { unpaidPerDay: 7 } });
  await ask();
  expect(await rules.unpaid()).toEqual({ perDay: 7, perWorkspace: 200 });

  // Who is told nothing reads them every few seconds.
  await db.$transaction([
    db.$executeRaw`SET LOCAL session_replication_role = 'replica'`,
    db.deniedTerm.create({ data: { term: 'balloon' } }),
  ]);
  clock.ms += 2_000;
  expect(await isDenied('a balloon')).toBe(true);
});

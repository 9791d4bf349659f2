import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildGuest, buildGuestOfBefore } from '#test/builders/guest.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { testKeys } from '#test/keys.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { noPreferences } from './preferences.ts';
import { createPrivatePeople, type PrivatePeople } from './private-people.ts';
import { savePreferences } from './save-preferences.ts';

let database: TestDatabase;
let db: Database;
let deps: ReturnType<typeof testKeys> & { db: Database; privatePeople: PrivatePeople };
let unfollow = () => {};
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url);
  const keys = testKeys(db);
  deps = { db, ...keys, privatePeople: createPrivatePeople({ db, ...keys }) };
});
afterAll(async () => {
  unfollow();
  await db.$disconnect();
  await database.close();
});

const somebody = () => ({ platform: 'discord', teamId: '', userId: buildDiscordId() }) as const;
const wants = (resultsFor: 'everybody' | 'me') => ({ ...noPreferences, resultsFor });

test('whoever wants it is known from memory; an account’s own wish goes first', async () => {
  const [guest, other, linked] = [somebody(), somebody(), somebody()];
  const [{ identityId }, ofLinked] = [await buildGuest(deps, guest), await buildGuest(deps, linked)];
  await buildGuest(deps, other);
  expect(await deps.privatePeople.includes(guest)).toBeUndefined();
  unfollow = await deps.privatePeople.follow();
  const whoIs = () => Promise.all([guest, other, linked].map((each) => deps.privatePeople.includes(each)));
  expect(await whoIs()).toEqual([false, false, false]);

  await savePreferences(deps, { userId: null, identityId }, wants('me'));
  await savePreferences(deps, { userId: null, identityId: ofLinked.identityId }, wants('me'));
  expect(await whoIs()).toEqual([true, false, true]);
  const { userId } = await buildUser({ db });
  await db.identity.update({ where: { id: ofLinked.identityId }, data: { userId, linkedAt: new Date() } });
  await savePreferences(deps, { userId, identityId: ofLinked.identityId }, wants('everybody'));
  expect(await whoIs()).toEqual([true, false, false]);
  await savePreferences(deps, { userId, identityId: ofLinked.identityId }, wants('me'));
  await savePreferences(deps, { userId: null, identityId }, wants('everybody'));
  expect(await whoIs()).toEqual([false, false, true]);
});

test('a row of the version before is found by its readable id', async () => {
  const { identityId, chatUser } = await buildGuestOfBefore({ db });
  await savePreferences(deps, { userId: null, identityId }, wants('me'));
  expect(await deps.privatePeople.includes(chatUser)).toBe(true);
});

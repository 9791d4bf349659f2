import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildGuest, buildGuestOfBefore } from '#test/builders/guest.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { testKeys } from '#test/keys.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { unlink } from '#test/unlink.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { sealSomeRows } from '../keys/seal-rows.ts';
import { beginSealing } from '../keys/sealing.ts';
import { findWallet } from '../operators/find-wallet.ts';
import { openChatId } from './chat-id.ts';
import type { ChatUser } from './chat-user.ts';
import { identify } from './identify.ts';
import { findSignInId } from './sign-in-id.ts';

let database: TestDatabase;
let db: Database;
let deps: ReturnType<typeof testKeys> & { db: Database };
/** As long as an operator has not said that the update is everywhere. */
let beforehand: typeof deps;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url);
  deps = { db, ...testKeys(db) };
  beforehand = { ...deps, keys: { ...deps.keys, sealing: async () => false } };
});
beforeEach(() => beginSealing(db));
afterAll(async () => {
  await db.$disconnect();
  await database.close();
});

const somebody = (): ChatUser => ({ platform: 'discord', teamId: '', userId: buildDiscordId() });
const rowOf = (id: string) => db.identity.findUniqueOrThrow({ where: { id } });
const keysInStore = () => [...deps.files.keys()].filter((name) => name.startsWith('keys/')).length;

test('a new person’s id lies sealed with their own key; many requests at once make one person, and leave one key', async () => {
  const [ada, before] = [somebody(), keysInStore()];
  const found = await Promise.all(Array.from({ length: 8 }, () => identify(deps, ada)));
  expect(new Set(found.map(({ identityId }) => identityId)).size).toBe(1);
  const row = await rowOf(found[0]?.identityId ?? '');
  expect(row).toMatchObject({ externalId: null, externalIdHash: expect.any(Uint8Array) });
  expect(await openChatId(deps, row)).toBe(ada.userId);
  expect(keysInStore()).toBe(before + 1);
  expect((await deps.keys.of({ identityId: row.id })).id).toBe(
    (await db.dataKey.findFirstOrThrow({ where: { identityId: row.id } })).id,
  );
  // Each once.
  expect(await db.wallet.count({ where: { id: row.walletId, balance: found[0]?.balance ?? -1 } })).toBe(1);
  expect(await db.lot.count({ where: { walletId: row.walletId } })).toBe(1);
});

test('during an update both versions find each other’s people, and nobody becomes two; then all ids are sealed', async () => {
  const ofBefore = await buildGuestOfBefore(deps);
  expect((await identify(beforehand, ofBefore.chatUser)).identityId).toBe(ofBefore.identityId);
  expect((await identify(deps, ofBefore.chatUser)).identityId).toBe(ofBefore.identityId);

  const grace = somebody();
  const { identityId } = await identify(beforehand, grace);
  expect(await rowOf(identityId)).toMatchObject({ externalId: grace.userId, externalIdSealed: null });
  const byTheVersionBefore = await db.$queryRaw`
    SELECT identity_id AS "identityId" FROM identify('discord', '', ${grace.userId}, 20, 30)`;
  expect(byTheVersionBefore).toEqual([{ identityId }]);

  // Processes that know that sealing has begun, that do not yet, and of the version before, all at once.
  const both = somebody();
  const asked = await Promise.all([deps, beforehand, deps, beforehand].map((each) => identify(each, both)));
  expect(new Set(asked.map((each) => each.identityId)).size).toBe(1);

  await sealSomeRows(deps, 'all');
  expect(await db.identity.count({ where: { externalId: { not: null } } })).toBe(0);
  for (const [who, id] of [
    [ofBefore.chatUser, ofBefore.identityId],
    [grace, identityId],
  ] as const) {
    expect((await identify(deps, who)).identityId).toBe(id);
    expect(await openChatId(deps, await rowOf(id))).toBe(who.userId);
    expect(await findWallet(deps, { by: 'discord', chatId: who.userId })).toEqual({
      walletId: (await rowOf(id)).walletId,
    });
  }
});

test('a sealed Discord id still tells how old the account is', async () => {
  const reason = async (id: string) =>
    (
      await db.$queryRaw<Array<{ why: string | null }>>`
      SELECT too_new_for_unpaid(i, '') AS why FROM identities i WHERE id = ${id}::uuid`
    )[0]?.why;
  const [fresh, older] = [buildDiscordId({ days: 6 }), buildDiscordId({ days: 8 })];
  for (const [userId, why] of [
    [fresh, 'account_too_new'],
    [older, null],
  ] as const) {
    const { identityId } = await buildGuest(deps, { userId });
    expect(await reason(identityId)).toBe(why);
  }
});

test('a linked id is read with the account’s key, and after an unlinking with one of its own, though the account’s is gone', async () => {
  const ada = await buildUser(deps);
  const linked = await rowOf(ada.identityId);
  expect(await openChatId(deps, linked)).toBe(ada.chatUser.userId);
  // Its way to sign in, as it is kept now and as the version before kept it.
  for (const accountId of [await findSignInId(deps, ada.chatUser), ada.chatUser.userId])
    await db.account.create({ data: { id: randomUUID(), userId: ada.userId, providerId: 'discord', accountId } });
  await unlink(deps, ada);
  expect(await db.account.count({ where: { userId: ada.userId } })).toBe(0);
  const keys = await db.dataKey.findMany({ where: { userId: ada.userId } });
  await db.dataKey.deleteMany({ where: { userId: ada.userId } });
  await deps.keys.destroy(keys.map(({ id }) => id));
  expect(await openChatId(deps, linked)).toBeUndefined();
  expect(await openChatId(deps, await rowOf(ada.identityId))).toBe(ada.chatUser.userId);
  expect((await identify(deps, ada.chatUser)).identityId).toBe(ada.identityId);
});

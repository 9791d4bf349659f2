import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildGuestOfBefore } from '#test/builders/guest.ts';
import { createTestDatabase } from '#test/database.ts';
import { testKeys } from '#test/keys.ts';
import { memoryStorage } from '#test/memory-storage.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { unlink } from '#test/unlink.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { createKeys } from './keys.ts';
import { prepareKeyStore } from './prepare.ts';
import { openText, sealText, storedTextOf, unreadable } from './stored-text.ts';

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

const account = () => db.user.create({ data: { id: randomUUID(), email: `${randomUUID()}@example.com` } });
const link = (identityId: string, userId: string) =>
  db.$queryRaw`SELECT outcome FROM link_identity(${identityId}::uuid, ${userId}::uuid, 'Ada', NULL, NULL)`;

test('whoever asks first makes the key; of many at once, one stays, in the row and in the store', async () => {
  const { identityId } = await buildGuestOfBefore({ db });
  const made = testKeys(db);
  // Each process has a memory of its own.
  const processes = Array.from({ length: 8 }, () => createKeys({ db, ...made }, made.store, made.secret));
  const keys = await Promise.all(processes.map((each) => each.of({ identityId })));
  expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
  expect(new Set(keys.map(({ text }) => text.toString('hex'))).size).toBe(1);
  expect([...made.files.keys()].filter((name) => name.startsWith('keys/'))).toEqual([`keys/${keys[0]?.id}`]);
  expect(await db.dataKey.findMany({ where: { identityId }, select: { id: true, currentFor: true } })).toEqual([
    { id: keys[0]?.id, currentFor: identityId },
  ]);
});

test('a guest’s key becomes the account’s at linking; after an unlinking the identity begins with a new one', async () => {
  const { identityId } = await buildGuestOfBefore({ db });
  const { id: userId } = await account();
  const { keys, store, secret, log, metrics } = testKeys(db);
  const asGuest = await keys.of({ identityId });
  const words = sealText(asGuest, 'a fox');
  await link(identityId, userId);
  const another = createKeys({ db, log, metrics }, store, secret);
  expect((await another.of({ userId })).id).toBe(asGuest.id);
  expect((await another.of({ identityId })).id).toBe(asGuest.id);

  await unlink({ db, keys, log }, { identityId, userId });
  const later = createKeys({ db, log, metrics }, store, secret);
  expect((await later.of({ identityId })).id).not.toBe(asGuest.id);
  expect(await db.dataKey.findUnique({ where: { id: asGuest.id } })).toMatchObject({ userId, identityId: null });
  expect(await openText({ keys: later, log }, storedTextOf('', words))).toBe('a fox');
});

test('an account that has a key keeps it, and holds the guest’s too', async () => {
  const { identityId } = await buildGuestOfBefore({ db });
  const { id: userId } = await account();
  const { keys, store, secret, log, metrics } = testKeys(db);
  const [own, guests] = [await keys.of({ userId }), await keys.of({ identityId })];
  await link(identityId, userId);
  expect((await createKeys({ db, log, metrics }, store, secret).of({ identityId })).id).toBe(own.id);
  const held = await db.dataKey.findMany({ where: { userId }, select: { id: true, currentFor: true } });
  expect(held).toEqual(
    expect.arrayContaining([
      { id: own.id, currentFor: userId },
      { id: guests.id, currentFor: null },
    ]),
  );
  expect(held).toHaveLength(2);
});

test('after an unlinking an identity begins with a key of its own, whatever a process remembers', async () => {
  const { identityId } = await buildGuestOfBefore({ db });
  const { id: userId } = await account();
  const { keys } = testKeys(db);
  const guests = await keys.of({ identityId });
  await link(identityId, userId);
  const accounts = await keys.of({ userId });
  await db.identity.update({ where: { id: identityId }, data: { userId: null, linkedAt: null } });
  await vi.waitFor(async () => {
    const own = await keys.of({ identityId });
    expect([guests.id, accounts.id]).not.toContain(own.id);
  }, 30_000);
});

test('nobody who does not exist has a key, and none is left in the store', async () => {
  const { keys, files } = testKeys(db);
  await expect(keys.of({ identityId: randomUUID() })).rejects.toThrow('no such owner');
  expect([...files.keys()]).toEqual(['check', 'lookup', 'receipts']);
});

test('words whose key was destroyed cannot be read; one that is lost is reported, too', async () => {
  const { identityId } = await buildGuestOfBefore({ db });
  const { keys, log, metrics, files } = testKeys(db);
  const key = await keys.of({ identityId });
  const stored = storedTextOf('', sealText(key, 'a fox'));
  expect(await openText({ keys, log }, stored)).toBe('a fox');
  files.delete(`keys/${key.id}`);
  const later = testKeys(db);
  expect(await openText(later, stored)).toBe(unreadable);
  expect((await later.metrics.text()).body).toContain('operator_needed_total{cause="key_lost"} 1');

  await db.dataKey.delete({ where: { id: key.id } });
  await keys.destroy([key.id]);
  expect(await openText({ keys, log }, stored)).toBe(unreadable);
  expect((await metrics.text()).body).not.toContain('operator_needed_total{cause="key_lost"} 1');
});

test('while the whole key store is away no key is taken for lost, and none for destroyed', async () => {
  const { identityId } = await buildGuestOfBefore({ db });
  const { keys, store, secret, log, metrics, files } = testKeys(db);
  const { id } = await keys.of({ identityId });
  const all = new Map(files);
  files.clear();
  const later = createKeys({ db, log, metrics }, store, secret);
  await expect(later.byId(id)).rejects.toThrow('The key store is not where it was');
  await expect(later.of({ identityId })).rejects.toThrow('The key store is not where it was');
  await expect(later.destroy([id])).rejects.toThrow('The key store is not where it was');
  for (const [name, bytes] of all) files.set(name, bytes);
  expect((await later.of({ identityId })).id).toBe(id);
});

test('whose key is lost goes on with another; what it sealed stays lost', async () => {
  const { identityId } = await buildGuestOfBefore({ db });
  const { keys, store, secret, log, metrics, files } = testKeys(db);
  const lost = await keys.of({ identityId });
  const stored = storedTextOf('', sealText(lost, 'a fox'));
  for (const name of files.keys()) if (name.includes(lost.id)) files.delete(name);
  // Other processes, that remember nothing; at once, so that one of them is second.
  const others = [1, 2].map(() => createKeys({ db, log, metrics }, store, secret));
  const made = await Promise.all(others.map((each) => each.of({ identityId })));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(made[0]?.id).not.toBe(lost.id);
  const held = await db.dataKey.findMany({ where: { identityId }, select: { id: true, currentFor: true } });
  expect(held.map(({ id, currentFor }) => [id, currentFor]).sort()).toEqual(
    [
      [lost.id, null],
      [made[0]?.id, identityId],
    ].sort(),
  );
  expect([...files.keys()].filter((name) => name.startsWith('keys/'))).toHaveLength(1);
  const [other] = others;
  expect(other && (await openText({ keys: other, log }, stored))).toBe(unreadable);
});

test('a store that takes keys and gives none back seals nothing', async () => {
  const { identityId } = await buildGuestOfBefore({ db });
  const memory = memoryStorage();
  const storage = { ...memory.storage, put: async () => undefined };
  const { keys } = testKeys(db, randomBytes(32), { ...memory, storage });
  await expect(keys.of({ identityId })).rejects.toThrow('does not give back what it took');
  expect(await db.dataKey.count({ where: { identityId } })).toBe(0);
});

test('nobody is served with another ENCRYPTION_KEY, or with another place than the keys’', async () => {
  const { identityId } = await buildGuestOfBefore({ db });
  const { keys, storage, wrappingKey, files } = testKeys(db);
  await prepareKeyStore(db, storage, [wrappingKey]).catch(() => undefined);
  await keys.of({ identityId });
  expect([...files.keys()].some((name) => name.startsWith('keys/'))).toBe(true);
  await expect(prepareKeyStore(db, memoryStorage().storage, [wrappingKey])).rejects.toThrow(
    /KEYS_URL leads to a store without keys, and the database names \d+/,
  );
  const fresh = await createTestDatabase();
  const empty = createDatabase(fresh.url);
  const store = memoryStorage().storage;
  await prepareKeyStore(empty, store, [wrappingKey]);
  await prepareKeyStore(empty, store, [wrappingKey]);
  await expect(prepareKeyStore(empty, store, [randomBytes(32)])).rejects.toThrow('ENCRYPTION_KEY does not open');
  await empty.$disconnect();
  await fresh.close();
});

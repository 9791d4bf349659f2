import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { identify } from '#core/accounts/identify.ts';
import { readAccountName, renameAccount } from '#core/accounts/name.ts';
import { findSignInId } from '#core/accounts/sign-in-id.ts';
import { findSignUp, makeAccount, noteSignUp } from '#core/accounts/sign-up.ts';
import { createStorage } from '#core/adapters/storage.ts';
import { findAsset } from '#core/assets/find-asset.ts';
import { listAssets } from '#core/assets/list-assets.ts';
import { saveGuilds } from '#core/chat/discord/guilds.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { beginSealing, isSealingDue, sealingState } from '#core/keys/sealing.ts';
import { unreadable } from '#core/keys/stored-text.ts';
import { objectsToStatistics } from '#core/privacy/usage/object.ts';
import { setAccess } from '#core/teams/access.ts';
import { openName } from '#core/teams/names.ts';
import { readTeam } from '#core/teams/read-team.ts';
import { promptOf } from '#test/asked-for.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildGuest, buildGuestOfBefore } from '#test/builders/guest.ts';
import { buildOwnPicture } from '#test/builders/own-picture.ts';
import { buildTeam } from '#test/builders/team.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { seal } from './seal.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['api'] });
});
afterAll(() => world.close());

const onDisk = (key: string) => readFile(join(world.deps.config.storageUrl.replace('file:', ''), key));
const picture = Buffer.from('a picture, as the provider made it');

/** What a database and a folder look like that were written before there was sealing. */
async function writtenBefore(user: TestUser) {
  const { deps } = world;
  const before = { ...deps, keys: { ...deps.keys, sealing: async () => false } };
  const made = await buildGeneration(before, user, { prompt: 'a fox of long ago', images: 2 });
  const own = await buildOwnPicture(before, user, { title: 'a scan of a fox' });
  const assets = await deps.db.asset.findMany({ where: { id: { in: [...made.assetIds, own.id] } } });
  const keys = assets.flatMap(({ storageKey, thumbnailKey, largeThumbnailKey }) => [
    ...[storageKey, thumbnailKey],
    ...(largeThumbnailKey === null ? [] : [largeThumbnailKey]),
  ]);
  const store = createStorage(deps.config.storageUrl);
  for (const key of keys) await store.put(key, picture, { contentType: 'image/png' });
  return { made, own, keys };
}

test('what is older than sealing is read as it is, then sealed where it lies, and read as before', async () => {
  const { deps } = world;
  const ada = await buildUser(deps);
  await deps.db.$executeRaw`UPDATE sealing SET begun_at = NULL, done_at = NULL`;
  const { made, own, keys } = await writtenBefore(ada);
  const words = async () => (await listAssets(deps, ada.userId, { limit: 10 })).map(({ prompt }) => prompt).sort();
  const before = await words();
  expect(before).toEqual(['a fox of long ago', 'a fox of long ago', 'a scan of a fox']);
  expect(await seal(deps)).toBe(0);
  expect(await sealingState(deps)).toMatch(/^ok: not begun, 4 left/);

  await beginSealing(deps.db);
  expect(await sealingState(deps)).toBe('ok: 4 left');
  expect(await seal(deps)).toBeGreaterThan(0);
  const readable = await deps.db.$queryRaw<unknown[]>`
    SELECT prompt FROM generations WHERE prompt <> '' UNION ALL SELECT title FROM assets WHERE title <> ''`;
  expect(readable).toEqual([]);
  for (const key of keys) {
    expect((await onDisk(key)).includes('provider')).toBe(false);
    expect((await deps.storage.get(key)).equals(picture)).toBe(true);
  }
  expect(await words()).toEqual(before);
  expect((await findAsset(deps, { userId: ada.userId, id: own.id, filter: { q: 'SCAN' } }))?.prompt).toBe(
    'a scan of a fox',
  );
  expect(
    (await listAssets(deps, ada.userId, { limit: 10, filter: { q: 'long fox' } })).map(({ id }) => id).sort(),
  ).toEqual([...made.assetIds].sort());

  // Another process may write a readable row for a moment longer: it is not over yet.
  expect(await sealingState(deps)).toBe('ok: 0 left');
  await deps.db
    .$executeRaw`UPDATE sealing SET begun_at = begun_at - interval '2 minutes', ids_begun_at = ids_begun_at - interval '2 minutes',
      accounts_begun_at = accounts_begun_at - interval '2 minutes', places_begun_at = places_begun_at - interval '2 minutes'`;
  await seal(deps);
  expect(await sealingState(deps)).toBe('ok: all');
});

test('ids came a version later: where words are sealed already they wait for their own beginning, and an erased row stays as it is', async () => {
  const { deps } = world;
  await deps.db
    .$executeRaw`UPDATE sealing SET begun_at = now() - interval '1 day', done_at = now(), ids_begun_at = NULL`;
  const [ada, gone] = [await buildGuestOfBefore(deps), await buildGuestOfBefore(deps)];
  const erasedId = `erased:${gone.identityId}`;
  await deps.db.identity.update({ where: { id: gone.identityId }, data: { externalId: erasedId } });
  expect(await seal(deps)).toBe(0);
  expect(await sealingState(deps)).toBe('ok: not begun, 1 left (npm run privacy:seal)');
  await beginSealing(deps.db);
  expect(await seal(deps)).toBe(1);
  expect(await sealingState(deps)).toBe('ok: 0 left');
  expect((await identify(deps, ada.chatUser)).identityId).toBe(ada.identityId);
  expect(await deps.db.identity.findMany({ where: { externalId: { not: null } } })).toMatchObject([
    { externalId: erasedId },
  ]);
});

test('names of accounts, and the ids by which a chat signs in, came another version later: both are read until then, and sealed with their beginning', async () => {
  const { deps } = world;
  const [ada, grace] = [await buildUser(deps), await buildUser(deps, { platform: 'slack', teamId: 'T1' })];
  const sealing: typeof deps.keys.sealing = async (kind) => kind !== 'accounts' && deps.keys.sealing(kind);
  const before = { ...deps, keys: { ...deps.keys, sealing } };
  for (const { userId, chatUser } of [ada, grace]) {
    await renameAccount(before, userId, 'Countess');
    const accountId = await findSignInId(before, chatUser);
    await deps.db.account.create({ data: { id: randomUUID(), userId, providerId: chatUser.platform, accountId } });
  }
  // One that is registered meanwhile.
  const email = `${randomUUID()}@example.com`;
  const browserHash = new Uint8Array([1]);
  const token = await noteSignUp(deps, { email, browserHash, name: 'Countess', password: 'hash' });
  const begun = (await findSignUp(deps, token)) ?? expect.fail();
  const late = { userId: (await makeAccount(before, begun, 'hash')) ?? '' };
  expect(await deps.db.user.findUnique({ where: { email } })).toMatchObject({ name: 'Countess', nameSealed: null });
  // Of two presses one makes the account, and the other leaves no key behind.
  const again = { ...begun, email: `${randomUUID()}@example.com` };
  await deps.db.signUp.updateMany({ where: { id: begun.id }, data: { usedAt: null } });
  const keysBefore = (await deps.keyStorage.list('keys/', { after: '', most: 1_000 })).length;
  const pressed = await Promise.all([1, 2].map(() => makeAccount(deps, again, 'hash')));
  expect(pressed.filter((each) => each === undefined)).toHaveLength(1);
  expect(await deps.keyStorage.list('keys/', { after: '', most: 1_000 })).toHaveLength(keysBefore + 1);
  expect(await readAccountName(deps, pressed.find((each) => each !== undefined) ?? '')).toBe('Countess');
  const signInsOf = ({ userId }: TestUser) => deps.db.account.findMany({ where: { userId } });
  expect([...(await signInsOf(ada)), ...(await signInsOf(grace))].map(({ accountId }) => accountId)).toEqual([
    ada.chatUser.userId,
    `T1:${grace.chatUser.userId}`,
  ]);
  // A process of the version before made a second way for one who had a hashed one already.
  const second = {
    id: randomUUID(),
    userId: ada.userId,
    providerId: 'discord',
    accountId: await findSignInId(deps, ada.chatUser),
  };
  await deps.db.account.updateMany({ where: { userId: ada.userId }, data: { accountId: ada.chatUser.userId } });
  await deps.db.account.create({ data: second });
  expect(await findSignInId(before, ada.chatUser)).toBe(second.accountId);

  await deps.db.$executeRaw`UPDATE sealing SET accounts_begun_at = NULL, done_at = now()`;
  expect(await sealingState(deps)).toMatch(/^ok: not begun/);
  await beginSealing(deps.db);
  expect(await sealingState(deps)).toBe('ok: 5 left');
  expect(await seal(deps)).toBeGreaterThanOrEqual(5);
  expect(await sealingState(deps)).toBe('ok: 0 left');
  expect(await signInsOf(ada)).toMatchObject([second]);
  expect(await signInsOf(grace)).toMatchObject([{ accountId: await findSignInId(deps, grace.chatUser) }]);
  for (const { userId } of [ada, grace, late]) {
    expect(await deps.db.user.findUnique({ where: { id: userId } })).toMatchObject({ name: '' });
    expect(await readAccountName(deps, userId)).toBe('Countess');
  }
  // With its key the name is gone, from every copy.
  const keys = await deps.db.dataKey.findMany({ where: { userId: ada.userId } });
  await deps.keys.destroy(keys.map(({ id }) => id));
  expect(await readAccountName(deps, ada.userId)).toBe(unreadable);
});

/** What a process of the version before makes of somebody whose row is sealed: it looks for the readable id. */
const asTheVersionBefore = async ({ platform, teamId, userId }: ChatUser) => {
  const [made] = await world.deps.db.$queryRaw<[{ id: string }]>`
    SELECT identity_id AS id FROM identify(${platform}::"Platform", ${teamId}, ${userId}, 20, 30)`;
  return made.id;
};

test('a second row that the version before made of a person is merged into the sealed one: requests, credits and keys, but no second trial', async () => {
  const { deps } = world;
  await deps.db.$executeRaw`UPDATE sealing SET done_at = NULL`;
  const linked = await buildUser(deps, { credits: 20 });
  const chatUser = { platform: 'slack', teamId: 'T1', userId: randomUUID() } as const;
  const guest = { ...(await buildGuest(deps, chatUser)), chatUser };
  for (const { identityId, chatUser } of [linked, guest]) {
    const { walletId, balance } = await identify(deps, chatUser);
    const id = await asTheVersionBefore(chatUser);
    expect(id).not.toBe(identityId);
    expect((await identify(deps, chatUser)).identityId).toBe(identityId); // the first, meanwhile
    const second = await deps.db.identity.findUniqueOrThrow({ where: { id } });
    const { id: generationId } = await buildGeneration(
      deps,
      { userId: null, identityId: id, walletId: second.walletId },
      { prompt: 'a late fox' },
    );
    await grantCredits(deps, { walletId: second.walletId, origin: 'purchase', amount: 7, key: randomUUID() });
    await deps.db.identity.update({ where: { id }, data: { blockedAt: null, noStatisticsAt: new Date() } });

    expect(await seal(deps)).toBeGreaterThanOrEqual(1);
    expect(await deps.db.identity.count({ where: { id } })).toBe(0);
    const now = await identify(deps, chatUser);
    expect(now).toMatchObject({ identityId, walletId, balance: balance + 7 });
    const moved = await deps.db.generation.findUniqueOrThrow({ where: { id: generationId } });
    expect(moved).toMatchObject({ identityId, walletId, userId: now.userId });
    expect(await promptOf(deps, moved)).toBe('a late fox');
    expect(await objectsToStatistics(deps, { identityId })).toBe(true);
  }
  // Requests of the builder cost nothing.
  const faulty = await findFaultyWallets(deps);
  expect(faulty.filter(({ fault }) => fault !== 'generation_does_not_cost_what_it_stored')).toEqual([]);
});

test('one that belongs to a team, or was given something, is left, counted and told, and keeps nobody else’s from being sealed', async () => {
  const { deps } = world;
  const chatUser = { platform: 'slack', teamId: 'T1', userId: randomUUID() } as const;
  const guest = await buildGuest(deps, chatUser);
  const id = await asTheVersionBefore(chatUser);
  const other = await buildGuestOfBefore(deps);
  const { id: workspaceId } = await deps.db.workspace.create({
    data: { platform: 'discord', externalId: randomUUID() },
  });
  await deps.db.teamMember.create({ data: { workspaceId, identityId: id } });
  await deps.db.$executeRaw`
    UPDATE sealing SET done_at = NULL, begun_at = now() - interval '1 hour', ids_begun_at = now() - interval '1 hour',
      accounts_begun_at = now() - interval '1 hour', places_begun_at = now() - interval '1 hour'`;
  await seal(deps);
  expect(await isSealingDue(deps)).toBe('late');
  expect(await deps.db.identity.findUniqueOrThrow({ where: { id: other.identityId } })).toMatchObject({
    externalId: null,
  });
  expect(await deps.db.identity.findUniqueOrThrow({ where: { id } })).toMatchObject({ externalIdHash: null });
  expect((await identify(deps, chatUser)).identityId).toBe(guest.identityId);
  expect(await sealingState(deps)).toBe('ok: 1 left');
  // All else is done, and one who is written down like that much later is found, too.
  const late = await buildGuestOfBefore(deps);
  expect(await sealingState(deps)).toBe('ok: 2 left');
  expect(await seal(deps)).toBe(1);
  expect(await deps.db.identity.findUniqueOrThrow({ where: { id: late.identityId } })).toMatchObject({
    externalId: null,
  });
  await deps.db.teamMember.deleteMany({ where: { identityId: id } });
  await seal(deps);
  expect(await deps.db.identity.count({ where: { id } })).toBe(0);
  expect(await sealingState(deps)).toBe('ok: all');
});

test('a picture that is deleted while its file is being sealed stays gone', async () => {
  const { deps } = world;
  const ada = await buildUser(deps);
  await deps.db.$executeRaw`UPDATE sealing SET begun_at = now(), done_at = NULL, up_to_at = NULL, up_to_id = NULL`;
  const { made, keys } = await writtenBefore(ada);
  const during = {
    ...deps,
    storage: {
      ...deps.storage,
      async seal(key: string, owner: Parameters<typeof deps.storage.seal>[1]) {
        await deps.db.asset.updateMany({ where: { id: { in: made.assetIds } }, data: { deletedAt: new Date() } });
        await deps.storage.seal(key, owner);
      },
    },
  };
  await seal(during);
  const left = await Promise.all(keys.map((key) => deps.storage.exists(key)));
  expect(left.filter(Boolean)).toHaveLength(3); // the files of the scan
});

test('names of a server, of who may use its wallet and of its members are sealed, each with its owner’s key', async () => {
  const { deps } = world;
  const externalId = randomUUID();
  const before = { ...deps, keys: { ...deps.keys, sealing: async () => false } };
  const team = await buildTeam(before, { credits: 5, name: 'Sprite Forge', externalId });
  await setAccess(before, team.workspaceId, { groups: [{ id: '1', name: 'Painters' }], guests: false });
  const { identityId } = team.manager;
  const show = async () => {
    const { name, access } = await readTeam(deps, team.workspaceId);
    const member = await deps.db.teamMember.findFirstOrThrow({ where: { identityId } });
    return { name, access, member: await openName(deps, member) };
  };
  const shown = { name: 'Sprite Forge', access: ['Painters'], member: 'Ada' };
  expect(await show()).toEqual(shown);
  await deps.db.$executeRaw`UPDATE sealing SET done_at = NULL`;
  expect(await seal(deps)).toBeGreaterThanOrEqual(3);
  const readable = await deps.db.$queryRaw<unknown[]>`
    SELECT name FROM workspaces WHERE name <> '' UNION ALL SELECT name FROM team_access WHERE name <> ''
    UNION ALL SELECT name FROM team_members WHERE name <> ''`;
  expect(readable).toEqual([]);
  expect(await show()).toEqual(shown);
  // The same name is not sealed again; another one is.
  const row = () => deps.db.workspace.findUniqueOrThrow({ where: { id: team.workspaceId } });
  const { nameSealed } = await row();
  await saveGuilds(deps, [{ id: externalId, name: 'Sprite Forge' }]);
  expect((await row()).nameSealed).toEqual(nameSealed);
  await saveGuilds(deps, [{ id: externalId, name: 'Sprite Forgers' }]);
  expect((await show()).name).toBe('Sprite Forgers');
  const keyOf = (owner: Parameters<typeof deps.keys.of>[0]) =>
    deps.keys.of(owner).then(({ id }) => id.replaceAll('-', ''));
  expect(Buffer.from((await row()).nameSealed ?? []).toString('hex')).toContain(
    await keyOf({ workspaceId: team.workspaceId }),
  );
  const member = await deps.db.teamMember.findFirstOrThrow({ where: { identityId } });
  expect(Buffer.from(member.nameSealed ?? []).toString('hex')).toContain(await keyOf({ identityId }));
});

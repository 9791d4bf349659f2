import { randomBytes, randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isChatUser } from '#core/accounts/chat-id.ts';
import { identify } from '#core/accounts/identify.ts';
import { saveGuilds } from '#core/chat/discord/guilds.ts';
import { isPlace } from '#core/chat/place-hash.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { giveCredits } from '#core/gifts/give.ts';
import { listErasure, listedDays, listedErasures } from '#core/privacy/erasure/erased-list.ts';
import { openRequest } from '#core/privacy/requests/open-request.ts';
import { workspaceName } from '#core/teams/workspace-name.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildRequest } from '#test/builders/request.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { unlink } from '#test/unlink.ts';
import { startWorld, type World } from '#test/world.ts';
import { erasePerson } from './erase-person.ts';
import { retention } from './retention.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
});
afterAll(() => world.close());

const days = (count: number) => new Date(Date.now() + count * 24 * 60 * 60_000);
const hash = () => new Uint8Array(randomBytes(32));
const lastRun = () => world.deps.db.retentionRun.findFirstOrThrow({ orderBy: { startedAt: 'desc' } });

test('what is past its time goes, what is not stays, and the run says how many of each', async () => {
  const { db } = world.deps;
  const user = await buildUser(world.deps);
  const { userId, identityId } = user;
  for (const [name, at] of [
    ['past', -8],
    ['young', 1],
  ] as const) {
    const [expiresAt, id] = [days(at), randomUUID()];
    await db.session.create({ data: { id, userId, token: name, expiresAt } });
    await db.verification.create({ data: { id, identifier: name, value: name, expiresAt } });
    await db.signUp.create({
      data: { email: `${name}@example.com`, password: 'x', tokenHash: hash(), browserHash: hash(), expiresAt },
    });
    await db.emailChange.create({
      data: { userId, oldEmail: 'a@example.com', newEmail: name, tokenHash: hash(), expiresAt },
    });
    await db.linkRequest.create({ data: { identityId, name, tokenHash: hash(), expiresAt } });
    await db.payRequest.create({ data: { identityId, tokenHash: hash(), expiresAt } });
    await db.linkUndo.create({ data: { identityId, userId, tokenHash: hash(), expiresAt } });
    await db.mail.create({ data: { kind: 'reset', sealed: hash(), createdAt: days(at) } });
    await db.closedRequest.create({ data: { requestKey: name, closedAt: days(at) } });
    await db.rateLimiterFlexible.create({ data: { key: name, points: 1, expire: expiresAt } });
  }
  // The version before kept the text of a status.
  const { id: generationId } = await buildGeneration(world.deps, user);
  await db.delivery.update({ where: { generationId }, data: { shown: 'a fox knight\nstarting' } });
  const place = { platform: 'discord', channelId: '1', userId: '2' } as const;
  await db.replyTarget.createMany({ data: [{ ...place, createdAt: days(-2) }, place] });
  // Where a gift was told of is needed as long as there is the gift: whoever is erased is taken out of that message.
  const told = await db.replyTarget.create({ data: { ...place, createdAt: days(-2) } });
  const { identityId: toIdentityId } = await buildUser(world.deps);
  await grantCredits(world.deps, { walletId: user.walletId, origin: 'purchase', amount: 5, key: randomUUID() });
  const names = { fromName: 'Ada', toName: 'Grace', message: '' };
  const given = { requestKey: randomUUID(), fromIdentityId: identityId, toIdentityId, amount: 1, ...names };
  const giftId = await giveCredits(world.deps, given);
  await db.gift.update({ where: { id: giftId ?? '' }, data: { targetId: told.id, messageId: '1' } });
  const sum = await retention(world.deps);
  const kinds = [
    ...[
      'sessions',
      'verifications',
      'sign_ups',
      'email_changes',
      'link_requests',
      'pay_requests',
      'link_undos',
      'mails',
    ],
    ...['closed_requests', 'rate_limits', 'status_texts', 'targets'],
  ];
  expect((await lastRun()).counts).toMatchObject(Object.fromEntries(kinds.map((kind) => [kind, 1])));
  expect(sum).toBeGreaterThanOrEqual(kinds.length);
  expect(
    (await db.session.findMany({ where: { token: { in: ['past', 'young'] } } })).map(({ token }) => token),
  ).toEqual(['young']);
  expect((await db.linkRequest.findMany()).map(({ name }) => name)).toEqual(['young']);
  expect(await db.replyTarget.count()).toBe(3);
  expect(await db.replyTarget.findUnique({ where: { id: told.id } })).not.toBeNull();
  expect(await db.delivery.findUnique({ where: { generationId } })).toMatchObject({ shown: '' });
  // Again there is nothing to do.
  expect(await retention(world.deps)).toBe(0);
  expect((await lastRun()).endedAt).not.toBeNull();
});

test('nothing goes of somebody who waits for an answer about their data', async () => {
  const { db } = world.deps;
  const { userId, identityId } = await buildUser(world.deps);
  const request = { subject: { userId }, kind: 'access', origin: 'web', proof: 'session' } as const;
  await openRequest(world.deps, request);
  await db.session.create({ data: { id: randomUUID(), userId, token: 'frozen', expiresAt: days(-3) } });
  await db.linkRequest.create({ data: { identityId, name: 'frozen', tokenHash: hash(), expiresAt: days(-9) } });
  await retention(world.deps);
  expect(await db.session.count({ where: { token: 'frozen' } })).toBe(1);
  expect(await db.linkRequest.count({ where: { name: 'frozen' } })).toBe(1);
});

test('the place of a result goes once nothing of it stands in chat', async () => {
  const { db } = world.deps;
  const user = await buildUser(world.deps);
  const [erased, kept] = [await buildGeneration(world.deps, user), await buildGeneration(world.deps, user)];
  for (const { id } of [erased, kept]) {
    await db.generation.update({ where: { id }, data: { finishedAt: days(-40), stored: 1 } });
    const target = await db.replyTarget.create({
      data: { platform: 'discord', channelId: '1', userId: '2', createdAt: days(-40) },
    });
    const chat = { targetId: target.id, messageId: id };
    await db.delivery.upsert({
      where: { generationId: id },
      create: { generationId: id, ...chat, status: 'delivered' },
      update: { ...chat, status: 'delivered' },
    });
    await db.chatMessage.create({ data: { ...chat, generationId: id, createdAt: days(-40) } });
  }
  await db.asset.updateMany({
    where: { generationId: erased.id },
    data: { deletedAt: days(-40), erasedAt: days(-40) },
  });
  await retention(world.deps);
  await retention(world.deps); // the message of the first run is out of the way of its place
  const deliveries = await db.delivery.findMany({ where: { generationId: { in: [erased.id, kept.id] } } });
  expect(deliveries.find(({ generationId }) => generationId === erased.id)).toMatchObject({
    targetId: null,
    messageId: null,
  });
  expect(deliveries.find(({ generationId }) => generationId === kept.id)?.targetId).not.toBeNull();
  expect(await db.chatMessage.count({ where: { generationId: erased.id } })).toBe(0);
});

test('a guest who did nothing for 12 months is erased; whom something holds stays', async () => {
  const { deps } = world;
  const guests: Array<{ identityId: string; walletId: string; userId: string }> = [];
  for (let count = 0; count < 5; count++) {
    const userId = buildDiscordId();
    const { identityId, walletId } = await identify(deps, { platform: 'discord', teamId: '', userId });
    guests.push({ identityId, walletId, userId });
    await deps.db.identity.update({ where: { id: identityId }, data: { createdAt: days(-400), seenOn: days(-400) } });
  }
  // Somebody who used the web, and not this chat, is a guest there since a moment ago.
  const { userId, identityId: unlinked } = await buildUser(deps);
  await deps.db.identity.update({ where: { id: unlinked }, data: { createdAt: days(-400), seenOn: days(-400) } });
  await unlink(deps, { userId, identityId: unlinked });
  const [idle, bought, asked, active, looking] = guests;
  if (!idle || !bought || !asked || !active || !looking) throw new Error('there are five');
  // Whatever somebody does in a chat begins with this.
  await identify(deps, { platform: 'discord', teamId: '', userId: looking.userId });
  await grantCredits(deps, { walletId: bought.walletId, origin: 'purchase', amount: 5, key: randomUUID() });
  const { identityId } = asked;
  await openRequest(deps, { subject: { identityId }, kind: 'access', origin: 'chat', proof: 'chat_identity' });
  await requestGeneration(deps, buildRequest(active.identityId));
  await retention(deps);
  expect((await lastRun()).counts).toMatchObject({ guests: 1 });
  const [erasure] = await deps.db.erasure.findMany({ where: { kind: 'guest' } });
  expect(erasure?.identityId).toBe(idle.identityId);
  await erasePerson(deps, { erasureId: erasure?.id ?? '' });
  const known = guests.map(async ({ userId }) => {
    const found = await isChatUser(deps, { platform: 'discord', teamId: '', userId });
    return (await deps.db.identity.findMany({ where: found })).map(({ id }) => id);
  });
  expect((await Promise.all(known)).flat()).toEqual([bought, asked, active, looking].map((each) => each.identityId));
  await retention(deps);
  expect((await lastRun()).counts).toMatchObject({ guests: 0 });
});

test('a guest who comes back while their erasure waits is not erased', async () => {
  const { deps } = world;
  const userId = buildDiscordId();
  const person = { platform: 'discord', teamId: '', userId } as const;
  const { identityId } = await identify(deps, person);
  await deps.db.identity.update({ where: { id: identityId }, data: { createdAt: days(-400), seenOn: days(-400) } });
  await retention(deps);
  const erasure = await deps.db.erasure.findFirstOrThrow({ where: { identityId, state: 'waiting' } });
  await identify(deps, person);
  await erasePerson(deps, { erasureId: erasure.id });
  expect(await deps.db.erasure.findUnique({ where: { id: erasure.id } })).toMatchObject({ state: 'stopped' });
  expect((await identify(deps, person)).identityId).toBe(identityId);
});

test('a server that removed us is forgotten after 30 days; its paid credits are there when it comes back', async () => {
  const { db } = world.deps;
  const wallet = await db.wallet.create({ data: { id: randomUUID() } });
  const server = { platform: 'discord', externalId: '4711' } as const;
  const team = await db.workspace.create({
    data: { ...server, name: 'Sprite Forge', walletId: wallet.id, uninstalledAt: days(-29) },
  });
  await db.teamAccess.create({ data: { workspaceId: team.id, groupId: '1', name: 'Painters' } });
  await db.placeRules.create({ data: { workspaceId: team.id, dailyImages: 5 } });
  await db.placeGroup.create({ data: { workspaceId: team.id, groupId: '1', name: 'Painters' } });
  await retention(world.deps);
  expect((await db.workspace.findUniqueOrThrow({ where: { id: team.id } })).name).toBe('Sprite Forge');
  await db.workspace.update({ where: { id: team.id }, data: { uninstalledAt: days(-31) } });
  const key = await world.deps.keys.of({ workspaceId: team.id });
  await retention(world.deps);
  expect(await world.deps.keys.byId(key.id)).toBeUndefined();
  const forgotten = await db.workspace.findUniqueOrThrow({ where: { id: team.id } });
  expect(forgotten).toMatchObject({
    name: '',
    externalId: expect.stringMatching(/^gone:[0-9a-f]{64}$/),
    externalIdHash: null,
  });
  expect(await db.teamAccess.count({ where: { workspaceId: team.id } })).toBe(0);
  expect(await db.placeRules.count({ where: { workspaceId: team.id } })).toBe(0);
  expect(await db.placeGroup.count({ where: { workspaceId: team.id } })).toBe(0);
  expect((await lastRun()).counts).toMatchObject({ workspaces: 1 });
  await saveGuilds(world.deps, [
    { id: '4711', name: 'Sprite Forge' },
    { id: '4712', name: 'Another' },
  ]);
  expect(await db.workspace.findFirstOrThrow({ where: await isPlace(world.deps, server) })).toMatchObject({
    ...{ externalId: null, id: team.id, walletId: wallet.id, uninstalledAt: null },
  });
  // A run that was killed may have destroyed its key already: its row is found all the same.
  await world.deps.keys.destroy([(await world.deps.keys.of({ workspaceId: team.id })).id]);
  await db.workspace.update({ where: { id: team.id }, data: { uninstalledAt: days(-31) } });
  await retention(world.deps);
  await saveGuilds(world.deps, [{ id: '4711', name: 'Sprite Forge' }]);
  expect(await db.workspace.findFirstOrThrow({ where: await isPlace(world.deps, server) })).toMatchObject({
    ...{ id: team.id, walletId: wallet.id, uninstalledAt: null },
  });
  expect(await workspaceName(world.deps, server)).toBe('Sprite Forge');
});

test('a file that no row names goes after a day, page by page; many at once look like a mistake and stay', async () => {
  const { storage, config, db } = world.deps;
  const user = await buildUser(world.deps);
  const { assetIds } = await buildGeneration(world.deps, user, {}, () => Buffer.from('a picture'));
  const asset = await db.asset.findUniqueOrThrow({ where: { id: assetIds[0] ?? '' } });
  const png = { contentType: 'image/png', owner: user };
  await storage.put('assets/young/0.png', Buffer.from('x'), png);
  await storage.put('inputs/orphan', Buffer.from('x'), png);
  await storage.put('assets/orphan/0.png', Buffer.from('x'), png);
  const pathOf = (key: string) => join(config.storageUrl.replace('file:', ''), key);
  const age = (key: string) => utimes(pathOf(key), days(-2), days(-2));
  for (const key of [asset.storageKey, asset.thumbnailKey, 'inputs/orphan', 'assets/orphan/0.png']) await age(key);
  await retention(world.deps);
  expect((await lastRun()).counts).toMatchObject({ files: 2 });
  const there = await Promise.all(
    [asset.storageKey, asset.thumbnailKey, 'assets/young/0.png', 'inputs/orphan'].map((key) => storage.exists(key)),
  );
  expect(there).toEqual([true, true, true, false]);
  for (let number = 0; number < 60; number++) {
    await storage.put(`inputs/many-${number}`, Buffer.from('x'), png);
    await age(`inputs/many-${number}`);
  }
  await retention(world.deps);
  expect(await storage.exists('inputs/many-0')).toBe(true);
});

test('an erasure leaves the list once no backup is older than it', async () => {
  const { keyStorage, config } = world.deps;
  const [old, young] = [randomUUID(), randomUUID()];
  for (const erasureId of [old, young])
    await listErasure({ keyStorage }, { erasureId, kind: 'account', subject: 'a'.repeat(64) });
  await utimes(join(config.dataDir, 'keys', 'erased', old), days(-listedDays - 1), days(-listedDays - 1));
  await utimes(join(config.dataDir, 'keys', 'erased', young), days(1 - listedDays), days(1 - listedDays));
  await retention(world.deps);
  const left = await listedErasures({ keyStorage });
  expect([left.includes(old), left.includes(young)]).toEqual([false, true]);
  expect((await lastRun()).counts).toMatchObject({ erased_list: 1 });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChatId } from '#core/accounts/chat-id.ts';
import { identify } from '#core/accounts/identify.ts';
import { contract } from '#core/contract/pages/contract.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import { type DiscordStandIn, start as startDiscord } from '#sandbox/discord/start.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildArt, walkLayout, walkSheet } from '#test/builders/exported.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildTeam, type TestTeam } from '#test/builders/team.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { teamFileRoutes } from '../files/team-routes.ts';

let api: TestApi;
let discord: DiscordStandIn;
let team: TestTeam;
let manager: TestUser;
let member: TestUser;

beforeAll(async () => {
  discord = await startDiscord();
  const chats = { DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token };
  api = await startTestApi(
    await createTestDatabase(),
    (app, deps, readSession) => app.use(teamFileRoutes(deps, readSession)),
    chats,
  );
  [team, manager, member] = await Promise.all([
    buildTeam(api.deps, { credits: 40, externalId: guild().id }),
    buildUser(api.deps),
    buildUser(api.deps),
  ]);
  await isInChat(manager, userId(1));
  await isInChat(member, userId(0));
  const roleIds = guild().roles.flatMap(({ id, name }) => (name === 'Stewards' ? [id] : []));
  discord.people.setRoles({ guildId: guild().id, userId: userId(1), roleIds });
  const identity = await api.deps.db.identity.findUniqueOrThrow({ where: { id: manager.identityId } });
  const who = await identify(api.deps, {
    ...{ platform: 'discord', teamId: identity.teamId },
    userId: (await openChatId(api.deps, identity)) ?? '',
  });
  await visitTeam(api.deps, { team: team.here({ memberName: 'Ada', isManager: async () => true }), who });
  const target = { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1 } as const;
  await requestGeneration(api.deps, {
    ...{ model: defaultModel, prompt: 'a secret plan', size: 'square', count: 3, target },
    ...{ requester: { identityId: member.identityId }, requestKey: 'one', team: team.here({ memberName: 'Bea' }) },
  });
});
afterAll(async () => {
  await api.close();
  await discord.close();
});

const fail = (): never => {
  throw new Error('the stand-in has changed');
};
const guild = () => discord.people.guilds[0] ?? fail();
const userId = (nth: number) => discord.people.users[nth]?.id ?? fail();
const isInChat = (user: TestUser, externalId: string) =>
  api.deps.db.identity.update({
    where: { id: user.identityId },
    data: { externalId, externalIdSealed: null, externalIdHash: null },
  });

const path = (what = '') => `/api/teams/${team.workspaceId}${what}`;
const page = async (who: TestUser) => {
  const { status, json } = await api.ask(who, 'GET', path());
  return status === 200 ? contract.getTeam.answer.parse(json) : status;
};

test('who uses it sees what is in it and what they spent, and nothing of others or of payments, as long as they are there', async () => {
  expect(await page(member)).toMatchObject({
    ...{ name: 'Sprite Forge', wallet: null, subscription: null, payments: [], hasPortal: false },
    use: { balance: 37, access: [], guestsMaySpend: false, memberCap: null, spent: 3 },
  });
  expect(await page(manager)).toMatchObject({ use: null, wallet: { members: [{ name: 'Bea', spent: 3 }] } });
  const { json: billing } = await api.ask(member, 'GET', '/api/billing');
  expect(billing.teams).toMatchObject([{ id: team.workspaceId }]);
  const settings = { groupIds: [], guestsMaySpend: false, memberCap: null };
  for (const [method, at, body] of [
    ['GET', path('/spending'), undefined],
    ['GET', path('/settings'), undefined],
    ['PATCH', path('/settings'), settings],
    ['POST', path('/portal'), undefined],
    ['POST', '/api/billing/offer', { item: 'pack-500', team: team.workspaceId }],
    ['POST', '/api/billing/checkout', { item: 'pack-500', team: team.workspaceId }],
  ] as const)
    expect((await api.ask(member, method, at, body)).json.type, at).toBe('not_manager');
  await isInChat(member, randomUUID());
  expect(await page(member)).toBe(404);
  expect((await api.ask(member, 'GET', '/api/billing')).json.teams).toEqual([]);
  await isInChat(member, userId(0));
  expect(await page(member)).not.toBe(404);
});

test('those who manage it set who may use it and how much, among what the chat has', async () => {
  const { json: before } = await api.ask(manager, 'GET', path('/settings'));
  const { groups } = contract.getTeamSettings.answer.parse(before);
  expect(before).toMatchObject({ groupWord: 'role', hasGuests: false, memberCap: null });
  const steward = groups.find(({ name }) => name === 'Stewards') ?? fail();
  expect(steward.isChosen).toBe(false);
  const set = (body: object) => api.ask(manager, 'PATCH', path('/settings'), body);
  const wanted = { groupIds: [steward.id], guestsMaySpend: true, memberCap: 50 };
  expect((await set(wanted)).json.groups).toContainEqual({ ...steward, isChosen: true });
  // Discord has no guests that could be let in.
  const rules = { access: ['Stewards'], guestsMaySpend: false, memberCap: 50 };
  expect(await page(manager)).toMatchObject({ wallet: rules });
  expect((await set({ ...wanted, groupIds: ['1'] })).json.type).toBe('unknown_group');
  expect((await set({ ...wanted, memberCap: 0 })).status).toBe(400);
  expect(await page(manager)).toMatchObject({ wallet: rules });
  await set({ groupIds: [], guestsMaySpend: false, memberCap: null });
  expect(await page(manager)).toMatchObject({ wallet: { access: [], memberCap: null } });
});

test('what was spent in every month since the first, and by whom in each', async () => {
  const now = new Date();
  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 3));
  const [then, today] = [before, now].map((day) => day.toISOString().slice(0, 7));
  const paid = { walletId: team.walletId, identityId: member.identityId, userId: member.userId };
  await buildGeneration(api.deps, paid, { images: 2, createdAt: before });
  const spending = async (query: string) =>
    contract.getTeamSpending.answer.parse((await api.ask(manager, 'GET', path(`/spending${query}`))).json);
  const current = await spending('');
  expect(current).toMatchObject({ month: today, spent: 3, members: [{ name: 'Bea', spent: 3, requests: 1 }] });
  expect(current.months.map(({ spent }) => spent)).toEqual([2, 0, 3]);
  const earlier = await spending(`?month=${then}`);
  expect(earlier).toMatchObject({ month: then, spent: 2, members: [{ name: 'Bea', spent: 2, requests: 1 }] });
  expect([earlier.days.length >= 28, earlier.days[2]?.spent]).toEqual([true, 2]);
  expect((await spending('?month=2099-01')).days).toEqual([]);
  expect((await api.ask(manager, 'GET', path('/spending?month=2026-13'))).status).toBe(400);
});

test('those who manage it buy for it, with their own account', async () => {
  const { json } = await api.ask(manager, 'POST', '/api/billing/offer', { item: 'pack-500', team: team.workspaceId });
  expect(json).toMatchObject({
    ...{ team: 'Sprite Forge’s team wallet', place: null },
    account: { email: expect.stringContaining('@') },
  });
  const { json: own } = await api.ask(manager, 'POST', '/api/billing/offer', { item: 'pack-500' });
  expect(own.team).toBeNull();
});

test('a member shows an image that the team paid for to the others, without its words, and takes it back', async () => {
  const paid = { walletId: team.walletId, identityId: member.identityId, userId: member.userId };
  const [id = ''] = (await buildGeneration(api.deps, paid, { prompt: 'a secret fox' }, () => Buffer.from('fox')))
    .assetIds;
  const [own = ''] = (await buildGeneration(api.deps, member)).assetIds;
  const share = (who: TestUser, asset: string, isShared: boolean) =>
    api.ask(who, 'PATCH', `/api/assets/${asset}/team`, { isShared });
  const gallery = async (who: TestUser) => (await api.ask(who, 'GET', path('/assets'))).json;
  const file = (who: TestUser | undefined, kind = 'image') =>
    api.fetch(who, plainPaths.teamFile(team.workspaceId, id, kind as 'image'));
  expect(await gallery(manager)).toEqual({ items: [], next: null });
  expect((await file(manager)).status).toBe(404);
  expect((await share(manager, id, true)).status).toBe(404);
  expect((await share(member, own, true)).status).toBe(404);
  expect((await share(member, id, true)).json).toMatchObject({ team: { name: 'Sprite Forge', isShared: true } });

  const { items } = contract.listTeamAssets.answer.parse(await gallery(manager));
  expect(items).toMatchObject([{ id, by: 'Bea', isMine: false }]);
  expect(JSON.stringify(items)).not.toContain('secret');
  const seen = await file(manager);
  expect([seen.status, await seen.text(), seen.headers.get('cache-control')]).toEqual([
    200,
    'fox',
    'private, no-cache',
  ]);
  const saved = await api.fetch(manager, `${plainPaths.teamFile(team.workspaceId, id, 'image')}?download`);
  expect(saved.headers.get('content-disposition')).not.toContain('fox');
  const stranger = await buildUser(api.deps);
  expect([(await file(stranger)).status, (await file(undefined)).status]).toEqual([404, 401]);
  expect((await api.ask(stranger, 'GET', path('/assets'))).status).toBe(404);

  await share(member, id, false);
  expect([(await gallery(manager)).items, (await file(manager)).status]).toEqual([[], 404]);
  await share(member, id, true);
  const takeOut = (who: TestUser) => api.ask(who, 'POST', path('/assets/take-out'), { assetId: id });
  expect((await takeOut(member)).json.type).toBe('not_manager');
  expect((await takeOut(manager)).status).toBe(204);
  expect((await gallery(member)).items).toEqual([]);
  await share(member, id, true);
  // Whoever is about to be erased shows nothing, until they stop it.
  const dueAt = (deletionDueAt: Date | null) =>
    api.deps.db.user.update({ where: { id: member.userId }, data: { deletionDueAt } });
  await dueAt(new Date(Date.now() + 86_400_000));
  expect([(await gallery(manager)).items, (await file(manager)).status]).toEqual([[], 404]);
  await dueAt(null);
  expect([(await gallery(manager)).items.length, (await file(manager)).status]).toEqual([1, 200]);
  await api.ask(member, 'POST', '/api/assets/delete', { ids: [id] });
  expect([(await gallery(manager)).items, (await file(manager)).status]).toEqual([[], 404]);
});

test('an animation plays in the gallery of a team, for its members alone, and its file says nothing of its words', async () => {
  const paid = { walletId: team.walletId, identityId: member.identityId, userId: member.userId };
  const words = { prompt: 'a secret walk', layout: walkLayout };
  const [id = ''] = await buildArt(api.deps, paid, [walkSheet()], words);
  await api.ask(member, 'PATCH', `/api/assets/${id}/team`, { isShared: true });
  const { items } = contract.listTeamAssets.answer.parse((await api.ask(manager, 'GET', path('/assets'))).json);
  const url = items[0]?.moves?.url ?? fail();
  expect(items).toMatchObject([{ id, moves: { width: 24, height: 20 } }]);
  const seen = await api.fetch(manager, `${url}?download`);
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/gif']);
  expect(seen.headers.get('content-disposition')).not.toContain('walk');
  const stranger = await buildUser(api.deps);
  expect([(await api.fetch(stranger, url)).status, (await api.fetch(undefined, url)).status]).toEqual([404, 401]);
});

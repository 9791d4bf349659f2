import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChatId } from '#core/accounts/chat-id.ts';
import { identify } from '#core/accounts/identify.ts';
import { saveSlackInstall } from '#core/chat/slack/installs.ts';
import { contract } from '#core/contract/pages/contract.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import { setAccess } from '#core/teams/access.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import { type DiscordStandIn, start as startDiscord } from '#sandbox/discord/start.ts';
import { type SlackStandIn, start as startSlack } from '#sandbox/slack/start.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildSubscription, pay, planPayment } from '#test/builders/payment.ts';
import { buildTeam, type TestTeam } from '#test/builders/team.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';

let api: TestApi;
let discord: DiscordStandIn;
let slack: SlackStandIn;
let team: TestTeam;
let manager: TestUser;
let stranger: TestUser;

/** A person whose chat says that they manage it, or that they do not. */
async function visit(user: TestUser, isManager: boolean) {
  const identity = await api.deps.db.identity.findUniqueOrThrow({ where: { id: user.identityId } });
  const { platform, teamId } = identity;
  const who = await identify(api.deps, { platform, teamId, userId: (await openChatId(api.deps, identity)) ?? '' });
  await visitTeam(api.deps, { team: team.here({ memberName: 'Ada', isManager: async () => isManager }), who });
}

beforeAll(async () => {
  [discord, slack] = await Promise.all([startDiscord(), startSlack()]);
  const chats = { DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token, SLACK_API_URL: slack.apiUrl };
  api = await startTestApi(await createTestDatabase(), undefined, chats);
  [team, manager, stranger] = await Promise.all([
    buildTeam(api.deps, { credits: 40, externalId: guild().id }),
    buildUser(api.deps),
    buildUser(api.deps, { credits: 20 }),
  ]);
  await isInChat(manager, grace());
  setSteward(true);
  await visit(manager, true);
  const target = { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1 } as const;
  const wanted = { model: defaultModel, prompt: 'a secret plan', size: 'square', count: 3, target } as const;
  const { identityId } = stranger;
  await requestGeneration(api.deps, {
    ...wanted,
    requester: { identityId },
    requestKey: 'one',
    team: team.here({ memberName: 'Grace' }),
  });
  await setAccess(api.deps, team.workspaceId, { groups: [{ id: '1', name: 'Artists' }], guests: false });
  const owing = { memberCap: 9, wallet: { update: { creditsOwed: 300 } } };
  await api.deps.db.workspace.update({ where: { id: team.workspaceId }, data: owing });
});
afterAll(async () => {
  await api.close();
  await Promise.all([discord.close(), slack.close()]);
});

const guild = () => discord.people.guilds[0] ?? fail();
const grace = () => discord.people.users[1]?.id ?? fail();
const fail = (): never => {
  throw new Error('the stand-in has changed');
};

/** Sets who the user is in the chat's stand-in. */
const isInChat = (user: TestUser, externalId: string) =>
  api.deps.db.identity.update({
    where: { id: user.identityId },
    data: {
      ...{ teamId: user.chatUser.teamId, teamIdSealed: null, teamIdHash: null },
      ...{ externalId, externalIdSealed: null, externalIdHash: null },
    },
  });

/** Stewards have the permission Manage Server. */
function setSteward(isSteward: boolean) {
  const roleIds = guild().roles.flatMap(({ id, name }) => (name === 'Stewards' && isSteward ? [id] : []));
  discord.people.setRoles({ guildId: guild().id, userId: grace(), roleIds });
}

/** The teams that Billing links to. */
const listed = async (who: TestUser) => {
  const { json } = await api.ask(who, 'GET', '/api/billing');
  return contract.getBilling.answer.parse(json).teams;
};

const page = async (who: TestUser) => {
  const { status, json } = await api.ask(who, 'GET', `/api/teams/${team.workspaceId}`);
  return status === 200 ? contract.getTeam.answer.parse(json) : status;
};

test('shows what is in it, who may use it, and who spent what on which day', async () => {
  const shown = await page(manager);
  const today = new Date().toISOString().slice(0, 10);
  expect(shown).toMatchObject({
    name: 'Sprite Forge',
    platform: 'discord',
    plan: 'Free',
    hasPortal: false,
    owed: expect.stringContaining('300 credits'),
    wallet: {
      balance: 37,
      onHold: 3,
      lots: [{ origin: 'purchase', balance: 37 }],
      access: ['Artists'],
      guestsMaySpend: false,
      memberCap: 9,
      spent: 3,
      members: [{ name: 'Grace', spent: 3, requests: 1 }],
    },
  });
  if (typeof shown === 'number') throw new Error('not shown');
  expect(shown.wallet?.days.at(-1)).toEqual({ day: today, spent: 3 });
  expect(JSON.stringify(shown)).not.toContain('secret');
});

test('404 for everybody else: who used it and has left, strangers, and who no longer manages it', async () => {
  expect(await page(stranger)).toBe(404);
  expect(await listed(stranger)).toEqual([]);
  expect(await listed(manager)).toEqual([{ id: team.workspaceId, name: 'Sprite Forge', platform: 'discord' }]);
  expect((await api.ask(stranger, 'POST', `/api/teams/${team.workspaceId}/portal`)).status).toBe(404);
  expect((await api.ask(undefined, 'GET', `/api/teams/${team.workspaceId}`)).status).toBe(401);
  await visit(manager, false);
  expect(await page(manager)).toBe(404);
  await visit(manager, true);
  expect(await page(manager)).not.toBe(404);
  await api.deps.db.$executeRaw`UPDATE team_members SET managed_at = now() - interval '31 days'`;
  expect(await page(manager)).toBe(404);
  expect(await listed(manager)).toEqual([]);
  await visit(manager, true);
});

test('who no longer manages it loses page and portal at once, by the chat’s own word', async () => {
  expect(await page(manager)).toMatchObject({ name: 'Sprite Forge' });
  setSteward(false);
  expect(await page(manager)).toBe(404);
  expect((await api.ask(manager, 'POST', `/api/teams/${team.workspaceId}/portal`)).status).toBe(404);
  expect(await listed(manager)).toEqual([]);
  setSteward(true);
  await visit(manager, true);
  discord.people.setBotInGuild(guild().id, false);
  expect(await page(manager)).toBe(404);
  discord.people.setBotInGuild(guild().id, true);
  await visit(manager, true);
  expect(await page(manager)).not.toBe(404);
});

test('a chat that does not answer in time is a sentence, and takes nothing away', async () => {
  discord.faults.add({ on: `GET /api/v10/guilds/${guild().id}/members`, do: { type: 'slow', ms: 6_000 } });
  const { status, json } = await api.ask(manager, 'GET', `/api/teams/${team.workspaceId}`);
  expect([status, json.type, json.title]).toEqual([503, 'chat_silent', 'Discord does not answer']);
  expect(await page(manager)).toMatchObject({ name: 'Sprite Forge' });
}, 20_000);

test('in Slack likewise: an admin of the workspace, as long as they are', async () => {
  const [installed] = slack.workspaces;
  const person = slack.people.workspaces[0]?.users[0] ?? fail();
  if (!installed) return fail();
  await saveSlackInstall(api.deps, installed);
  const user = await buildUser(api.deps, { platform: 'slack', teamId: installed.teamId });
  await isInChat(user, person.id);
  const who = await identify(api.deps, { platform: 'slack', teamId: installed.teamId, userId: person.id });
  const here = team.here({ platform: 'slack', externalId: installed.teamId, isManager: async () => true });
  const { workspaceId } = await visitTeam(api.deps, { team: here, who });
  const open = async () => (await api.ask(user, 'GET', `/api/teams/${workspaceId}`)).status;
  expect(await open()).toBe(200);
  slack.faults.add({
    on: 'users.info',
    do: { type: 'answer', status: 200, body: { ok: false, error: 'internal_error' } },
  });
  expect(await open()).toBe(503);
  const elsewhere = { id: person.id, is_admin: true, enterprise_user: { teams: ['T0ELSEWHERE'] } };
  slack.faults.add({ on: 'users.info', do: { type: 'answer', status: 200, body: { ok: true, user: elsewhere } } });
  expect(await open()).toBe(404);
  await visitTeam(api.deps, { team: here, who });
  expect(await open()).toBe(200);
  const guest = slack.people.workspaces[0]?.users[1]?.id ?? fail(); // no admin
  await isInChat(user, guest);
  expect(await open()).toBe(404);
});

test('who pays for its plan, and no longer manages it, sees the plan and nothing of its members', async () => {
  const payer = await buildUser(api.deps);
  const account = { ...payer, walletId: team.walletId };
  const { stripeId } = await buildSubscription(api.deps, account);
  await pay(api.deps, planPayment(account, stripeId));
  expect(await page(payer)).toMatchObject({
    plan: 'Pro',
    wallet: null,
    subscription: { plan: 'plan-pro', status: 'active' },
    payments: [{ price: { amount: 900, currency: 'usd' } }],
  });
  expect(await listed(payer)).toMatchObject([{ id: team.workspaceId }]);
  await api.deps.db.customer.create({ data: { id: 'cus_payer', walletId: team.walletId, userId: payer.userId } });
  expect(await page(payer)).toMatchObject({
    hasPortal: true,
    payments: [{ receiptUrl: 'https://stripe.example/invoice/1' }],
  });
  // A manager who does not pay sees what was paid, and nothing about the payer.
  expect(await page(manager)).toMatchObject({
    plan: 'Pro',
    wallet: { balance: 737 }, // the 300 that it owed went first
    hasPortal: false,
    payments: [{ price: { amount: 900, currency: 'usd' }, receiptUrl: null }],
  });
  const portal = await api.ask(manager, 'POST', `/api/teams/${team.workspaceId}/portal`);
  expect(portal.json).toMatchObject({ type: 'no_billing_yet' });
});

test('its asker sees on their own pages what a team pays for, and their credits untouched', async () => {
  const { json } = await api.ask(stranger, 'GET', '/api/home');
  expect(json).toMatchObject({
    balance: 50,
    onHold: 0,
    running: [{ prompt: 'a secret plan', price: 3, paidBy: 'Sprite Forge’s team wallet' }],
  }); // 20, and the free month
});

test('its own data: a copy for those who manage it, and its deletion once no plan runs', async () => {
  const path = (what: string) => `/api/teams/${team.workspaceId}/${what}`;
  const payer = await api.deps.db.subscription.findFirstOrThrow({ where: { walletId: team.walletId } });
  for (const [method, what] of [
    ['POST', 'export'],
    ['GET', 'deletion'],
    ['POST', 'deletion'],
  ] as const)
    expect((await api.ask(stranger, method, path(what))).status).toBe(404);
  const copy = await api.ask(manager, 'POST', path('export'));
  expect(copy.json).toMatchObject({ code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/) });
  const opened = await api.ask(undefined, 'POST', '/api/privacy/exports/open', { code: copy.json.code });
  expect(opened.json).toMatchObject({ export: { state: 'waiting' } });
  // It is not in their own account’s list, and a session alone does not fetch it.
  expect((await api.ask(manager, 'GET', '/api/privacy/exports')).json).toEqual({ items: [] });
  const { json: asked } = await api.ask(manager, 'GET', path('deletion'));
  expect(String(asked.lines)).toMatch(/\d+ credits that were bought are lost/);
  expect((await api.ask(manager, 'POST', path('deletion'))).json).toMatchObject({ type: 'plan_goes_on' });
  await api.deps.db.subscription.update({ where: { id: payer.id }, data: { endedAt: new Date() } });
  const { json: begun } = await api.ask(manager, 'POST', path('deletion'));
  expect(begun).toMatchObject({ ticket: expect.stringMatching(/^P-/), pageUrl: expect.stringContaining('/deletion#') });
  expect(await api.deps.db.privacyRequest.findMany({ where: { workspaceId: team.workspaceId } })).toMatchObject([
    { kind: 'access', origin: 'web', proof: 'recent_sign_in' },
    { kind: 'delete', origin: 'web', proof: 'recent_sign_in' },
  ]);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { placeHash } from '#core/chat/place-hash.ts';
import { addWorkspace } from '#core/teams/add-workspaces.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildGuest } from '#test/builders/guest.ts';
import { buildSubscription, pay, planPayment } from '#test/builders/payment.ts';
import { buildRequest, settleRuns } from '#test/builders/request.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { withKeys } from '#test/keys.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { unlink } from '#test/unlink.ts';
import type { ChatUser } from '../accounts/chat-user.ts';
import { type Guest, identify } from '../accounts/identify.ts';
import { findFaultyWallets } from '../credits/audit.ts';
import { grantCredits } from '../credits/grant.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { readBacklog } from '../metrics/read-backlog.ts';
import { createSeal } from '../seal.ts';
import { type GenerationRequest, requestGeneration } from './request.ts';
import { UnpaidLimit } from './unpaid.ts';

let database: TestDatabase;
let db: Database;
const seal = createSeal(Buffer.alloc(32));
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url);
});
beforeEach(() => db.unpaidDay.deleteMany());
afterAll(async () => {
  expect(await findFaultyWallets({ db })).toEqual([]);
  await db.$disconnect();
  await database.close();
});

const person = (over: Partial<ChatUser> = {}) => buildGuest({ db }, over);

/** The outcome of asking for this many images, at one credit each: accepted, or why not. */
async function ask({ identityId }: Pick<Guest, 'identityId'>, count: number, over: Partial<GenerationRequest> = {}) {
  const request = buildRequest(identityId, { count, unpaid: { perDay: 10, perWorkspace: 5 }, ...over });
  try {
    return (await requestGeneration(withKeys({ db, seal }), request)) ?? 'repeated';
  } catch (error) {
    return error instanceof UnpaidLimit ? error.why : String(error);
  }
}
const target = { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1000 } as const;
const at = (workspaceId: string): Partial<GenerationRequest> => ({ target: { ...target, workspaceId } });
const heldToday = async () => (await readBacklog({ db })).unpaidCredits;
const bought = (walletId: string, amount: number) =>
  grantCredits({ db }, { walletId, origin: 'purchase', amount, key: randomUUID() });

test('what nobody paid for ends with the day’s limit of a place, and of the service, and what fails counts no more', async () => {
  const [ada, grace, edsger] = [await person(), await person(), await person()];
  const first = await ask(ada, 4, at('1'));
  expect(first).toMatchObject({ balance: 16 });
  expect(await ask(grace, 2, at('1'))).toBe('workspace_day');
  expect(await ask(grace, 1, at('1'))).toMatchObject({ balance: 19 });
  expect(await ask(edsger, 4, at('2'))).toMatchObject({ balance: 16 });
  expect(await ask(edsger, 2, at('3'))).toBe('service_day');
  expect(await ask(edsger, 2)).toBe('service_day'); // in a direct message
  expect(await heldToday()).toBe(9);
  await settleRuns({ db }, typeof first === 'string' ? '' : first.id, 1); // three of four were not made
  expect(await heldToday()).toBe(6);
  expect(await ask(grace, 3, at('1'))).toMatchObject({ balance: 16 });
  expect(await ask(edsger, 2, { unpaid: { perDay: 0, perWorkspace: 5 } })).toBe('service_day');
});

test('where nobody says what the limits are they are the usual ones', async () => {
  const ada = await person();
  const unpaid = {} as NonNullable<GenerationRequest['unpaid']>;
  const day = new Date(new Date().toISOString().slice(0, 10));
  await db.unpaidDay.create({ data: { day, place: '', held: 1_999 } });
  expect(await ask(ada, 2, { unpaid })).toBe('service_day');
  const hash = await placeHash(withKeys({ db }), { platform: 'discord', externalId: '1' });
  const place = `hash:${Buffer.from(hash).toString('hex')}`;
  await db.unpaidDay.update({ where: { day_place: { day, place: '' } }, data: { held: 199 } });
  await db.unpaidDay.create({ data: { day, place, held: 199 } });
  expect(await ask(ada, 2, { unpaid, ...at('1') })).toBe('workspace_day');
  expect(await ask(ada, 1, { unpaid, ...at('1') })).toMatchObject({ balance: 19 });
});

test('of many at the same moment no more get it than there is', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => person()));
  const outcomes = await Promise.all(people.map((each, index) => ask(each, 2, at(String(index % 4)))));
  expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toHaveLength(5);
  expect(await heldToday()).toBe(10);
});

test('whoever paid is kept from nothing: bought credits and a plan’s go first where free ones may not', async () => {
  const ada = await buildUser({ db });
  const who = await identify(withKeys({ db }), ada.chatUser); // with the free month
  await bought(who.walletId, 7);
  expect(await ask(who, 13, at('1'))).toBe('workspace_day');
  expect(await ask(who, 7, at('1'))).toMatchObject({ balance: 30 });
  const lots = await db.lot.findMany({ where: { walletId: who.walletId }, orderBy: { balance: 'asc' } });
  expect(lots.map(({ origin, balance }) => [origin, balance])).toEqual([
    ['purchase', 0],
    ['plan', 30],
  ]);
  const grace = await buildUser({ db });
  const { stripeId } = await buildSubscription({ db }, grace);
  await pay({ db }, planPayment(grace, stripeId));
  expect(await ask(await identify(withKeys({ db }), grace.chatUser), 20, at('1'))).toMatchObject({
    balance: 980,
  });
  expect(await heldToday()).toBe(0);
});

test('a Discord account younger than seven days spends nothing unpaid; bought credits work at once', async () => {
  const young = await person({ userId: buildDiscordId({ days: 6.9 }) });
  expect(young.balance).toBe(20);
  expect(await ask(young, 1)).toBe('account_too_new');
  await bought(young.walletId, 1);
  expect(await ask(young, 1)).toMatchObject({ balance: 20 });
  expect(await ask(young, 1)).toBe('account_too_new');
  expect(await ask(await person({ userId: buildDiscordId({ days: 7.1 }) }), 1)).toMatchObject({ balance: 19 });
});

test('in Slack a new person in a new workspace waits a day; in an old one, or once known, nobody does', async () => {
  const teamId = `T${randomUUID()}`;
  const workspaceId = await addWorkspace(withKeys({ db }), { platform: 'slack', externalId: teamId });
  const inSlack = { ...target, platform: 'slack', workspaceId: teamId } as const;
  const ada = await person({ platform: 'slack', teamId, userId: 'U1' });
  expect(await ask(ada, 1, { target: inSlack })).toBe('workspace_too_new');
  await db.$executeRaw`UPDATE identities SET created_at = now() - interval '25 hours' WHERE id = ${ada.identityId}::uuid`;
  expect(await ask(ada, 1, { target: inSlack })).toMatchObject({ balance: 19 });
  const grace = await person({ platform: 'slack', teamId, userId: 'U2' });
  expect(await ask(grace, 1, { target: inSlack })).toBe('workspace_too_new');
  await db.$executeRaw`UPDATE workspaces SET first_installed_at = now() - interval '25 hours' WHERE id = ${workspaceId}::uuid`;
  expect(await ask(grace, 1, { target: inSlack })).toMatchObject({ balance: 19 });
});

test('a Slack workspace that never installed us brings neither trial nor free months, however many sign in from it', async () => {
  const strangers = await Promise.all(
    Array.from({ length: 3 }, (_, index) =>
      identify(
        withKeys({ db }),
        { platform: 'slack', teamId: `T${randomUUID()}`, userId: `U${index}` },
        { signsIn: true },
      ),
    ),
  );
  expect(strangers.map(({ balance }) => balance)).toEqual([0, 0, 0]);
  const ada = await db.user.create({ data: { id: randomUUID(), email: `${randomUUID()}@example.com` } });
  for (const { identityId } of strangers)
    await db.$queryRaw`SELECT * FROM link_identity(${identityId}::uuid, ${ada.id}::uuid, 'x', NULL, NULL)`;
  await db.$queryRaw`SELECT grant_free_month(${ada.id}::uuid, NULL, 30)`;
  expect(await db.lot.count({ where: { walletId: ada.walletId } })).toBe(0);
});

test('one identity through several accounts brings one trial and one free month', async () => {
  const chatUser: ChatUser = { platform: 'discord', teamId: '', userId: buildDiscordId() };
  const { identityId } = await identify(withKeys({ db }), chatUser);
  const walletIds: string[] = [];
  for (let round = 0; round < 3; round++) {
    const { id, walletId } = await db.user.create({ data: { id: randomUUID(), email: `${randomUUID()}@example.com` } });
    walletIds.push(walletId);
    await db.$queryRaw`SELECT * FROM link_identity(${identityId}::uuid, ${id}::uuid, 'x', NULL, NULL)`;
    await identify(withKeys({ db }), chatUser);
    await db.$queryRaw`SELECT grant_free_month(${id}::uuid, NULL, 30)`;
    await unlink({ db }, { identityId, userId: id });
    await identify(withKeys({ db }), chatUser);
  }
  const lots = await db.lot.findMany({ where: { walletId: { in: walletIds } } });
  expect(lots.map(({ origin }) => origin).sort()).toEqual(['plan', 'trial'].sort());
  expect((await identify(withKeys({ db }), chatUser)).balance).toBe(0);
});

test('pressed twice within seconds, it is made once; by somebody else, or for something else, it is another', async () => {
  const [ada, grace] = [await person(), await person()];
  const [pressKey, unpaid] = ['again:1', { perDay: 100, perWorkspace: 100 }];
  const twice = await Promise.all([ask(ada, 1, { pressKey, unpaid }), ask(ada, 1, { pressKey, unpaid })]);
  expect(twice.filter((outcome) => typeof outcome !== 'string')).toHaveLength(1);
  expect(twice.find((outcome) => typeof outcome === 'string')).toContain('made once, and paid once');
  expect(await ask(ada, 1, { pressKey: 'again:2', unpaid })).toMatchObject({ balance: 18 });
  expect(await ask(grace, 1, { pressKey, unpaid })).toMatchObject({ balance: 19 });
  await db.$executeRaw`UPDATE generations SET created_at = created_at - interval '6 seconds'`;
  expect(await ask(ada, 1, { pressKey, unpaid })).toMatchObject({ balance: 17 });
});

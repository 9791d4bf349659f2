import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { beginCheckout } from '#core/billing/begin-checkout.ts';
import { addOperator } from '#core/operators/grant.ts';
import { runErasure } from '#core/privacy/erasure/run-erasure.ts';
import { mailTo, tokenIn, type WebPerson, webPerson } from '#test/account-person.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { linkChat } from '#test/link-chat.ts';
import { startWorld, type World } from '#test/world.ts';

let world: World;
let operator: WebPerson;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  operator = webPerson(world);
  await operator.register('ops@example.com');
  await addOperator(world.deps, 'ops@example.com');
});
afterAll(() => world?.close());

type Kind = 'delete' | 'object' | 'access' | 'restrict' | 'correct';

/** Enters a request of a guardian, who showed a document. Returns its line in the register. */
async function bring(about: object, kind: Kind) {
  const entered = await operator.post('/api/admin/privacy', {
    ...{ actionId: randomUUID(), about, kind, origin: 'guardian', proof: 'document' },
    receivedOn: new Date().toISOString().slice(0, 10),
  });
  expect(entered.status, JSON.stringify(entered.body)).toBe(200);
  return lineOf(entered.body.ticket);
}

async function lineOf(ticket: string) {
  const { items } = (await operator.get('/api/admin/privacy?show=all&limit=100')).body;
  return items.find((each: { ticket: string }) => each.ticket === ticket);
}

const carryOut = (id: string, actionId: string = randomUUID()) =>
  operator.post(`/api/admin/privacy/${id}/carry-out`, { actionId });
const end = (id: string, how: object) =>
  operator.post(`/api/admin/privacy/${id}/end`, { actionId: randomUUID(), ...how });
const done = { state: 'done' };
const register = (id: string) => world.deps.db.privacyRequest.findUniqueOrThrow({ where: { id } });

async function account(email: string) {
  const person = webPerson(world);
  await person.register(email);
  const { id } = (await person.get('/api/session')).body.user;
  return { person, about: { by: 'email', email }, userId: id as string };
}

async function guest(user: number) {
  const chat = discordPerson(world, { user });
  const { identityId } = await identify(world.deps, chat.chatUser);
  return { chat, about: { by: 'discord', chatId: chat.user.id }, identityId };
}

test('an account’s deletion: seven days, the link to its address, and no other end by hand than a refusal', async () => {
  const { about, userId } = await account('ada@example.com');
  const line = await bring(about, 'delete');
  expect(line).toMatchObject({ subject: 'account', answering: 'carry_out' });
  const byHand = await end(line.id, done);
  expect([byHand.status, byHand.body.type]).toEqual([409, 'not_carried_out']);

  const actionId = randomUUID();
  const begun = await carryOut(line.id, actionId);
  expect(begun.status, JSON.stringify(begun.body)).toBe(200);
  expect(begun.body).toEqual({ kind: 'delete', dueAt: expect.any(String), pageUrl: null });
  const days = (Date.parse(begun.body.dueAt) - Date.now()) / (24 * 60 * 60_000);
  expect(Math.round(days * 100) / 100).toBe(7);
  // Once for each id; another finds it under way, and so does whoever would end it.
  expect((await carryOut(line.id, actionId)).body).toEqual(begun.body);
  for (const late of [
    await carryOut(line.id),
    await end(line.id, done),
    await end(line.id, { state: 'refused', refusal: 'unfounded' }),
  ])
    expect([late.status, late.body.type]).toEqual([409, 'too_late']);
  expect(await world.deps.db.erasure.findMany({ where: { userId } })).toMatchObject([
    { kind: 'account', state: 'waiting', requestId: line.id },
  ]);
  expect(await register(line.id)).toMatchObject({
    ...{ origin: 'guardian', proof: 'document', state: 'in_progress', evidence: { by: 'operator' } },
  });
  expect(await lineOf(line.ticket)).toMatchObject({ answering: 'under_way' });
  const actions = (await operator.get('/api/admin/actions')).body.items;
  expect(actions.filter(({ kind }: { kind: string }) => kind === 'privacy_carry_out')).toMatchObject([
    {
      ...{ id: actionId, words: 'Carried out a privacy request', outcome: 'done', walletId: line.walletId },
      reason: `${line.ticket}: delete carried out, by guardian, proved by document`,
    },
  ]);

  const token = tokenIn(await mailTo(world, 'ada@example.com', 'Your account will be deleted'));
  expect((await webPerson(world).post('/api/deletion/stop', { token })).status).toBe(200);
  expect(await register(line.id)).toMatchObject({ state: 'stopped' });
  // The same action again finds what came of it, and begins nothing.
  expect((await carryOut(line.id, actionId)).body).toEqual(begun.body);
  expect((await carryOut(line.id)).body.type).toBe('too_late');
  expect(await world.deps.db.erasure.count({ where: { userId } })).toBe(1);
});

test('a guest’s deletion: the operator gets the link of its page, which shows the day, stops it, and has the receipt', async () => {
  const { about, identityId } = await guest(1);
  const line = await bring(about, 'delete');
  const actionId = randomUUID();
  const first = await carryOut(line.id, actionId);
  const page = new URL(first.body.pageUrl);
  expect(page.pathname).toBe('/deletion');
  // An answer that was lost on its way is not lost for good.
  expect((await carryOut(line.id, actionId)).body).toEqual(first.body);
  const token = page.hash.slice(1);
  const asker = webPerson(world);
  expect((await asker.post('/api/deletion/read', { token })).body).toMatchObject({
    ...{ state: 'waiting', dueAt: first.body.dueAt },
  });
  expect((await asker.post('/api/deletion/stop', { token })).status).toBe(200);
  expect(await register(line.id)).toMatchObject({ state: 'stopped' });

  const again = await bring(about, 'delete');
  expect(again.ticket).not.toBe(line.ticket);
  const { pageUrl } = (await carryOut(again.id)).body;
  const last = new URL(pageUrl).hash.slice(1);
  expect(last).not.toBe(token);
  const { id } = await world.deps.db.erasure.findFirstOrThrow({ where: { identityId, state: 'waiting' } });
  await world.deps.db.erasure.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } });
  await runErasure(world.deps, id);
  const receipt = await vi.waitFor(
    async () => {
      const { body } = await asker.post('/api/deletion/read', { token: last });
      expect(body.state).toBe('done');
      return body.receipt;
    },
    { timeout: 20_000, interval: 100 },
  );
  expect((await asker.post('/api/receipts/check', { receipt })).body.receipt).toMatchObject({ ticket: again.ticket });
  expect(await register(again.id)).toMatchObject({ state: 'done', evidence: { by: 'operator' } });
  expect(await lineOf(again.ticket)).toMatchObject({ answering: 'ended', walletId: null });
});

test('a guest who linked to an account since is that account; two deletions of one account are one', async () => {
  const { chat, about } = await guest(2);
  const asGuest = await bring(about, 'delete');
  const { person, userId, about: asAccount } = await account('bea@example.com');
  await linkChat(person, chat);
  const its = await bring(asAccount, 'delete');
  expect(its.ticket).not.toBe(asGuest.ticket);
  const twice = await carryOut(asGuest.id);
  expect([twice.status, twice.body.type]).toEqual([409, 'not_carried_out']);
  expect((await end(its.id, { state: 'refused', refusal: 'repeated' })).status).toBe(204);
  expect((await carryOut(asGuest.id)).body).toMatchObject({ kind: 'delete', pageUrl: null });
  expect(await world.deps.db.erasure.findMany({ where: { userId } })).toMatchObject([
    { kind: 'account', requestId: asGuest.id },
  ]);
  await mailTo(world, 'bea@example.com', 'Your account will be deleted');
});

test('an objection leaves them out of the statistics, and is done with that', async () => {
  const { about, userId, person } = await account('cleo@example.com');
  const { about: chatAbout, identityId } = await guest(0);
  for (const whom of [about, chatAbout]) {
    const line = await bring(whom, 'object');
    expect((await end(line.id, done)).body.type).toBe('not_carried_out');
    const actionId = randomUUID();
    for (const _ of [1, 2]) expect((await carryOut(line.id, actionId)).body).toEqual({ kind: 'object' });
    expect(await register(line.id)).toMatchObject({
      state: 'done',
      evidence: { by: 'operator', statistics: 'left_out', events: 0 },
    });
  }
  expect((await person.get('/api/privacy')).body.objectsToStatistics).toBe(true);
  const { db } = world.deps;
  expect((await db.user.findUniqueOrThrow({ where: { id: userId } })).noStatisticsAt).not.toBeNull();
  expect((await db.identity.findUniqueOrThrow({ where: { id: identityId } })).noStatisticsAt).not.toBeNull();
});

test('a copy goes to the account by mail, to a guest by the chat, and never to the operator', async () => {
  const { about, person } = await account('dora@example.com');
  const line = await bring(about, 'access');
  expect((await end(line.id, done)).body.type).toBe('not_carried_out');
  expect((await carryOut(line.id)).body).toEqual({ kind: 'access', goesBy: 'mail' });
  await mailTo(world, 'dora@example.com', 'The copy of your data is ready');
  expect(await register(line.id)).toMatchObject({ state: 'done', evidence: { by: 'operator', parts: 1 } });
  expect((await person.get('/api/privacy/exports')).body.items).toHaveLength(1);
  expect((await operator.get('/api/privacy/exports')).body.items).toEqual([]);

  const { about: chatAbout, chat, identityId } = await guest(0);
  const theirs = await bring(chatAbout, 'access');
  expect((await carryOut(theirs.id)).body).toEqual({ kind: 'access', goesBy: 'chat' });
  await vi.waitFor(async () => expect((await register(theirs.id)).state).toBe('done'), { timeout: 20_000 });
  await chat.run('privacy');
  const card = await chat.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
  await chat.press(card.message, 'Get a copy of my data');
  const { text } = await chat.sees('the code', (look) => look.text.includes('type this code'));
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
  expect((await webPerson(world).post('/api/privacy/exports/open', { code })).status).toBe(200);
  expect(await world.deps.db.privacyRequest.count({ where: { identityId, kind: 'access' } })).toBe(1);
});

test('what no command does, and what is about nobody we know, is ended by hand; everything can be refused', async () => {
  const { about } = await account('emma@example.com');
  const outsider = { by: 'email', email: 'nobody@example.com' };
  for (const [whom, kind] of [
    [about, 'correct'],
    [about, 'restrict'],
    [outsider, 'delete'],
    [outsider, 'object'],
    [outsider, 'access'],
  ] as const) {
    const line = await bring(whom, kind);
    expect(line.answering).toBe('by_hand');
    const carried = await carryOut(line.id);
    expect([carried.status, carried.body.type]).toEqual([409, 'not_carried_out']);
    expect((await end(line.id, done)).status).toBe(204);
    expect((await carryOut(line.id)).body.type).toBe('too_late');
  }
  for (const kind of ['delete', 'object', 'access'] as const) {
    const line = await bring(about, kind);
    expect((await end(line.id, { state: 'refused', refusal: 'not_proven' })).status).toBe(204);
    expect(await register(line.id)).toMatchObject({ state: 'refused', refusal: 'not_proven' });
  }
});

test('Stripe down: nothing is begun, and the same action goes on later', async () => {
  const { about, userId } = await account('fay@example.com');
  const { db } = world.deps;
  const { walletId } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const stripe = world.stripe;
  const { checkoutId } = await beginCheckout(world.deps, { walletId, userId, kind: 'plan', item: 'pro' });
  await stripe.people.pay((await db.checkout.findUniqueOrThrow({ where: { id: checkoutId } })).sessionId ?? '');
  await vi.waitFor(async () => expect(await db.subscription.count({ where: { userId } })).toBe(1), { timeout: 15_000 });
  const line = await bring(about, 'delete');
  const actionId = randomUUID();
  const { stripeId } = await db.subscription.findFirstOrThrow({ where: { userId } });
  stripe.faults.add({ on: `POST /v1/subscriptions/${stripeId}`, do: { type: 'answer', status: 503 }, times: 10 });
  const notNow = await carryOut(line.id, actionId);
  expect([notNow.status, notNow.body.type]).toEqual([409, 'payments_unavailable']);
  expect(await db.erasure.count({ where: { userId } })).toBe(0);
  const actionOf = async () =>
    (await operator.get('/api/admin/actions')).body.items.find(({ id }: { id: string }) => id === actionId);
  expect(await actionOf()).toMatchObject({ outcome: 'begun' });
  stripe.faults.clear();
  expect((await carryOut(line.id, actionId)).body).toMatchObject({ kind: 'delete' });
  expect(await actionOf()).toMatchObject({ outcome: 'done' });
  expect(stripe.objects.subscriptions.get(stripeId)).toMatchObject({ cancel_at_period_end: true });
});

test('two operators at once: it is carried out or refused, and never both', async () => {
  const { about, userId } = await account('gwen@example.com');
  const line = await bring(about, 'delete');
  const refusal = { state: 'refused', refusal: 'unfounded' };
  const [carried, refused] = await Promise.all([carryOut(line.id), end(line.id, refusal)]);
  const begun = await world.deps.db.erasure.count({ where: { userId } });
  expect([carried.status, refused.status].sort()).toEqual(begun === 1 ? [200, 409] : [204, 409]);
  expect(await world.deps.db.privacyRequest.count({ where: { userId } })).toBe(1);
});

test('for everybody else it does not exist', async () => {
  const { person, about } = await account('hana@example.com');
  const line = await bring(about, 'delete');
  for (const each of [person, webPerson(world)])
    expect((await each.post(`/api/admin/privacy/${line.id}/carry-out`, { actionId: randomUUID() })).status).toBe(404);
  expect((await register(line.id)).state).toBe('open');
  // Somebody else’s action is none of this one’s.
  const actionId = randomUUID();
  expect((await carryOut(line.id, actionId)).status).toBe(200);
  const other = await bring({ by: 'email', email: 'ops@example.com' }, 'object');
  expect((await carryOut(other.id, actionId)).status).toBe(404);
});

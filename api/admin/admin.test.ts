import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { contract } from '#core/contract/pages/contract.ts';
import type { Endpoint } from '#core/contract/pages/endpoint.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { addOperator, removeOperator } from '#core/operators/grant.ts';
import { type WebPerson, webPerson } from '#test/account-person.ts';
import { type Customer, openShop, type Shop } from '#test/billing/shop.ts';
import { discordPerson } from '#test/discord-person.ts';
import { slackPerson } from '#test/slack-person.ts';

let shop: Shop;
let operator: WebPerson;
/** People who are no operators: one signed out, one with an account, one who now has the address that an operator had on becoming one. */
let others: WebPerson[];
beforeAll(async () => {
  shop = await openShop({
    roles: ['api', 'worker', 'bots'],
  });
  operator = webPerson(shop);
  await operator.register('ops@example.com');
  expect(await addOperator(shop.deps, ' Ops@example.com')).toBe(true);
  others = [webPerson(shop), webPerson(shop), webPerson(shop)];
  await others[1]?.register('ada@example.com');
  const late = others[2];
  await late?.register('late@example.com');
  await addOperator(shop.deps, 'late@example.com');
  await shop.deps.db.user.update({ where: { email: 'late@example.com' }, data: { email: 'moved@example.com' } });
  await late?.register('late@example.com');
});
afterAll(async () => {
  expect(await findFaultyWallets(shop.deps)).toEqual([]);
  await shop.close();
});

const why = { reason: 'Asked for by the customer' };
const act = (over: object) => ({ actionId: randomUUID(), ...why, ...over });
const actions = async (walletId?: string) =>
  (await operator.get(`/api/admin/actions${walletId ? `?walletId=${walletId}` : ''}`)).body.items;
const look = async (walletId: string) => (await operator.get(`/api/admin/wallets/${walletId}`)).body;

async function bought(): Promise<Customer> {
  const ada = await shop.customer();
  await ada.buy('pack', '500');
  await shop.settled();
  return ada;
}

const operators = Object.entries(contract as Record<string, Endpoint>).filter(([, { operator: is }]) => is);

test.each(operators)('%s: there is nothing for anybody but an operator', async (_name, { method, path }) => {
  const ask = (person: WebPerson, at: string) =>
    method === 'GET' ? person.get(at) : person.post(at, { rubbish: 'that is not even looked at' });
  const address = path.replace(':id', randomUUID());
  for (const person of others) {
    const [answer, nowhere] = [await ask(person, address), await ask(person, '/api/nowhere')];
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(nowhere.body);
  }
});

test('who is one is told so, and nobody else', async () => {
  expect((await operator.get('/api/session')).body).toMatchObject({ isOperator: true });
  for (const person of others) expect((await person.get('/api/session')).body).toMatchObject({ isOperator: false });
});

test('finds by address, by who it is in chat, and by a payment', async () => {
  const ada = await bought();
  const [{ paymentIntentId, invoiceId, checkoutId } = { checkoutId: '' }] = await shop.deps.db.payment.findMany({
    where: { walletId: ada.walletId },
  });
  const sessionId = await ada.sessionOf(checkoutId ?? '');
  const slack = slackPerson(shop);
  const guest = await identify(shop.deps, slack.chatUser);
  const find = async (body: object) => (await operator.post('/api/admin/find', body)).body.walletId;
  expect(await find({ by: 'email', email: ` ${ada.email.toUpperCase()} ` })).toBe(ada.walletId);
  expect(await find({ by: 'discord', chatId: ada.chatUser.userId })).toBe(ada.walletId);
  const { teamId, userId } = slack.chatUser;
  expect(await find({ by: 'slack', chatId: `${teamId}:${userId}` })).toBe(guest.walletId);
  for (const stripeId of [paymentIntentId, invoiceId, sessionId])
    expect(await find({ by: 'payment', stripeId })).toBe(ada.walletId);
  const nobody = await operator.post('/api/admin/find', { by: 'email', email: 'nobody@example.com' });
  expect([nobody.status, nobody.body.type]).toEqual([404, 'not_found']);
  expect((await operator.post('/api/admin/find', { by: 'payment', stripeId: 'x' })).status).toBe(400);
});

test('shows lots, payments and the ledger in words, and nothing of what people make or say', async () => {
  const chat = discordPerson(shop);
  const { walletId } = await identify(shop.deps, chat.chatUser);
  await chat.imagine({ prompt: 'a secret lighthouse' });
  await chat.sees('the picture', ({ images }) => images.length === 1);
  const ada = await bought();
  await shop.deps.db.$queryRaw`SELECT * FROM give_gift(${JSON.stringify({
    id: randomUUID(),
    requestKey: randomUUID(),
    fromIdentityId: ada.identityId,
    toIdentityId: (await identify(shop.deps, chat.chatUser)).identityId,
    fromName: 'Augusta',
    toName: 'Grace',
    message: 'a secret word',
    amount: 50,
    dailyLimit: 500,
  })}::jsonb)`;
  const [wallet, ledger] = [await look(walletId), (await operator.get(`/api/admin/wallets/${walletId}/ledger`)).body];
  expect(ledger.items.map(({ words }: { words: string }) => words)).toEqual([
    'From somebody else',
    '1 picture with flux-schnell',
    '20 trial credits',
  ]);
  expect(wallet).toMatchObject({ account: null, balance: 69, plan: 'Free', payments: [] });
  expect(JSON.stringify([wallet, ledger])).not.toMatch(/secret|Augusta/);
  expect(await look(ada.walletId)).toMatchObject({
    account: { email: ada.email, blockedAt: null },
    balance: 450,
    lots: [{ label: 'Bought credits', balance: 450 }],
    identities: [{ platform: 'discord', chatId: ada.chatUser.userId }],
    payments: [{ item: '500 credits', paid: '$5.00', status: 'paid', credits: 500 }],
  });
});

test('grants and corrects, once, with a reason, and never below zero; the person reads by whom in general', async () => {
  const ada = await shop.customer();
  const credit = (body: object) => operator.post(`/api/admin/wallets/${ada.walletId}/credits`, body);
  const grant = act({ amount: 50 });
  expect((await credit(grant)).body).toEqual({ balance: 50 });
  expect((await credit(grant)).body).toEqual({ balance: 50 });
  expect((await credit(act({ amount: -20 }))).body).toEqual({ balance: 30 });
  const tooMany = await credit(act({ amount: -31 }));
  expect([tooMany.status, tooMany.body.detail]).toEqual([
    409,
    '31 credits cannot be taken: 30 credits can be spent. Nothing was changed.',
  ]);
  for (const wrong of [{ amount: 0 }, { amount: 5, reason: 'because  ' }, { amount: 1.5 }])
    expect((await credit(act(wrong))).status).toBe(400);
  expect(await ada.balance()).toBe(30);
  expect(await ada.words()).toEqual(['Corrected by UPixel', '50 credits granted by UPixel']);
  expect(await actions(ada.walletId)).toMatchObject([
    { kind: 'correct', words: 'Took 20 credits', operator: 'ops@example.com', outcome: 'done', ...why },
    { kind: 'grant', words: 'Granted 50 credits', operator: 'ops@example.com', outcome: 'done', ...why },
  ]);
  const nowhere = await operator.post(`/api/admin/wallets/${randomUUID()}/credits`, act({ amount: 1 }));
  expect(nowhere.status).toBe(404);
});

test('what was done for a guest is found with the account that they come into', async () => {
  const guest = await identify(shop.deps, slackPerson(shop, { user: 1 }).chatUser);
  await operator.post(`/api/admin/wallets/${guest.walletId}/credits`, act({ amount: 5 }));
  const ada = await shop.customer();
  await shop.deps.db
    .$queryRaw`SELECT * FROM link_identity(${guest.identityId}::uuid, ${ada.userId}::uuid, 'x', NULL, NULL)`;
  expect(await actions(ada.walletId)).toMatchObject([{ words: 'Granted 5 credits' }]);
});

test('gives money back in part and in full, once; the credits follow', async () => {
  const ada = await bought();
  const payment = async () => (await look(ada.walletId)).payments[0];
  const refund = async (body: object) => operator.post(`/api/admin/payments/${(await payment()).id}/refund`, body);
  const part = act({ amount: 200 });
  expect((await refund(part)).status).toBe(204);
  expect((await refund(part)).status).toBe(204);
  await shop.settled();
  expect(await payment()).toMatchObject({ amountRefunded: 200, refunded: '$2.00', status: 'partly_refunded' });
  expect(await ada.balance()).toBe(300);
  const tooMuch = await refund(act({ amount: 301 }));
  expect([tooMuch.status, tooMuch.body.type]).toEqual([409, 'too_much']);
  expect(tooMuch.body.detail).toContain('$3.00 of this payment can still be given back');
  expect((await refund(act({ amount: 300 }))).status).toBe(204);
  await shop.settled();
  expect(await payment()).toMatchObject({ amountRefunded: 500, status: 'refunded' });
  expect(await ada.balance()).toBe(0);
  expect((await ada.charges()).map(({ amount_refunded }) => amount_refunded)).toEqual([500]);
  expect((await actions(ada.walletId)).map(({ words, outcome }: Record<string, string>) => [words, outcome])).toEqual([
    ['Refunded $3.00', 'done'],
    ['Refunded $2.00', 'done'],
  ]);
});

test('what Stripe refuses is written down with its words; what could not be sent goes on when it is tried again', async () => {
  const ada = await bought();
  const { id, paymentIntentId } = (await look(ada.walletId)).payments[0];
  const refund = (body: object) => operator.post(`/api/admin/payments/${id}/refund`, body);
  const wish = act({ amount: 200 });
  shop.stripe.faults.add({ on: 'POST /v1/refunds', do: { type: 'answer', status: 503 }, times: 10 });
  const notNow = await refund(wish);
  expect([notNow.status, notNow.body.type]).toEqual([409, 'payments_unavailable']);
  expect(await actions(ada.walletId)).toMatchObject([{ outcome: 'begun' }]);
  shop.stripe.faults.clear();
  expect((await refund(wish)).status).toBe(204);
  await shop.settled();
  expect(await actions(ada.walletId)).toMatchObject([{ words: 'Refunded $2.00', outcome: 'done' }]);

  // Somebody refunded at Stripe directly, and no event has reached us yet.
  await shop.deps.db.payment.update({ where: { id }, data: { amountRefunded: 0, status: 'paid' } });
  const last = act({ amount: 400 });
  const refused = await refund(last);
  expect([refused.status, refused.body.type]).toEqual([409, 'refund_refused']);
  expect((await refund(last)).body.type).toBe('refund_refused');
  const [attempt] = await actions(ada.walletId);
  expect(attempt).toMatchObject({ words: 'Refunded $4.00', outcome: 'refused' });
  expect(attempt.detail).not.toBe('');
  await shop.deps.db.payment.update({ where: { id }, data: { amountRefunded: 200, status: 'partly_refunded' } });
  expect(paymentIntentId).toMatch(/^pi_/);
});

test('blocks an account, for a time too, which then buys nothing, and lets it in again; not one’s own', async () => {
  const ada = webPerson(shop);
  await ada.register('blocked@example.com');
  const { walletId } = (await operator.post('/api/admin/find', { by: 'email', email: 'blocked@example.com' })).body;
  const { userId } = (await look(walletId)).account;
  const block = (id: string, blocked: boolean) =>
    operator.post(`/api/admin/users/${id}/block`, act({ blocked, ...(blocked ? { days: 3 } : {}) }));
  expect((await block(userId, true)).status).toBe(204);
  expect((await ada.get('/api/home')).status).toBe(200);
  expect((await ada.post('/api/billing/checkout', { item: 'pack-500' })).body.type).toBe('blocked_account');
  expect(Date.parse((await look(walletId)).account.blockedUntil)).toBeGreaterThan(Date.now() + 2 * 86_400_000);
  expect((await look(walletId)).account.blockedAt).not.toBeNull();
  expect((await block(userId, false)).status).toBe(204);
  expect((await look(walletId)).account).toMatchObject({ blockedAt: null, blockedUntil: null });
  expect((await actions(walletId)).map(({ words }: { words: string }) => words)).toEqual([
    'Unblocked the account',
    'Blocked the account',
  ]);
  const own = (await operator.get('/api/session')).body.user.id;
  expect((await block(own, true)).body.type).toBe('own_account');
  expect((await block(randomUUID(), true)).status).toBe(404);
});

test('blocks a guest in chat, who then can neither ask nor link, and lets them in again', async () => {
  const chat = discordPerson(shop, { user: 2 });
  const { walletId, identityId } = await identify(shop.deps, chat.chatUser);
  const block = (id: string, blocked: boolean) => operator.post(`/api/admin/identities/${id}/block`, act({ blocked }));
  expect((await block(identityId, true)).status).toBe(204);
  expect((await look(walletId)).identities).toMatchObject([{ blockedAt: expect.any(String) }]);
  await chat.imagine({ prompt: 'not for you' });
  await chat.sees('the refusal', ({ text }) => text.includes('You are blocked here'));
  expect((await block(identityId, false)).status).toBe(204);
  expect((await identify(shop.deps, chat.chatUser)).blocked).toBe(false);
  expect((await actions(walletId)).map(({ words }: { words: string }) => words)).toEqual([
    'Unblocked the guest',
    'Blocked the guest',
  ]);
  const ada = await shop.customer();
  expect((await block(ada.identityId, true)).body.type).toBe('linked_identity');
  expect((await block(randomUUID(), true)).status).toBe(404);
});

test('acts only shortly after a sign-in, and no longer than an operator', async () => {
  const ada = await shop.customer();
  const credit = () => operator.post(`/api/admin/wallets/${ada.walletId}/credits`, act({ amount: 1 }));
  const where = { user: { email: 'ops@example.com' } };
  await shop.deps.db.session.updateMany({ where, data: { createdAt: new Date(Date.now() - 16 * 60_000) } });
  expect((await operator.get(`/api/admin/wallets/${ada.walletId}`)).status).toBe(200);
  const late = await credit();
  expect([late.status, late.body.type]).toEqual([403, 'sign_in_again']);
  expect((await operator.signIn('ops@example.com')).status).toBe(200);
  expect((await credit()).status).toBe(200);
  expect(await removeOperator(shop.deps, 'ops@example.com')).toBe(true);
  expect((await credit()).status).toBe(404);
  expect(await addOperator(shop.deps, 'nobody@example.com')).toBe(false);
  await addOperator(shop.deps, 'ops@example.com');
  const acting = operators.filter(([, { method, path }]) => method === 'POST' && !path.endsWith('/find'));
  expect(acting.filter(([, { recent }]) => !recent)).toEqual([]);
});

test('what was written down stays: the database takes no change of it', async () => {
  const { db } = shop.deps;
  for (const change of [
    () => db.adminAction.updateMany({ data: { reason: 'something else entirely' } }),
    () => db.adminAction.deleteMany(),
    () => db.adminOutcome.updateMany({ data: { isDone: false } }),
    () => db.adminOutcome.deleteMany(),
    () => db.$executeRaw`TRUNCATE admin_actions CASCADE`,
  ])
    await expect(change()).rejects.toThrow('append-only');
});

test('the list goes on from page to page', async () => {
  const ada = await shop.customer();
  for (const amount of [1, 2, 3]) await operator.post(`/api/admin/wallets/${ada.walletId}/credits`, act({ amount }));
  const first = (await operator.get(`/api/admin/actions?walletId=${ada.walletId}&limit=2`)).body;
  const rest = await operator.get(`/api/admin/actions?walletId=${ada.walletId}&limit=2&cursor=${first.next}`);
  const words = [...first.items, ...rest.body.items].map((item: { words: string }) => item.words);
  expect(words).toEqual(['Granted 3 credits', 'Granted 2 credits', 'Granted 1 credit']);
  expect(rest.body.next).toBeNull();
  await vi.waitFor(async () => expect((await actions()).length).toBeGreaterThan(3), { timeout: 30_000 });
});

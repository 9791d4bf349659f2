import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { reconcile } from '#core/billing/reconcile.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
import { submit } from '#sandbox/stripe/testing.ts';
import { linkIn } from '../account-person.ts';
import { discordPerson } from '../discord-person.ts';
import { dayMs, openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ roles: ['api', 'worker', 'bots'], logLevel: 'info' });
});
afterAll(() => shop.close());

const unhandled = () => shop.deps.db.stripeEvent.count({ where: { handledAt: null } });
const failure = (work: Promise<unknown>) => work.then(() => undefined).catch((error: { code: string }) => error.code);

test('a pack: its page, its credits, its receipt with Stripe’s invoice, and a word in chat where it was asked', async () => {
  const ada = await shop.customer();
  // A current place in chat, with a valid reply token.
  const person = discordPerson(shop, { user: 0 });
  await person.imagine({ prompt: 'slow dog' });
  const place = await vi.waitFor(
    () => shop.deps.db.replyTarget.findFirstOrThrow({ where: { replyToken: { not: null } } }),
    { timeout: 30_000 },
  );
  const replyExpiresAt = new Date(Date.now() + 600_000);
  const target = { ...(await targetOfRow(shop.deps, place)), replyExpiresAt };

  const { checkoutId, url } = await ada.begin('pack', '500', { target });
  const page = await (await fetch(url)).text();
  for (const words of ['500 credits', '$5.00', ada.email]) expect(page).toContain(words);
  const begun = await ada.checkout(checkoutId);
  expect(begun).toMatchObject({
    status: 'open',
    credits: 500,
    amount: 500,
    currency: 'usd',
  });
  expect(begun.target && (await targetOfRow(shop.deps, begun.target)).channelId).toBe(target.channelId);
  const paid = await submit(url, { card: 'works' });
  expect(paid.location).toBe(`${shop.deps.config.publicUrl}/billing/done?checkout=${checkoutId}`);
  await shop.settled();

  expect(await ada.balance()).toBe(500);
  const { payments, plan } = await ada.billing();
  expect(plan).toBe('free');
  expect(payments).toMatchObject([{ kind: 'pack', item: '500', amount: 500, credits: 500, status: 'paid' }]);
  const receipt = await ada.mail('Your receipt: 500 credits for $5.00');
  expect(linkIn(receipt)).toBe(payments[0]?.receiptUrl);
  expect(payments[0]?.receiptUrl).toMatch(/\/invoice\/in_/);
  const note = await person.sees('the note', ({ text }) => text.includes('Paid: 500 credits'));
  expect(note.message.ephemeralFor).toBe(person.user.id);
  expect(note.text).toContain('you have 500 credits now');
  expect(await ada.checkout(checkoutId)).toMatchObject({ status: 'paid', target: { replyToken: null } });
  expect(await ada.words()).toEqual(['Bought 500 credits for $5.00']);
});

test('declined, then 3-D Secure: one payment, one receipt', async () => {
  const ada = await shop.customer();
  const { checkoutId } = await ada.begin('pack', '2000');
  expect(await ada.pay(checkoutId, 'declined')).toMatchObject({ kind: 'declined' });
  await shop.settled();
  expect(await ada.balance()).toBe(0);
  await ada.pay(checkoutId, 'authenticates');
  await shop.settled();
  expect(await ada.balance()).toBe(2000);
  expect(await ada.mails(1)).toEqual(['Your receipt: 2,000 credits for $19.00']);
});

test('a bank that takes its days, and says yes, or no', async () => {
  const [ada, bob] = [await shop.customer(), await shop.customer()];
  const [good, bad] = [await ada.buy('pack', '500', 'debit'), await bob.buy('pack', '500', 'debit-fails')];
  await shop.settled();
  expect(await ada.balance()).toBe(0);
  expect((await ada.checkout(good)).status).toBe('open');
  await shop.travel(3 * dayMs);
  expect([await ada.balance(), (await ada.checkout(good)).status]).toEqual([500, 'paid']);
  expect([await bob.balance(), (await bob.checkout(bad)).status]).toEqual([0, 'failed']);
  expect(await bob.mails(1)).toEqual(['Your payment for 500 credits did not go through']);
  expect(await ada.mails(1)).toEqual(['Your receipt: 500 credits for $5.00']);
});

test('nobody paid: it expires after a day, and nobody is written to', async () => {
  const ada = await shop.customer();
  const { checkoutId } = await ada.begin('pack', '500');
  await shop.travel(2 * dayMs);
  expect((await ada.checkout(checkoutId)).status).toBe('expired');
  expect(shop.mail.messages.some(({ to }) => to.includes(ada.email))).toBe(false);
});

test('webhooks twice and out of order, and the invoice before its payment: granted once', async () => {
  const ada = await shop.customer();
  shop.stripe.faults.add({ on: 'WEBHOOK checkout.session.completed', do: { type: 'late', ms: 60_000 } });
  shop.stripe.faults.add({ on: 'WEBHOOK invoice.paid', do: { type: 'twice' } });
  await ada.buy('pack', '500');
  await shop.stripe.delivered();
  // The first event grants; the others find it done.
  await vi.waitFor(async () => expect(await ada.balance()).toBe(500), 30_000);
  shop.stripe.clock.advance(60_000);
  await shop.settled();
  expect(await ada.balance()).toBe(500);
  expect(await shop.deps.db.payment.count({ where: { walletId: ada.walletId } })).toBe(1);
  expect(await ada.mails(1)).toEqual(['Your receipt: 500 credits for $5.00']);
});

test('a webhook that is lost is found in Stripe’s list, though a worker’s clock was hours ahead', async () => {
  const ada = await shop.customer();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 3_600_000 });
  await reconcile(shop.deps).finally(() => vi.useRealTimers());
  shop.stripe.faults.add({ on: 'WEBHOOK', do: { type: 'never' }, times: 20 });
  await ada.buy('pack', '500');
  await shop.stripe.delivered();
  shop.stripe.faults.clear();
  expect(await ada.balance()).toBe(0);
  await reconcile(shop.deps);
  await vi.waitFor(async () => expect(await ada.balance()).toBe(500), 30_000);
  await vi.waitFor(async () => expect(await unhandled()).toBe(0), 30_000);
  expect(await reconcile(shop.deps)).toBe(0);
});

test('an event that could not be handled for days is handled once it can be, and an operator hears of it', async () => {
  const ada = await shop.customer();
  shop.stripe.faults.add({ on: 'WEBHOOK', do: { type: 'never' }, times: 20 });
  await ada.buy('pack', '500');
  await shop.stripe.delivered();
  shop.stripe.faults.clear();
  await reconcile({ ...shop.deps, queues: { ...shop.deps.queues, enqueueMany: async () => undefined } } as never);
  const days = (count: number) => new Date(Date.now() - count * dayMs);
  await shop.deps.db.stripeEvent.updateMany({ where: { handledAt: null }, data: { receivedAt: days(20) } });
  const count = vi.spyOn(shop.deps.metrics, 'count');
  await reconcile(shop.deps);
  expect(count).toHaveBeenCalledWith('operatorNeeded', { cause: 'stripe_events' });
  await vi.waitFor(async () => expect(await ada.balance()).toBe(500), 30_000);
  await vi.waitFor(async () => expect(await unhandled()).toBe(0), 30_000);
});

test('a wrong or an old signature is refused; Stripe’s second try is taken', async () => {
  for (const fault of ['badSignature', 'oldSignature'] as const) {
    const ada = await shop.customer();
    shop.stripe.faults.add({ on: 'WEBHOOK', do: { type: fault }, times: 20 });
    const deliveries = shop.stripe.deliveries.length;
    await ada.buy('pack', '500');
    await shop.stripe.delivered();
    shop.stripe.faults.clear();
    const statuses = new Set(shop.stripe.deliveries.slice(deliveries).map(({ status }) => status));
    expect(statuses).toEqual(new Set([400]));
    expect([await ada.balance(), await unhandled()]).toEqual([0, 0]);
    shop.stripe.clock.advance(5 * 60_000);
    await shop.settled();
    expect(await ada.balance()).toBe(500);
  }
  const forged = await fetch(`${shop.deps.config.publicUrl}/webhooks/stripe`, { method: 'POST', body: '{}' });
  expect(forged.status).toBe(400);
});

test('no card comes near us: nothing that we send or keep has a field for one', async () => {
  const ours = shop.stripe.calls.filter(({ path }) => path.startsWith('/v1/'));
  expect(ours.length).toBeGreaterThan(20);
  const sent = ours.map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body ?? '')}`).join('\n');
  expect(sent).not.toMatch(/\b(card|number|cvc|cvv|exp_month|exp_year|payment_method_data|source)\b/i);
  const keyless = ours.filter(({ method, headers }) => method === 'POST' && !headers['idempotency-key']);
  expect(keyless.map(({ path }) => path)).toEqual([]);
  const columns = await shop.deps.db.$queryRaw<Array<{ name: string }>>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`;
  expect(columns.filter(({ name }) => /card|cvc|cvv|pan\b|iban/i.test(name))).toEqual([]);
  const log = await readFile(shop.deps.config.logFile ?? '', 'utf8').catch(() => '');
  // Not within an id, which may happen to contain that many digits.
  expect(log).not.toMatch(/(?<![\w-])\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?![\w-])/);
});

test('what does not concern us is answered like the rest, and left alone', async () => {
  const before = await shop.deps.db.stripeEvent.count();
  await shop.deps.payments.createCustomer({
    walletId: 'somebody',
    userId: 'else',
    email: 'eve@example.com',
    replaces: null,
  });
  await shop.stripe.delivered();
  expect(shop.stripe.deliveries.at(-1)).toMatchObject({ type: 'customer.created', status: 200 });
  expect(await shop.deps.db.stripeEvent.count()).toBe(before);
});

test('Stripe is down: the person is told, and nothing was charged; what is begun anew goes to one customer', async () => {
  const ada = await shop.customer();
  shop.stripe.faults.add({ on: /^POST \/v1\//, do: { type: 'answer', status: 500 }, times: 20 });
  expect(await failure(ada.begin('pack', '500'))).toBe('payments_unavailable');
  shop.stripe.faults.clear();
  const both = await Promise.all([ada.begin('pack', '500'), ada.begin('pack', '2000')]);
  expect(new Set(both.map(({ url }) => url)).size).toBe(2);
  const mine = [...shop.stripe.objects.customers.values()].filter(({ email }) => email === ada.email);
  expect(mine).toHaveLength(1);
  expect(mine[0]?.metadata).toEqual({ walletId: ada.walletId, userId: ada.userId });
  expect(await failure(ada.begin('pack', '7'))).toBe('unknown_item');
});

test('the address that changed is Stripe’s too, and a customer that was deleted there is made anew', async () => {
  const ada = await shop.customer();
  await ada.begin('pack', '500');
  const email = `new-${ada.email}`;
  await shop.deps.db.user.update({ where: { id: ada.userId }, data: { email } });
  await ada.begin('pack', '500');
  const { id: customerId } = await shop.deps.db.customer.findFirstOrThrow({ where: { walletId: ada.walletId } });
  expect(shop.stripe.objects.customers.get(customerId)?.email).toBe(email);
  await fetch(`${shop.stripe.url}/v1/customers/${customerId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${shop.stripe.apiKey}` },
  });
  const { checkoutId } = await ada.begin('pack', '500');
  await ada.pay(checkoutId);
  await shop.settled();
  expect(await ada.balance()).toBe(500);
});

test.each([
  ['answer', 'before it did anything'],
  ['answerAfter', 'after it had done it'],
] as const)(
  'a 500 that Stripe keeps for a day (%s: %s) blocks no first checkout, and makes nothing twice',
  async (type, _when) => {
    const ada = await shop.customer();
    for (const on of ['POST /v1/customers', 'POST /v1/checkout/sessions'])
      shop.stripe.faults.add({ on, do: { type, status: 500 } });
    const { checkoutId } = await ada.begin('pack', '500');
    await ada.pay(checkoutId);
    await shop.settled();
    expect(await ada.balance()).toBe(500);
    const { customers, sessions } = shop.stripe.objects;
    expect([...customers.values()].filter(({ metadata }) => metadata.walletId === ada.walletId)).toHaveLength(1);
    expect([...sessions.values()].filter(({ client_reference_id: id }) => id === checkoutId)).toHaveLength(1);
  },
);

test('what is bought, and for whom, is in our own row: metadata that was edited at Stripe, or is missing, changes nothing', async () => {
  const [ada, eve] = [await shop.customer(), await shop.customer()];
  const { objects } = shop.stripe;
  const forged = { credits: '999999', item: '10000', walletId: eve.walletId, userId: eve.userId };
  for (const edit of [(own: object) => ({ ...own, ...forged }), () => ({})]) {
    const { checkoutId } = await ada.begin('pack', '500');
    const session = objects.sessions.get(await ada.sessionOf(checkoutId));
    if (!session) throw new Error('no session');
    session.metadata = edit(session.metadata ?? {});
    const before = await ada.balance();
    await ada.pay(checkoutId);
    await shop.settled();
    expect(await ada.balance()).toBe(before + 500);
    expect((await ada.checkout(checkoutId)).status).toBe('paid');
  }
  expect(await eve.balance()).toBe(0);
});

test('we went down before writing the session down: its reference finds the row, if it is of the same customer', async () => {
  const [ada, eve] = [await shop.customer(), await shop.customer()];
  const [mine, others] = [await ada.begin('pack', '500'), await eve.begin('pack', '10000')];
  const sessionId = await ada.sessionOf(mine.checkoutId);
  await shop.deps.db.checkout.updateMany({
    where: { id: { in: [mine.checkoutId, others.checkoutId] } },
    data: { sessionId: null },
  });
  await shop.stripe.people.pay(sessionId);
  await shop.settled();
  expect([await ada.balance(), await eve.balance()]).toEqual([500, 0]);
  expect((await ada.checkout(others.checkoutId)).sessionId).toBeNull();
});

test('a changed address reaches Stripe by itself, and is tried until Stripe takes it', async () => {
  const ada = await shop.customer();
  await ada.begin('pack', '500');
  const { id } = await shop.deps.db.customer.findFirstOrThrow({ where: { walletId: ada.walletId } });
  shop.stripe.faults.add({ on: `POST /v1/customers/${id}`, do: { type: 'answer', status: 503 }, times: 3 });
  const email = `newer-${ada.email}`;
  await shop.deps.db.user.update({ where: { id: ada.userId }, data: { email } });
  await expect.poll(() => shop.stripe.objects.customers.get(id)?.email).toBe(email);
  await vi.waitFor(
    async () => expect((await shop.deps.db.customer.findUniqueOrThrow({ where: { id } })).staleAt).toBeNull(),
    { timeout: 30_000 },
  );
});

test('an address that Stripe refuses is told of once, and no more', async () => {
  const ada = await shop.customer();
  await ada.begin('pack', '500');
  const { id } = await shop.deps.db.customer.findFirstOrThrow({ where: { walletId: ada.walletId } });
  const body = { error: { type: 'invalid_request_error', code: 'email_invalid', message: 'Invalid email address' } };
  const fault = { on: `POST /v1/customers/${id}`, do: { type: 'answer', status: 400, body }, times: 100 } as const;
  shop.stripe.faults.add(fault);
  await shop.deps.db.user.update({ where: { id: ada.userId }, data: { email: `refused-${ada.email}` } });
  const tried = () => shop.stripe.calls.filter(({ path, method }) => method === 'POST' && path.endsWith(id)).length;
  await expect.poll(tried).toBeGreaterThan(0);
  await vi.waitFor(
    async () => expect((await shop.deps.db.customer.findUniqueOrThrow({ where: { id } })).staleAt).toBeNull(),
    { timeout: 30_000 },
  );
  expect(tried()).toBe(1);
  shop.stripe.faults.clear();
});

test('twenty payments begun in an hour are enough, however many at once', async () => {
  const ada = await shop.customer();
  await shop.deps.db.checkout.createMany({
    data: Array.from({ length: 18 }, () => ({
      ...{ id: randomUUID(), walletId: ada.walletId, userId: ada.userId },
      ...{ kind: 'pack' as const, item: '500', credits: 500, amount: 500, currency: 'usd' },
    })),
  });
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => failure(ada.begin('pack', '500'))));
  expect(outcomes.filter((code) => code === undefined)).toHaveLength(2);
  expect(outcomes.filter((code) => code === 'too_many_checkouts')).toHaveLength(2);
});

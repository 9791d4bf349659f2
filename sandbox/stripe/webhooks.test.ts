import type Stripe from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type StripeStandIn, start } from './start.ts';
import { clientOf, refusal, startReceiver } from './testing.ts';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let stand: StripeStandIn;
let stripe: Stripe;
beforeEach(async () => {
  receiver = await startReceiver();
  stand = await start({ webhook: { url: receiver.url, secret: 'whsec_for_tests' } });
  stripe = clientOf(stand);
});
afterEach(async () => {
  await stand.close();
  receiver.close();
});

/** Throws if the package would not trust it. */
function verified(index: number): Stripe.Event {
  const { body, headers } = receiver.received[index] ?? { body: '', headers: {} };
  return stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', stand.webhookSecret);
}

test('an event is signed, delivered, and then has nothing pending', async () => {
  const customer = await stripe.customers.create({ email: 'ada@example.com' }, { idempotencyKey: 'ada' });
  await stand.delivered();
  const event = verified(0);
  expect(event).toMatchObject({
    type: 'customer.created',
    api_version: stand.apiVersion,
    livemode: false,
    pending_webhooks: 1,
    request: { idempotency_key: 'ada' },
    data: { object: { id: customer.id } },
  });
  expect((await stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
  expect(stand.deliveries).toMatchObject([{ eventId: event.id, attempt: 1, status: 200 }]);
});

test('what is not taken is tried again, ever more slowly', async () => {
  receiver.answers.push(500, 500);
  await stripe.customers.create({});
  await stand.delivered();
  expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
  stand.clock.advance(5 * 60_000);
  await stand.delivered();
  stand.clock.advance(5 * 60_000);
  await stand.delivered();
  expect(stand.deliveries).toHaveLength(2);
  stand.clock.advance(25 * 60_000);
  await stand.delivered();
  expect(stand.deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 500],
    [2, 500],
    [3, 200],
  ]);
  expect(new Set(receiver.received.map(({ body }) => JSON.parse(body).id)).size).toBe(1);
});

test('faults: lost, twice, out of order, wrongly signed, old', async () => {
  stand.faults.add({ on: 'WEBHOOK customer.created', do: { type: 'never' } });
  const { id } = await stripe.customers.create({});
  await stand.delivered();
  expect(receiver.received).toHaveLength(0);
  // The list contains it all the same.
  expect((await stripe.events.list({ types: ['customer.created'] })).data).toHaveLength(1);

  stand.faults.add({ on: 'WEBHOOK customer.updated', do: { type: 'twice' } });
  await stripe.customers.update(id, { name: 'Ada' });
  await stand.delivered();
  expect(verified(0).id).toBe(verified(1).id);

  stand.faults.add({ on: 'WEBHOOK customer.updated', do: { type: 'late', ms: 60_000 } });
  await stripe.customers.update(id, { name: 'Bob' });
  await stripe.customers.update(id, { name: 'Eve' });
  await stand.delivered();
  expect(verified(2).data.object).toMatchObject({ name: 'Eve' });
  stand.clock.advance(60_000);
  await stand.delivered();
  expect(verified(3).data.object).toMatchObject({ name: 'Bob' });

  stand.faults.add({ on: 'WEBHOOK', do: { type: 'badSignature' } });
  await stripe.customers.update(id, { name: 'Mallory' });
  await stand.delivered();
  expect(() => verified(4)).toThrow(/No signatures found/);
  stand.faults.add({ on: 'WEBHOOK', do: { type: 'oldSignature' } });
  await stripe.customers.update(id, { name: 'Ada' });
  await stand.delivered();
  expect(() => verified(5)).toThrow(/Timestamp outside the tolerance zone/);
});

test('endpoints: made with a secret that is shown once, for the events they name, disabled and deleted', async () => {
  const other = await startReceiver();
  const endpoint = await stripe.webhookEndpoints.create({ url: other.url, enabled_events: ['product.created'] });
  expect(endpoint.secret).toMatch(/^whsec_/);
  expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
  expect((await stripe.webhookEndpoints.list()).data).toHaveLength(2);
  await stripe.customers.create({});
  await stripe.products.create({ name: 'Pro' });
  await stand.delivered();
  expect(other.received).toHaveLength(1);
  const [{ body, headers } = { body: '', headers: {} }] = other.received;
  const event = stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', endpoint.secret ?? '');
  expect(event.type).toBe('product.created');
  await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
  await stripe.products.create({ name: 'Studio' });
  await stand.delivered();
  expect(other.received).toHaveLength(1);
  expect(await stripe.webhookEndpoints.del(endpoint.id)).toMatchObject({ deleted: true });
  const far = await refusal(stripe.webhookEndpoints.create({ url: 'https://example.com/hook', enabled_events: ['*'] }));
  expect(far.code).toBe('url_invalid');
  other.close();
});

test('the list of events is read on from a cursor', async () => {
  const first = await stripe.customers.create({});
  await stripe.customers.update(first.id, { name: 'Ada' });
  const [cursor] = (await stripe.events.list({ limit: 1 })).data;
  await stripe.customers.update(first.id, { name: 'Bob' });
  await stripe.products.create({ name: 'Pro' });
  const since = await stripe.events.list({ ending_before: cursor?.id ?? '' });
  expect(since.data.map(({ type }) => type)).toEqual(['product.created', 'customer.updated']);
  expect((await stripe.events.list({ type: 'customer.*' })).data).toHaveLength(3);
  stand.setWebhook(undefined);
  await stripe.products.create({ name: 'Studio' });
  await stand.delivered();
  expect(receiver.received).toHaveLength(4);
});

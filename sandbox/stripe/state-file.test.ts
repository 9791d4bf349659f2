import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { start } from './start.ts';
import { buildPrice, buildSubscription, clientOf, startReceiver } from './testing.ts';

const dir = await mkdtemp(join(tmpdir(), 'stripe-stand-in-'));
afterAll(() => rm(dir, { recursive: true }));

test('subscriptions, keys, prices and what waits outlive a restart, and time does not go back', async () => {
  const stateFile = join(dir, 'stripe.json');
  const before = await start({ stateFile });
  const price = await buildPrice(clientOf(before), { name: 'Pro', amount: 900, interval: 'month' });
  const { subscription, customer } = await buildSubscription(before, price);
  const key = { idempotencyKey: 'once' };
  before.clock.advance(20 * 24 * 3600_000);
  const product = await clientOf(before).products.create({ name: 'Studio' }, key);
  const nowMs = before.clock.now();
  await before.close();

  const receiver = await startReceiver();
  const after = await start({ stateFile, webhook: { url: receiver.url } });
  const stripe = clientOf(after);
  expect(after.clock.now()).toBeGreaterThanOrEqual(nowMs);
  expect((await stripe.products.create({ name: 'Studio' }, key)).id).toBe(product.id);
  after.clock.advance(15 * 24 * 3600_000);
  await after.delivered();
  const invoices = await stripe.invoices.list({ customer });
  expect(invoices.data.map(({ billing_reason: reason, status }) => [reason, status])).toEqual([
    ['subscription_cycle', 'paid'],
    ['subscription_create', 'paid'],
  ]);
  expect((await stripe.subscriptions.retrieve(subscription.id)).latest_invoice).toBe(invoices.data[0]?.id);
  expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toContain('invoice.paid');
  await after.close();
  const again = await start({ stateFile });
  expect(again.webhookSecret).toBe(after.webhookSecret);
  again.reset();
  expect(again.objects.customers.size).toBe(0);
  await again.close();
  receiver.close();
});

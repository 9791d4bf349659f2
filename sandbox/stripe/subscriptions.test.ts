import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StripeStandIn, start } from './start.ts';
import { buildPrice, buildSubscription, clientOf, eventTypes, refusal, submit } from './testing.ts';

let stand: StripeStandIn;
let stripe: Stripe;
let pro: Stripe.Price;
let studio: Stripe.Price;
let proYearly: Stripe.Price;
beforeAll(async () => {
  stand = await start();
  stripe = clientOf(stand);
  pro = await buildPrice(stripe, { name: 'Pro', amount: 900, interval: 'month' });
  studio = await buildPrice(stripe, { name: 'Studio', amount: 2900, interval: 'month' });
  proYearly = await buildPrice(stripe, { name: 'Pro, by the year', amount: 9000, interval: 'year' });
});
afterAll(() => stand.close());

const hourMs = 3600_000;
const dayMs = 24 * hourMs;
const itemOf = (subscription: Stripe.Subscription) => {
  const [item] = subscription.items.data;
  if (!item) throw new Error('The subscription has no item.');
  return item;
};
/** Moves the clock to a time in seconds. */
const advanceTo = (atS: number) => stand.clock.advance(atS * 1000 - stand.clock.now());
const invoicesOf = async (subscription: string) => (await stripe.invoices.list({ subscription, limit: 100 })).data;

test('fourteen months are fourteen renewals, in order, each charged an hour after its period began', async () => {
  const { subscription } = await buildSubscription(stand, pro);
  const first = itemOf(subscription);
  stand.clock.advance(14 * 31 * dayMs);
  const invoices = (await invoicesOf(subscription.id)).reverse();
  expect(invoices.length).toBe(15);
  expect(new Set(invoices.map(({ status }) => status))).toEqual(new Set(['paid']));
  let periodStart = first.current_period_start;
  for (const { billing_reason: reason, lines, created, status_transitions: times, amount_paid: paid } of invoices) {
    const [line] = lines.data;
    expect(line?.period.start).toBe(periodStart);
    expect(paid).toBe(900);
    expect(created).toBe(periodStart);
    expect((times.paid_at ?? 0) - created).toBe(reason === 'subscription_cycle' ? 3600 : 0);
    periodStart = line?.period.end ?? 0;
  }
  const now = itemOf(await stripe.subscriptions.retrieve(subscription.id));
  expect(now.current_period_end).toBe(periodStart);
  expect(new Date(now.current_period_end * 1000).getUTCMonth()).toBe(
    (new Date(first.current_period_start * 1000).getUTCMonth() + 15) % 12,
  );
  const created = [...stand.objects.events.values()].map((event) => event.created);
  expect(created).toEqual([...created].sort((a, b) => a - b));
});

test('a failed renewal is past due, tried three times in seven days, and then canceled', async () => {
  const { subscription, customer } = await buildSubscription(stand, pro);
  stand.people.changeCard(customer, 'declines-later');
  advanceTo(itemOf(subscription).current_period_end + 3600);
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('past_due');
  const [open] = await invoicesOf(subscription.id);
  expect(open).toMatchObject({ status: 'open', attempt_count: 1, amount_remaining: 900 });
  expect((open?.next_payment_attempt ?? 0) - (open?.status_transitions.finalized_at ?? 0)).toBe(86_400);
  stand.clock.advance(6 * dayMs);
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: 'past_due' });
  stand.clock.advance(dayMs);
  const ended = await stripe.subscriptions.retrieve(subscription.id);
  expect(ended).toMatchObject({ status: 'canceled', cancellation_details: { reason: 'payment_failed' } });
  expect(await stripe.invoices.retrieve(open?.id ?? '')).toMatchObject({
    status: 'open',
    attempt_count: 4,
    next_payment_attempt: null,
  });
  expect(eventTypes(stand, open?.id ?? '').filter((type) => type === 'invoice.payment_failed')).toHaveLength(4);
  expect(eventTypes(stand, subscription.id).at(-1)).toBe('customer.subscription.deleted');
  expect((await refusal(stripe.subscriptions.cancel(subscription.id))).code).toBe('resource_missing');
  expect((await refusal(stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true }))).code).toBe(
    'subscription_canceled',
  );
});

test('a new card before a retry, or on the invoice’s page, makes it well again', async () => {
  for (const way of ['card', 'page'] as const) {
    const { subscription, customer } = await buildSubscription(stand, pro);
    stand.people.changeCard(customer, 'declines-later');
    advanceTo(itemOf(subscription).current_period_end + 3600);
    const [open] = await invoicesOf(subscription.id);
    if (way === 'card') {
      stand.people.changeCard(customer, 'works');
      expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('past_due');
      stand.clock.advance(dayMs);
    } else {
      expect((await submit(open?.hosted_invoice_url ?? '', { card: 'no-funds' })).page).toContain('insufficient funds');
      expect((await submit(open?.hosted_invoice_url ?? '', { card: 'works' })).page).toContain('paid');
    }
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('active');
    expect((await stripe.invoices.retrieve(open?.id ?? '')).status).toBe('paid');
    stand.clock.advance(20 * dayMs);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('active');
  }
});

test('where the account says so, it is unpaid in the end, and its invoices stay drafts', async () => {
  const other = await start({ rules: { afterLastRetry: 'unpaid', retryAfterDays: [2] } });
  const client = clientOf(other);
  const price = await buildPrice(client, { name: 'Pro', amount: 900, interval: 'month' });
  const { subscription, customer } = await buildSubscription(other, price);
  other.people.changeCard(customer, 'declines-later');
  other.clock.advance(70 * dayMs);
  expect((await client.subscriptions.retrieve(subscription.id)).status).toBe('unpaid');
  const invoices = (await client.invoices.list({ subscription: subscription.id })).data;
  expect(invoices.map(({ status }) => status)).toEqual(['draft', 'open', 'paid']);
  await other.close();
});

test('cancel at the end of the period, change one’s mind, cancel again, and it ends', async () => {
  const { subscription } = await buildSubscription(stand, pro);
  const end = itemOf(subscription).current_period_end;
  const scheduled = await stripe.subscriptions.update(subscription.id, {
    cancel_at_period_end: true,
    cancellation_details: { comment: 'Too much to do' },
  });
  expect(scheduled).toMatchObject({ status: 'active', cancel_at_period_end: true, cancel_at: end });
  expect(await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false })).toMatchObject({
    cancel_at: null,
    canceled_at: null,
  });
  await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  advanceTo(end);
  const ended = await stripe.subscriptions.retrieve(subscription.id);
  expect(ended).toMatchObject({
    status: 'canceled',
    ended_at: end,
    cancellation_details: { reason: 'cancellation_requested', comment: 'Too much to do' },
  });
  expect(await invoicesOf(subscription.id)).toHaveLength(1);
  expect((await stripe.subscriptions.list({ customer: ended.customer as string })).data).toEqual([]);
  expect((await stripe.subscriptions.list({ customer: ended.customer as string, status: 'all' })).data).toHaveLength(1);
  expect(eventTypes(stand, subscription.id)).toEqual([
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.updated',
    'customer.subscription.updated',
    'customer.subscription.deleted',
  ]);
});

test('an upgrade in the middle is charged at once, by the second', async () => {
  const { subscription } = await buildSubscription(stand, pro);
  const item = itemOf(subscription);
  const length = item.current_period_end - item.current_period_start;
  advanceTo(item.current_period_start + Math.floor(length / 3));
  const proration_date = item.current_period_start + Math.floor(length / 3);
  const upgraded = await stripe.subscriptions.update(subscription.id, {
    items: [{ id: item.id, price: studio.id }],
    proration_behavior: 'always_invoice',
    proration_date,
    expand: ['latest_invoice'],
  });
  const left = (item.current_period_end - proration_date) / length;
  const invoice = upgraded.latest_invoice as Stripe.Invoice;
  expect(itemOf(upgraded).price.id).toBe(studio.id);
  expect(itemOf(upgraded).current_period_end).toBe(item.current_period_end);
  expect(invoice).toMatchObject({ billing_reason: 'subscription_update', status: 'paid' });
  expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-Math.round(900 * left), Math.round(2900 * left)]);
  expect(invoice.lines.data[0]?.parent?.subscription_item_details).toMatchObject({ proration: true });
  expect(invoice.lines.data[0]?.description).toContain('Unused time on Pro after');
  advanceTo(item.current_period_end + 3600);
  expect((await invoicesOf(subscription.id))[0]).toMatchObject({ billing_reason: 'subscription_cycle', total: 2900 });
});

test('a downgrade’s credit waits for the next invoice, or becomes the customer’s balance', async () => {
  const later = await buildSubscription(stand, studio);
  const item = itemOf(later.subscription);
  const half = item.current_period_start + (item.current_period_end - item.current_period_start) / 2;
  await stripe.subscriptions.update(later.subscription.id, {
    items: [{ id: item.id, price: pro.id }],
    proration_date: half,
  });
  expect(await invoicesOf(later.subscription.id)).toHaveLength(1);
  advanceTo(item.current_period_end + 3600);
  expect((await invoicesOf(later.subscription.id))[0]).toMatchObject({ total: 0 - 1450 + 450 + 900, amount_due: 0 });

  const atOnce = await buildSubscription(stand, studio);
  const other = itemOf(atOnce.subscription);
  const middle = other.current_period_start + (other.current_period_end - other.current_period_start) / 2;
  await stripe.subscriptions.update(atOnce.subscription.id, {
    items: [{ id: other.id, price: pro.id }],
    proration_behavior: 'always_invoice',
    proration_date: middle,
  });
  expect(await stripe.customers.retrieve(atOnce.customer)).toMatchObject({ balance: -1000 });
  expect((await invoicesOf(atOnce.subscription.id))[0]).toMatchObject({ status: 'paid', total: -1000, amount_due: 0 });
  advanceTo(other.current_period_end + 3600);
  expect((await invoicesOf(atOnce.subscription.id))[0]).toMatchObject({ total: 900, amount_due: 0, status: 'paid' });
  expect(await stripe.customers.retrieve(atOnce.customer)).toMatchObject({ balance: -100 });
});

test('another interval begins a new period at once', async () => {
  const { subscription } = await buildSubscription(stand, pro);
  const now = Math.floor(stand.clock.now() / 1000);
  const yearly = await stripe.subscriptions.update(subscription.id, {
    items: [{ id: itemOf(subscription).id, price: proYearly.id }],
    expand: ['latest_invoice'],
  });
  const days = (itemOf(yearly).current_period_end - itemOf(yearly).current_period_start) / 86_400;
  expect([365, 366]).toContain(days);
  expect(yearly.billing_cycle_anchor).toBeGreaterThanOrEqual(now);
  const amounts = (yearly.latest_invoice as Stripe.Invoice).lines.data.map(({ amount }) => amount);
  expect(amounts[1]).toBe(9000);
  expect(amounts[0]).toBeLessThanOrEqual(-899);
});

test('an upgrade that the card does not pay is refused when asked for, and past due when not', async () => {
  const { subscription, customer } = await buildSubscription(stand, pro);
  stand.people.changeCard(customer, 'declines-later');
  const items = [{ id: itemOf(subscription).id, price: studio.id }];
  const strict = stripe.subscriptions.update(subscription.id, {
    items,
    proration_behavior: 'always_invoice',
    payment_behavior: 'error_if_incomplete',
  });
  expect(await refusal(strict)).toMatchObject({ type: 'StripeCardError', code: 'card_declined', statusCode: 402 });
  expect(itemOf(await stripe.subscriptions.retrieve(subscription.id)).price.id).toBe(pro.id);
  const loose = await stripe.subscriptions.update(subscription.id, { items, proration_behavior: 'always_invoice' });
  expect(loose.status).toBe('past_due');
});

test('cancel now, with what was not used given back as credit', async () => {
  const { subscription, customer } = await buildSubscription(stand, pro);
  const canceled = await stripe.subscriptions.cancel(subscription.id, { prorate: true, invoice_now: true });
  expect(canceled.status).toBe('canceled');
  const { balance } = (await stripe.customers.retrieve(customer)) as Stripe.Customer;
  expect(balance).toBeLessThanOrEqual(-899);
  const gone = await buildSubscription(stand, pro);
  await stripe.customers.del(gone.customer);
  expect((await stripe.subscriptions.retrieve(gone.subscription.id)).status).toBe('canceled');
});

test('a debit pays for a subscription days later', async () => {
  const { subscription } = await buildSubscription(stand, pro, 'debit');
  expect(subscription.status).toBe('active');
  expect((await invoicesOf(subscription.id))[0]?.status).toBe('open');
  stand.clock.advance(3 * dayMs);
  expect((await invoicesOf(subscription.id))[0]?.status).toBe('paid');
  const failing = await buildSubscription(stand, pro, 'debit-fails');
  stand.clock.advance(3 * dayMs);
  expect((await stripe.subscriptions.retrieve(failing.subscription.id)).status).toBe('past_due');
});

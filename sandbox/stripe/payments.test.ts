import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StripeStandIn, start } from './start.ts';
import { buildPrice, buildSubscription, clientOf, eventTypes, refusal } from './testing.ts';

let stand: StripeStandIn;
let stripe: Stripe;
let pack: Stripe.Price;
beforeAll(async () => {
  stand = await start();
  stripe = clientOf(stand);
  pack = await buildPrice(stripe, { name: '2,000 credits', amount: 1800 });
});
afterAll(() => stand.close());

async function buildPayment() {
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: pack.id, quantity: 1 }],
    customer_email: 'ada@example.com',
    success_url: 'http://127.0.0.1:9/paid',
  });
  stand.people.pay(session.id);
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent'],
  });
  const { id, latest_charge: charge } = intent as Stripe.PaymentIntent;
  return { intent: id, charge: charge as string };
}

test('refunds: a part, the rest, and never more than was paid', async () => {
  const { intent, charge } = await buildPayment();
  const part = await stripe.refunds.create({ payment_intent: intent, amount: 500, reason: 'requested_by_customer' });
  expect(part).toMatchObject({ amount: 500, charge, payment_intent: intent, status: 'succeeded' });
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 500, refunded: false });
  const much = await refusal(stripe.refunds.create({ charge, amount: 1301 }));
  expect(much.message).toBe('Refund amount ($13.01) is greater than unrefunded amount on charge ($13.00)');
  expect((await stripe.refunds.create({ charge })).amount).toBe(1300);
  expect(await stripe.charges.retrieve(charge, { expand: ['refunds'] })).toMatchObject({
    refunded: true,
    refunds: { data: [{ amount: 1300 }, { amount: 500 }] },
  });
  expect((await refusal(stripe.refunds.create({ charge }))).code).toBe('charge_already_refunded');
  expect(eventTypes(stand, charge)).toEqual(['charge.succeeded', 'charge.refunded', 'charge.refunded']);
  expect((await stripe.refunds.list({ payment_intent: intent })).data).toHaveLength(2);
  expect((await refusal(stripe.refunds.create({}))).message).toContain('payment_intent or charge');
});

test('a dispute is opened and won or lost; what is disputed cannot be refunded', async () => {
  for (const status of ['won', 'lost'] as const) {
    const { intent, charge } = await buildPayment();
    const { id } = stand.people.openDispute(charge, 'product_not_received');
    expect(await stripe.disputes.retrieve(id)).toMatchObject({
      amount: 1800,
      charge,
      payment_intent: intent,
      reason: 'product_not_received',
      status: 'needs_response',
    });
    expect((await stripe.charges.retrieve(charge)).disputed).toBe(true);
    expect((await refusal(stripe.refunds.create({ charge }))).code).toBe('charge_disputed');
    if (status === 'won') stand.people.closeDispute(id, status);
    else await stripe.disputes.close(id);
    expect((await stripe.disputes.list({ payment_intent: intent })).data).toMatchObject([{ id, status }]);
    expect(eventTypes(stand, id)).toEqual(expect.arrayContaining(['charge.dispute.created', 'charge.dispute.closed']));
  }
});

test('from an intent to its invoice', async () => {
  const plan = await buildPrice(stripe, { name: 'Pro', amount: 900, interval: 'month' });
  const { subscription } = await buildSubscription(stand, plan);
  const invoice = subscription.latest_invoice as string;
  const { data } = await stripe.invoicePayments.list({ invoice });
  const intent = data[0]?.payment.payment_intent as string;
  const back = await stripe.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: intent } });
  expect(back.data).toMatchObject([{ invoice, status: 'paid', amount_paid: 900 }]);
  expect((await refusal(stripe.invoices.pay(invoice))).message).toBe('Invoice is already paid');
  const methods = await stripe.customers.listPaymentMethods(subscription.customer as string, { type: 'card' });
  expect(methods.data).toMatchObject([{ id: subscription.default_payment_method, card: { last4: '4242' } }]);
});

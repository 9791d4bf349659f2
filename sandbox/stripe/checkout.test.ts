import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StripeStandIn, start } from './start.ts';
import { buildPrice, clientOf, eventTypes, refusal, submit } from './testing.ts';

let stand: StripeStandIn;
let stripe: Stripe;
let pack: Stripe.Price;
let plan: Stripe.Price;
beforeAll(async () => {
  stand = await start();
  stripe = clientOf(stand);
  pack = await buildPrice(stripe, { name: '500 credits', amount: 500 });
  plan = await buildPrice(stripe, { name: 'Pro', amount: 900, interval: 'month' });
});
afterAll(() => stand.close());

const success = 'http://127.0.0.1:9/paid?session={CHECKOUT_SESSION_ID}';
const back = 'http://127.0.0.1:9/back';

function buyPack(extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  return stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: pack.id, quantity: 2 }],
    success_url: success,
    cancel_url: back,
    ...extra,
  });
}

test('a payment: the page says what it is, Pay goes to the product, and everything fits together', async () => {
  const customer = await stripe.customers.create({ email: 'ada@example.com' });
  const session = await buyPack({
    customer: customer.id,
    client_reference_id: 'wallet 7',
    metadata: { wallet: '7' },
    payment_intent_data: { metadata: { pack: '500' }, description: '500 credits, twice' },
    invoice_creation: { enabled: true, invoice_data: { metadata: { wallet: '7' } } },
  });
  expect(session).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    ui_mode: 'hosted_page',
    amount_total: 1000,
    payment_intent: null,
    client_reference_id: 'wallet 7',
    url: `${stand.url}/pay/${session.id}`,
  });
  const page = await (await fetch(session.url ?? '')).text();
  for (const words of ['500 credits × 2', '$10.00', 'ada@example.com', 'This is the sandbox, not Stripe', 'Visa 4242'])
    expect(page).toContain(words);
  expect(page).not.toContain('<script');
  expect(page).not.toMatch(/type="(text|tel|number)"/);

  const paid = await submit(session.url, { card: 'works', action: 'pay' });
  expect(paid.location).toBe(`http://127.0.0.1:9/paid?session=${session.id}`);
  const done = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent.latest_charge', 'line_items', 'invoice.payments'],
  });
  expect(done).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    url: null,
    customer: customer.id,
    line_items: { data: [{ quantity: 2, amount_total: 1000, price: { id: pack.id } }] },
    payment_intent: {
      status: 'succeeded',
      amount_received: 1000,
      metadata: { pack: '500' },
      latest_charge: { paid: true, amount: 1000, payment_method_details: { card: { last4: '4242' } } },
    },
    invoice: { status: 'paid', amount_paid: 1000, billing_reason: 'manual', metadata: { wallet: '7' } },
  });
  expect(eventTypes(stand, session.id)).toEqual(['checkout.session.completed']);
  const invoice = done.invoice as Stripe.Invoice;
  expect(invoice.payments?.data[0]?.payment.payment_intent).toBe((done.payment_intent as Stripe.PaymentIntent).id);
  expect(await (await fetch(invoice.hosted_invoice_url ?? '')).text()).toContain('$10.00');
  const pdf = await fetch(invoice.invoice_pdf ?? '');
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect((await pdf.text()).startsWith('%PDF-1.4')).toBe(true);
  expect(await (await fetch(`${stand.url}/pay/${session.id}`)).text()).toContain('You’re all done here');
});

test('a declined card stays on the page with Stripe’s sentence, and the next card pays the same intent', async () => {
  const session = await buyPack({ customer_email: 'bob@example.com' });
  const declined = await submit(session.url, { card: 'declined', action: 'pay' });
  expect(declined.status).toBe(200);
  expect(declined.page).toContain('Your card was declined.');
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
  const [failed] = (await stripe.paymentIntents.list({ limit: 1 })).data;
  expect(failed).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'card_declined', decline_code: 'generic_decline' },
  });
  await submit(session.url, { card: 'works', action: 'pay' });
  const done = await stripe.checkout.sessions.retrieve(session.id);
  expect(done).toMatchObject({ payment_intent: failed?.id, payment_status: 'paid', customer: null });
  expect(eventTypes(stand, failed?.id ?? '')).toEqual([
    'payment_intent.created',
    'payment_intent.payment_failed',
    'payment_intent.succeeded',
  ]);
});

test('3-D Secure asks on one more page, which can fail or be completed', async () => {
  const session = await buyPack({ customer_email: 'bob@example.com' });
  const asked = await submit(session.url, { card: 'authenticates', action: 'pay' });
  expect(asked.location).toBe(`/pay/${session.id}/authenticate`);
  const url = stand.url + asked.location;
  expect(await (await fetch(url)).text()).toContain('Complete authentication');
  const failed = await submit(url, { action: 'fail' });
  expect(failed.page).toContain('We are unable to authenticate your payment method.');
  await submit(session.url, { card: 'authenticates', action: 'pay' });
  expect((await submit(url, { action: 'complete' })).location).toContain('/paid');
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
});

test('a bank debit completes unpaid, and is paid or fails after three days, or when a test says so', async () => {
  const [pays, fails, told] = [
    await buyPack(),
    await buyPack(),
    await buyPack({ invoice_creation: { enabled: true } }),
  ];
  await submit(pays.url, { card: 'debit', action: 'pay', email: 'ada@example.com' });
  await submit(fails.url, { card: 'debit-fails', action: 'pay', email: 'ada@example.com' });
  await submit(told.url, { card: 'debit', action: 'pay', email: 'ada@example.com' });
  const waiting = await stripe.checkout.sessions.retrieve(told.id, { expand: ['payment_intent'] });
  expect(waiting).toMatchObject({
    status: 'complete',
    payment_status: 'unpaid',
    invoice: null,
    payment_intent: { status: 'processing' },
  });
  stand.people.settle((waiting.payment_intent as Stripe.PaymentIntent).id, 'succeeds');
  expect(eventTypes(stand, told.id)).toEqual([
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
  ]);
  expect(await stripe.checkout.sessions.retrieve(told.id, { expand: ['invoice'] })).toMatchObject({
    payment_status: 'paid',
    invoice: { status: 'paid' },
  });
  expect(eventTypes(stand, pays.id)).toEqual(['checkout.session.completed']);
  stand.clock.advance(3 * 24 * 3600_000);
  expect(eventTypes(stand, pays.id)).toContain('checkout.session.async_payment_succeeded');
  expect(eventTypes(stand, fails.id)).toEqual(['checkout.session.completed', 'checkout.session.async_payment_failed']);
  expect((await stripe.checkout.sessions.retrieve(fails.id)).payment_status).toBe('unpaid');
});

test('Back leaves it open; it expires after a day, or when asked, once', async () => {
  const session = await buyPack();
  expect((await submit(session.url, { action: 'back' })).location).toBe(back);
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
  stand.clock.advance(24 * 3600_000);
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'expired', url: null });
  expect((await fetch(session.url ?? '')).status).toBe(410);
  const other = await buyPack();
  expect((await stripe.checkout.sessions.expire(other.id)).status).toBe('expired');
  expect((await refusal(stripe.checkout.sessions.expire(other.id))).message).toContain('a status of `expired`');
  expect(eventTypes(stand, other.id)).toEqual(['checkout.session.expired']);
});

test('without an email the page asks for one; without a card it asks for that', async () => {
  const session = await buyPack({ customer_creation: 'always' });
  expect((await submit(session.url, { card: 'works', action: 'pay' })).page).toContain('Your email is incomplete.');
  expect((await submit(session.url, { action: 'pay', email: 'eve@example.com' })).page).toContain(
    'Choose a test card.',
  );
  await submit(session.url, { card: 'works', action: 'pay', email: 'eve@example.com' });
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] });
  expect(done).toMatchObject({
    customer: { email: 'eve@example.com' },
    customer_details: { email: 'eve@example.com' },
  });
});

test('a subscription begins with its first invoice paid', async () => {
  const customer = await stripe.customers.create({ email: 'ada@example.com' });
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    customer_update: { address: 'auto' },
    automatic_tax: { enabled: true },
    line_items: [{ price: plan.id, quantity: 1 }],
    subscription_data: { metadata: { wallet: '7' } },
    success_url: success,
  });
  expect((await submit(session.url, { card: 'declined', action: 'pay' })).page).toContain('Your card was declined.');
  await submit(session.url, { card: 'works', action: 'pay' });
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription.latest_invoice'] });
  const subscription = done.subscription as Stripe.Subscription;
  const [item] = subscription.items.data;
  expect(done).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    mode: 'subscription',
    payment_intent: null,
  });
  expect(subscription).toMatchObject({
    status: 'active',
    metadata: { wallet: '7' },
    automatic_tax: { enabled: true },
    latest_invoice: {
      status: 'paid',
      billing_reason: 'subscription_create',
      amount_paid: 900,
      parent: { subscription_details: { subscription: subscription.id, metadata: { wallet: '7' } } },
    },
  });
  expect((item?.current_period_end ?? 0) - (item?.current_period_start ?? 0)).toBeGreaterThan(27 * 86_400);
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ address: { country: 'US' } });
  const { data } = await stripe.invoicePayments.list({ invoice: session.id });
  expect(data).toEqual([]);
});

test('what Stripe refuses is refused in its words', async () => {
  const line_items = [{ price: plan.id, quantity: 1 }];
  const cases: Array<[Partial<Stripe.Checkout.SessionCreateParams>, string]> = [
    [{ line_items }, 'You specified `payment` mode but passed a recurring price.'],
    [{ mode: 'subscription' }, 'You must provide at least one recurring price in `subscription` mode'],
    [{ mode: 'subscription', line_items, payment_intent_data: { metadata: { a: 'b' } } }, '`payment_intent_data`'],
    [{ subscription_data: { metadata: { a: 'b' } } }, 'You can not pass `subscription_data` in `payment` mode.'],
    [{ mode: 'subscription', line_items, invoice_creation: { enabled: true } }, 'You can only enable invoice creation'],
    [{ line_items: [{ price: 'price_none', quantity: 1 }] }, "No such price: 'price_none'"],
    [{ success_url: 'paid' }, 'Not a valid URL'],
    [{ expires_at: Math.floor(stand.clock.now() / 1000) + 60 }, 'at least 30 minutes'],
    [{ client_reference_id: 'x'.repeat(201) }, 'at most 200 characters'],
    [{ ui_mode: 'embedded_page' }, 'Invalid ui_mode'],
    [{ allow_promotion_codes: true }, 'Received unknown parameter: allow_promotion_codes'],
  ];
  for (const [params, words] of cases) expect((await refusal(buyPack(params))).message).toContain(words);
  const { id: customer } = await stripe.customers.create({});
  const both = await refusal(buyPack({ customer, customer_email: 'ada@example.com' }));
  expect(both.message).toBe('You may only specify one of these parameters: customer, customer_email.');
  const tax = await refusal(buyPack({ customer, automatic_tax: { enabled: true } }));
  expect(tax.code).toBe('customer_tax_location_invalid');
  await stripe.prices.update(pack.id, { active: false });
  expect((await refusal(buyPack())).message).toContain('The price specified is inactive.');
  await stripe.prices.update(pack.id, { active: true });
});

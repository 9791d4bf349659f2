import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StripeStandIn, start } from './start.ts';
import { buildPrice, buildSubscription, clientOf, refusal, submit } from './testing.ts';

let stand: StripeStandIn;
let stripe: Stripe;
let pro: Stripe.Price;
let studio: Stripe.Price;
beforeAll(async () => {
  stand = await start();
  stripe = clientOf(stand);
  pro = await buildPrice(stripe, { name: 'Pro', amount: 900, interval: 'month' });
  studio = await buildPrice(stripe, { name: 'Studio', amount: 2900, interval: 'month' });
});
afterAll(() => stand.close());

const read = async (url: string) => (await fetch(url)).text();

test('cancel, resume, switch and change the card; invoices are listed', async () => {
  const { subscription, customer } = await buildSubscription(stand, pro);
  const { url } = await stripe.billingPortal.sessions.create({ customer, return_url: 'http://127.0.0.1:9/billing' });
  const page = await read(url);
  for (const words of ['Pro', '$9.00 / month', 'Renews on', 'Visa 4242', 'http://127.0.0.1:9/billing', '/invoice/in_'])
    expect(page).toContain(words);
  const act = (fields: Record<string, string>) => submit(url, { subscription: subscription.id, ...fields });

  await act({ action: 'cancel' });
  expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(true);
  expect(await read(url)).toContain('Ends on');
  await act({ action: 'resume' });
  expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(false);

  await act({ action: 'card', card: 'declines-later' });
  expect((await act({ action: 'switch', price: studio.id })).page).toContain('Your card was declined.');
  await act({ action: 'card', card: 'works' });
  await act({ action: 'switch', price: studio.id });
  const switched = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
  expect(switched.items.data[0]?.price.id).toBe(studio.id);
  expect(switched.latest_invoice).toMatchObject({ billing_reason: 'subscription_update', status: 'paid' });

  stand.clock.advance(2 * 3600_000);
  expect((await fetch(url)).status).toBe(410);
});

test('what the configuration does not allow is not offered and not done', async () => {
  const { subscription, customer } = await buildSubscription(stand, pro);
  const configuration = await stripe.billingPortal.configurations.create({
    features: {
      invoice_history: { enabled: true },
      subscription_cancel: { enabled: false },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products: [{ product: pro.product as string, prices: [pro.id] }],
      },
    },
  });
  expect(configuration).toMatchObject({ is_default: false, active: true });
  const { url } = await stripe.billingPortal.sessions.create({ customer, configuration: configuration.id });
  const page = await read(url);
  expect(page).not.toContain('Cancel plan');
  expect(page).not.toContain('Studio');
  await submit(url, { subscription: subscription.id, action: 'cancel' });
  await submit(url, { subscription: subscription.id, action: 'switch', price: studio.id });
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
    cancel_at: null,
    items: { data: [{ price: { id: pro.id } }] },
  });
  const changed = await stripe.billingPortal.configurations.update(configuration.id, {
    features: { subscription_cancel: { enabled: true } },
  });
  expect(changed.features).toMatchObject({ subscription_cancel: { enabled: true, mode: 'at_period_end' } });
  expect((await stripe.billingPortal.configurations.list({ is_default: true })).data).toHaveLength(1);
});

test('nobody reaches another’s plan, and a session needs a customer that exists', async () => {
  const ada = await buildSubscription(stand, pro);
  const bob = await buildSubscription(stand, pro);
  const { url } = await stripe.billingPortal.sessions.create({ customer: bob.customer });
  await submit(url, { subscription: ada.subscription.id, action: 'cancel' });
  expect((await stripe.subscriptions.retrieve(ada.subscription.id)).cancel_at_period_end).toBe(false);
  const none = await refusal(stripe.billingPortal.sessions.create({ customer: 'cus_none' }));
  expect(none).toMatchObject({ code: 'resource_missing', param: 'customer' });
});

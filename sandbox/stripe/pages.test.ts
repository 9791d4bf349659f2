import type { Browser, Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsOf } from '#test/axe.ts';
import { launchBrowser } from '#test/browser.ts';
import { type StripeStandIn, start } from './start.ts';
import { buildPrice, clientOf } from './testing.ts';

let browser: Browser;
let stand: StripeStandIn;
let stripe: Stripe;
let page: Page;
beforeAll(async () => {
  [browser, stand] = await Promise.all([launchBrowser(), start()]);
  stripe = clientOf(stand);
  const context = await browser.newContext({ javaScriptEnabled: true, viewport: { width: 375, height: 800 } });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await stand.close();
});

async function expectAccessible() {
  expect(await violationsOf(page)).toEqual([]);
  const overflows = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  expect(overflows).toBe(false);
}

test('by hand: declined, 3-D Secure failed, then completed; then the portal, all of it accessible', async () => {
  const price = await buildPrice(stripe, { name: 'Pro', amount: 900, interval: 'month' });
  await buildPrice(stripe, { name: 'Studio', amount: 2900, interval: 'month' });
  const { id: customer } = await stripe.customers.create({ email: 'ada@example.com' });
  const portal = await stripe.billingPortal.sessions.create({ customer, return_url: `${stand.url}/receipt/none` });
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer,
    line_items: [{ price: price.id, quantity: 1 }],
    // The portal's address stands in for the product's pages.
    success_url: `${portal.url}?paid={CHECKOUT_SESSION_ID}`,
    cancel_url: portal.url,
  });
  await page.goto(session.url ?? '');
  await expectAccessible();
  await page.getByLabel('Visa 0002: declined').check();
  await page.getByRole('button', { name: 'Subscribe' }).click();
  expect(await page.getByRole('alert').textContent()).toBe('Your card was declined.');
  await expectAccessible();
  await page.getByLabel('Visa 3155').check();
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expectAccessible();
  await page.getByRole('button', { name: 'Fail authentication' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('unable to authenticate');
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  expect(page.url()).toBe(`${portal.url}?paid=${session.id}`);

  await expectAccessible();
  await page.getByRole('button', { name: 'Cancel plan' }).click();
  expect(await page.getByText('Ends on').isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Don’t cancel plan' }).click();
  await page.getByLabel('Studio').check();
  await page.getByRole('button', { name: 'Switch plan' }).click();
  expect(await page.getByText('$29.00 / month').isVisible()).toBe(true);
  await page.locator('table a').first().click();
  expect(await page.getByRole('heading', { name: /Invoice [A-Z0-9]+-0002/ }).isVisible()).toBe(true);
  await expectAccessible();
});

test('the seller’s side: what waits to be paid, and what was paid is refunded and disputed', async () => {
  const price = await buildPrice(stripe, { name: '500 credits', amount: 500 });
  const { id: customer } = await stripe.customers.create({ email: 'grace@example.com' });
  const begin = () =>
    stripe.checkout.sessions.create({
      mode: 'payment',
      customer,
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: stand.url,
    });
  const paid = await begin();
  stand.people.pay(paid.id);
  await begin();
  const intent = (await stripe.checkout.sessions.retrieve(paid.id)).payment_intent as string;
  const charge = async () => (await stripe.charges.list({ payment_intent: intent })).data[0];
  await page.goto(stand.url);
  await expectAccessible();
  expect(await page.getByRole('link', { name: '$5.00' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Refund half: $5.00 by grace@example.com' }).click();
  expect(await charge()).toMatchObject({ amount_refunded: 250, disputed: false });
  await page.getByRole('button', { name: 'Dispute: $5.00 by grace@example.com' }).click();
  await page.getByRole('button', { name: 'Seller loses: $5.00 by grace@example.com' }).click();
  expect((await stripe.disputes.list({ payment_intent: intent })).data[0]?.status).toBe('lost');
  expect(await page.getByRole('button', { name: 'Refund: $5.00 by grace@example.com' }).count()).toBe(0);
  await expectAccessible();
});

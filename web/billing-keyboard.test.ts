import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { keyboardOf } from '#test/keyboard.ts';
import { expectAccessible, openBrowser, signInByRequest } from '#test/pages.ts';
import { payByKeyboard } from '#test/pay-by-keyboard.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), { roles: ['api', 'worker'] }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Somebody who is signed in and has paid nothing yet, on the page of what there is to buy. */
async function openBilling() {
  const { publicUrl } = world.deps.config;
  const email = `${randomUUID()}@example.com`;
  await webPerson(world).register(email);
  const opened = await openBrowser(browser, publicUrl);
  await signInByRequest(opened.context, publicUrl, email);
  await opened.page.goto(`${publicUrl}/billing`);
  await opened.page.getByText('Nothing was paid yet').waitFor();
  return { ...opened, email };
}

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

test('by the keyboard alone: a pack is chosen and paid on Stripe’s page, and its invoice is opened', async () => {
  const { page, email, context, expectClean } = await openBilling();
  const keys = keyboardOf(page);
  await keys.press(page.getByRole('link', { name: 'Buy 500 credits' }), 'Enter', title(page, '500 credits'));
  await page.getByRole('definition').filter({ hasText: email }).waitFor();
  await expectAccessible(page);
  await payByKeyboard(world, page, /^Pay /);
  const invoices = page.getByRole('region', { name: 'Invoices' });
  await invoices.getByRole('row').nth(1).getByRole('cell', { name: '$5.00' }).waitFor();
  const invoice = invoices.getByRole('link', { name: 'Invoice of 500 credits, at Stripe, in a new tab' });
  await keys.goTo(invoice);
  const opening = context.waitForEvent('page');
  await page.keyboard.press('Enter');
  const opened = await opening;
  await opened.getByText('$5.00').first().waitFor();
  expect(new URL(opened.url()).origin).toBe(new URL(world.stripe.url).origin);
  // Here nothing has moved.
  await page.bringToFront();
  await keys.isLedTo(invoice);
  await expectClean();
  await context.close();
});

test('by the keyboard alone: a plan is chosen and paid, is the plan from then on, and its way to an end is on Stripe’s page', async () => {
  const { page, email, context, expectClean } = await openBilling();
  const keys = keyboardOf(page);
  await keys.press(page.getByRole('link', { name: 'Choose Pro' }), 'Enter', title(page, /Pro/));
  await page.getByRole('definition').filter({ hasText: email }).waitFor();
  await expectAccessible(page);
  await payByKeyboard(world, page, /^Subscribe/);
  const plans = page.getByRole('region', { name: 'Plans' });
  await plans.getByRole('listitem').filter({ hasText: 'Your plan' }).getByRole('heading', { name: 'Pro' }).waitFor();
  await page.getByText('Pro is renewed on').waitFor();
  await page
    .getByRole('region', { name: 'Invoices' })
    .getByRole('link', { name: /^Invoice of / })
    .waitFor();
  await expectAccessible(page);
  await keys.goTo(plans.getByRole('button', { name: 'Cancel the plan' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(`${world.stripe.url}/portal/**`);
  await expectClean();
  await context.close();
});

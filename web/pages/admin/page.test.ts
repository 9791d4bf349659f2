import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { report } from '#core/abuse/report.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { addOperator } from '#core/operators/grant.ts';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { type Customer, openShop, type Shop } from '#test/billing/shop.ts';
import { launchBrowser } from '#test/browser.ts';
import { buildGuest } from '#test/builders/guest.ts';
import { buildRequest, settleRuns } from '#test/builders/request.ts';
import { expectAccessible, openBrowser } from '#test/pages.ts';
import { inProof } from '#test/proof.ts';

let browser: Browser;
let shop: Shop;
let ada: Customer;
beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), openShop()]);
  await webPerson(shop).register('ops@example.com');
  await addOperator(shop.deps, 'ops@example.com');
  await webPerson(shop).register('grace@example.com');
  ada = await shop.customer();
  await ada.buy('pack', '500');
  await shop.settled();
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

const looks = [
  ['wide and light', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }],
  ['narrow and dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
] as const;

async function openAs(email: string, options: (typeof looks)[number][1]) {
  const opened = await openBrowser(browser, shop.deps.config.publicUrl, options);
  const { page } = opened;
  await page.goto(`${shop.deps.config.publicUrl}/sign-in?next=/admin`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return opened;
}

async function act(page: Page, fields: Record<string, string>, button: string) {
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: button }).click();
  await dialog.waitFor({ state: 'hidden' });
}

// Seen in both in the long proof.
test.each(inProof ? looks : looks.slice(0, 1))(
  'an operator finds somebody, and sets things right, %s',
  async (look, options) => {
    const opened = await openAs('ops@example.com', options);
    const { page } = opened;
    await page.getByRole('heading', { level: 1, name: 'Operator' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Which').fill(ada.email);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('heading', { level: 2, name: ada.email }).waitFor();
    const ledger = page.getByRole('region', { name: 'Ledger' });
    await ledger.getByText('Bought 500 credits for $5.00').waitFor();
    await expectAccessible(page);

    const reason = { Reason: `Asked for by the customer, ${look}` };
    await page.getByRole('button', { name: 'Grant or correct credits' }).click();
    await act(page, { Credits: '50', ...reason }, 'Do it');
    await ledger.getByText('50 credits granted by UPixel').first().waitFor();
    await page.getByRole('button', { name: 'Refund 500 credits, $5.00' }).click();
    await act(page, { 'Amount in USD': '1.00', ...reason }, 'Refund');
    await page.getByRole('region', { name: 'What operators did here' }).getByText('Refunded $1.00').first().waitFor();
    await page.getByRole('button', { name: 'Block the account' }).click();
    await act(page, reason, 'Block');
    await page.getByText('This account is blocked').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Unblock the account' }).click();
    await act(page, reason, 'Unblock');
    await page.getByText('This account is blocked').waitFor({ state: 'hidden' });
    await shop.settled();
    await ledger.getByText('Taken back: refund of $1.00').first().waitFor();
    await opened.expectClean();
    // Only now, because the 404 shows up in the browser's console.
    await page.getByLabel('Which').fill('nobody@example.com');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('alert').getByText('There is nobody like that').waitFor();
    await opened.context.close();
  },
  180_000,
);

test('an operator says with which words nothing is made, and looks at what was reported', async () => {
  const { identityId } = await buildGuest(shop.deps);
  const reported = await requestGeneration(
    shop.deps,
    buildRequest(identityId, { prompt: 'somebody’s face', target: undefined }),
  );
  const generationId = reported?.id ?? '';
  await settleRuns(shop.deps, generationId, 1);
  await report(shop.deps, { generationId, who: { identityId, userId: null }, reason: 'likeness', words: 'that is me' });
  const opened = await openAs('ops@example.com', looks[0][1]);
  const { page } = opened;
  await page.getByRole('link', { name: 'Rules' }).click();
  const terms = page.getByRole('region', { name: 'Words with which nothing is made' });
  await terms.getByLabel('Word or phrase').fill('Acme*');
  await terms.getByLabel('Reason').fill('Their lawyers asked for it');
  await expectAccessible(page);
  await terms.getByRole('button', { name: 'Change the list' }).click();
  await terms.getByText('acme*').waitFor();
  await page.goto(`${shop.deps.config.publicUrl}/admin/reports`);
  await page.getByText('likeness: that is me').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Hide' }).click();
  await act(page, { Reason: 'They asked for it to go' }, 'Hide them');
  await page.getByText('Nothing is waiting.').waitFor();
  expect(await shop.deps.db.asset.count({ where: { generationId, hiddenAt: { not: null } } })).toBe(1);
  await opened.expectClean();
  await opened.context.close();
});

test('for everybody else there is no such page, and no way to it', async () => {
  const opened = await openAs('grace@example.com', looks[0][1]);
  const { page } = opened;
  await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
  await page.getByRole('button', { name: 'Account: grace@example.com' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  expect(await page.getByRole('link', { name: 'Operator’s page' }).count()).toBe(0);
  await opened.expectClean();
  await opened.context.close();
});

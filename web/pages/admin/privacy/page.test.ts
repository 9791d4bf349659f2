import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addOperator } from '#core/operators/grant.ts';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { expectAccessible, openBrowser } from '#test/pages.ts';
import { inProof } from '#test/proof.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), { roles: ['api', 'worker'] }),
  ]);
  await webPerson(world).register('ops@example.com');
  await addOperator(world.deps, 'ops@example.com');
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const looks = [
  ['wide and light', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }],
  ['narrow and dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
] as const;

// Seen in both in the long proof.
test.each(inProof ? looks : looks.slice(1))(
  'an operator enters a request, and ends it, %s',
  async (look, options) => {
    const opened = await openBrowser(browser, world.deps.config.publicUrl, options);
    const { page } = opened;
    await page.goto(`${world.deps.config.publicUrl}/sign-in?next=/admin/privacy`);
    await page.getByLabel('E-mail address').fill('ops@example.com');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Privacy requests' }).waitFor();
    await page.getByLabel('Which').fill(`${look.replaceAll(' ', '-')}@example.com`);
    await page.getByLabel('Asked for').selectOption('delete');
    await page.getByLabel('It came').selectOption('authority');
    await page.getByLabel('Proved by').selectOption('document');
    await page.getByRole('button', { name: 'Enter it' }).click();
    const said = await page.getByRole('status').getByText('It is in the register as').textContent();
    const ticket = /P-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(said ?? '')?.[0] ?? '?';
    const register = page.getByRole('region', { name: 'Register' });
    await register.getByText('Of somebody we did not find, by an authority; proved by a document').first().waitFor();
    await expectAccessible(page);
    await register.getByRole('button', { name: `End ${ticket}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('It ended').selectOption('unknown_person');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'End it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await register.getByText('None.').waitFor();
    await register.getByLabel('Show').selectOption('ended');
    await register.getByText(`${ticket} · Deletion · Refused`).waitFor();
    expect(await register.getByText(ticket).count()).toBe(1);
    await opened.expectClean();
    await opened.context.close();
  },
  120_000,
);

test('the sums of the days are a table', async () => {
  const day = new Date(Date.now() - 24 * 60 * 60_000);
  const sum = { day, platform: 'discord', command: 'imagine', outcome: 'ok', requests: 1_200, people: 31 } as const;
  await world.deps.db.usageDay.create({ data: { ...sum, model: 'flux-schnell' } });
  const opened = await openBrowser(browser, world.deps.config.publicUrl, looks[1][1]);
  const { page } = opened;
  await page.goto(`${world.deps.config.publicUrl}/sign-in?next=/admin/usage`);
  await page.getByLabel('E-mail address').fill('ops@example.com');
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('cell', { name: '1,200' }).waitFor();
  await expectAccessible(page);
  await opened.expectClean();
  await opened.context.close();
}, 60_000);

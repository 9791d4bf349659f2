import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantCredits } from '#core/credits/grant.ts';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { openBrowser, signInByRequest } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test('what came before the first stream of changes was open is shown once it is', async () => {
  const email = 'ada@example.com';
  const ada = webPerson(world);
  await ada.register(email, goodPassword, 'Ada');
  const { id: userId, walletId } = await world.deps.db.user.findUniqueOrThrow({ where: { email } });
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 20, key: 'sold' });
  const { publicUrl } = world.deps.config;
  const { context, page, expectClean } = await openBrowser(browser, publicUrl);
  await signInByRequest(context, publicUrl, email);
  let open = () => undefined as unknown;
  const held = new Promise((resolve) => {
    open = () => resolve(undefined);
  });
  await page.route('**/api/events', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${publicUrl}/gallery`);
  await page.getByText('No images yet').waitFor();
  const wish = { requestKey: randomUUID(), prompt: 'a fox unseen', model: 'flux-schnell' };
  expect((await ada.post('/api/generations', wish)).status).toBe(200);
  await expect
    .poll(() => world.deps.db.generation.findFirst({ where: { userId } }))
    .toMatchObject({ status: 'succeeded', stored: 1 });
  // What it shows is older than what is asked for once more.
  await expect.poll(() => page.evaluate(() => performance.now())).toBeGreaterThan(3_000);
  expect(await page.getByRole('img', { name: 'a fox unseen' }).count()).toBe(0);
  open();
  await page.getByRole('img', { name: 'a fox unseen' }).waitFor();
  await expectClean();
});

import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantCredits } from '#core/credits/grant.ts';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { linkChat } from '#test/link-chat.ts';
import { expectAccessible, openBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), { env: { NSFW_CHECK: 'off' } }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test('from Make into a channel: which ones there are, sent once, and seen there by everybody', async () => {
  const email = `${randomUUID()}@example.com`;
  const web = webPerson(world);
  await web.register(email);
  const { walletId } = await world.deps.db.user.findUniqueOrThrow({ where: { email } });
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 20, key: randomUUID() });
  const opened = await openBrowser(browser, world.deps.config.publicUrl);
  const { page } = opened;
  await page.goto(`${world.deps.config.publicUrl}/sign-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('textbox', { name: 'What do you want to see?' }).fill('a heron on a wall');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Make · 1 credit', exact: true }).click();
  const send = page.getByRole('button', { name: 'Send “a heron on a wall” to a channel' });
  await send.click();
  const dialog = page.getByRole('dialog', { name: 'Send to a channel' });
  await dialog.getByText('there is none').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  const ada = discordPerson(world);
  await fund(world, ada.chatUser, 5);
  await linkChat(web, ada);
  await ada.imagine({ prompt: 'a hall' });
  await ada.sees('the picture', ({ text, images }) => text.includes('a hall') && images.length === 1);
  await expect.poll(async () => (await web.get('/api/send/places')).body.places.length).toBe(1);
  await send.click();
  await dialog.getByRole('radio', { name: /general.* in / }).waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await dialog
    .getByRole('status')
    .getByText(/It is on its way to #.*general/)
    .waitFor();
  await ada.sees('the heron', ({ text, images }) => text.includes('a heron on a wall') && images.length === 1);
  // It is seen a moment before it is recorded as delivered.
  await expect.poll(() => world.deps.db.delivery.count({ where: { status: 'pending' } })).toBe(0);
  await dialog.getByRole('button', { name: 'Done' }).click();

  await opened.expectClean();

  // The same from its own page; a second copy is refused in words.
  await page.getByRole('link', { name: 'a heron on a wall' }).first().click();
  await page.getByRole('button', { name: 'Send to a channel…' }).click();
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await dialog.getByText('It stands there already').waitFor();
  await expectAccessible(page);
  await opened.context.close();
});

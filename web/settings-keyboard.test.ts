import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { keyboardOf } from '#test/keyboard.ts';
import { expectAccessible, openBrowser, signInByRequest } from '#test/pages.ts';
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

/** Somebody who is signed in twice, here on the page of their settings. */
async function openSettings() {
  const { publicUrl } = world.deps.config;
  const email = `${randomUUID()}@example.com`;
  const elsewhere = webPerson(world);
  await elsewhere.register(email);
  const opened = await openBrowser(browser, publicUrl, { permissions: ['clipboard-read', 'clipboard-write'] });
  await signInByRequest(opened.context, publicUrl, email);
  await opened.page.goto(`${publicUrl}/settings`);
  await opened.page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  return { ...opened, elsewhere, keys: keyboardOf(opened.page) };
}

test('by the keyboard alone: the model that is taken, the colours of the pages, and what the bot tells', async () => {
  const { page, keys, elsewhere, context, expectClean } = await openSettings();
  const preferences = async () => (await elsewhere.get('/api/preferences')).body.preferences;
  const model = page.getByRole('region', { name: 'Your images' }).getByLabel('Model');
  await keys.choose(model, 'Retro Diffusion Plus');
  await keys.hears('Saved. It counts from your next request on.');
  expect((await preferences()).model).toBe('rd-plus');
  await keys.isLedTo(model);

  const looks = page.getByRole('region', { name: 'Appearance' });
  await keys.goTo(looks.getByRole('radio', { name: 'As the system' }));
  for (const look of ['Light', 'Dark']) {
    await page.keyboard.press('ArrowDown');
    await keys.isLedTo(looks.getByRole('radio', { name: look, checked: true }));
    await page.locator(`html[data-mantine-color-scheme="${look.toLowerCase()}"]`).waitFor();
  }

  const notices = page.getByRole('region', { name: 'Notices' });
  const [first, second] = [notices.getByRole('switch').first(), notices.getByRole('switch').nth(1)];
  await keys.press(first, 'Space');
  await notices.getByRole('status').getByText('Saved.').waitFor();
  await keys.isLedTo(first);
  await keys.press(second, 'Space');
  await expect.poll(async () => (await preferences()).noticesOff.length).toBe(2);
  await keys.isLedTo(second);
  await keys.press(second, 'Space');
  await expect.poll(async () => (await preferences()).noticesOff.length).toBe(1);
  await keys.isLedTo(second);

  // They are kept.
  await page.reload();
  await expect.poll(() => model.inputValue()).toBe('rd-plus');
  await looks.getByRole('radio', { name: 'Dark', checked: true }).waitFor();
  await first.and(page.getByRole('switch', { checked: false })).waitFor();
  await second.and(page.getByRole('switch', { checked: true })).waitFor();
  await expectAccessible(page);
  await expectClean();
  await context.close();
});

test('by the keyboard alone: an API key is made, copied, seen this once and revoked', async () => {
  const { page, keys, context, expectClean } = await openSettings();
  const title = page.getByRole('heading', { level: 1, name: 'API keys' });
  await keys.press(page.getByRole('link', { name: 'API keys' }), 'Enter', title);
  const dialog = page.getByRole('dialog');
  const [making, name] = [page.getByRole('button', { name: 'New key' }), dialog.getByLabel('Name')];
  await keys.press(making, 'Enter', name);
  await keys.press(dialog.getByRole('button', { name: 'Make the key' }), 'Enter', name);
  await expectAccessible(page);
  await keys.write(name, 'My fox program');
  await page.keyboard.press('Enter');
  await keys.hears('My fox program is ready');
  const secret = await dialog.locator('code').innerText();
  await keys.isLedTo(dialog.locator(':has(> * > code)'));
  await expectAccessible(page);
  await keys.press(dialog.getByRole('button', { name: 'Copy the key' }), 'Enter');
  await keys.hears('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await keys.press(dialog.getByRole('button', { name: 'I have it' }), 'Enter', making);
  await page.getByText(secret).waitFor({ state: 'detached' });

  const { publicUrl } = world.deps.config;
  const asked = async () =>
    (await fetch(`${publicUrl}/api/v1/credits`, { headers: { authorization: `Bearer ${secret}` } })).status;
  expect(await asked()).toBe(200);
  // A dangerous question begins at the way out of it; Escape leads back.
  const revoke = page.getByRole('button', { name: 'Revoke My fox program' });
  await keys.press(revoke, 'Enter', dialog.getByRole('button', { name: 'Cancel' }));
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await keys.isLedTo(revoke);
  await keys.press(revoke, 'Enter', dialog.getByRole('button', { name: 'Cancel' }));
  await keys.press(dialog.getByRole('button', { name: 'Revoke the key' }), 'Enter', title);
  await keys.hears('“My fox program” is revoked.');
  await page.getByText('You have no keys').waitFor();
  expect(await asked()).toBe(401);
  await expectClean();
  await context.close();
});

test('by the keyboard alone: whoever has to sign in once more gives the password only, and finds what was typed', async () => {
  const { page, keys, context } = await openSettings();
  const title = page.getByRole('heading', { level: 1, name: 'API keys' });
  await keys.press(page.getByRole('link', { name: 'API keys' }), 'Enter', title);
  await world.deps.db.session.updateMany({ data: { createdAt: new Date(Date.now() - 20 * 60_000) } });
  const dialog = page.getByRole('dialog');
  const [making, name] = [page.getByRole('button', { name: 'New key' }), dialog.getByLabel('Name')];
  await keys.press(making, 'Enter', name);
  await keys.write(name, 'My fox program');
  await page.keyboard.press('Enter');
  await keys.hears('Sign in once more');
  await keys.goTo(dialog.getByRole('link', { name: 'Sign in again' }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Sign in once more' }).waitFor();
  await expectAccessible(page);
  expect(await page.getByRole('link', { name: 'Create an account' }).count()).toBe(0);
  expect(await page.getByLabel('E-mail address').inputValue()).toMatch(/@example\.com$/);
  await keys.write(page.getByLabel('Password', { exact: true }), goodPassword);
  await page.keyboard.press('Enter');
  await keys.press(making, 'Enter', name);
  expect(await name.inputValue()).toBe('My fox program');
  await page.keyboard.press('Enter');
  await keys.hears('My fox program is ready');
  await context.close();
});

test('by the keyboard alone: another browser is signed out, and then all others', async () => {
  const { page, keys, elsewhere, context, expectClean } = await openSettings();
  const title = page.getByRole('heading', { level: 1, name: 'Settings' });
  const status = async () => (await elsewhere.get('/api/preferences')).status;
  expect(await status()).toBe(200);
  await keys.press(page.getByRole('button', { name: 'Sign out Firefox on Linux' }), 'Enter', title);
  await keys.hears('Firefox on Linux is signed out.');
  expect(await status()).toBe(401);

  const email = await page.getByRole('button', { name: /^Account: / }).getAttribute('aria-label');
  await elsewhere.signIn(email?.replace('Account: ', '') ?? '');
  await page.reload();
  const dialog = page.getByRole('dialog');
  const cancel = dialog.getByRole('button', { name: 'Cancel' });
  await keys.press(page.getByRole('button', { name: 'Sign out all others' }), 'Enter', cancel);
  await expectAccessible(page);
  await keys.press(dialog.getByRole('button', { name: 'Sign out all others' }), 'Enter', title);
  await keys.hears('All other browsers are signed out.');
  expect(await status()).toBe(401);
  await expectClean();
  await context.close();
});

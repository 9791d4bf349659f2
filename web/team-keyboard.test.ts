import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { keyboardOf } from '#test/keyboard.ts';
import { linkChat } from '#test/link-chat.ts';
import { openTeam } from '#test/open-team.ts';
import { expectAccessible, openBrowser, signInByRequest, type WatchedBrowser } from '#test/pages.ts';
import { payByKeyboard } from '#test/pay-by-keyboard.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
let teamId: string;
let opened: WatchedBrowser;
let page: Page;
let keys: ReturnType<typeof keyboardOf>;

const email = 'ada@example.com';
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  const ada = webPerson(world);
  await ada.register(email, goodPassword, 'Ada');
  await linkChat(ada, discordPerson(world));
  teamId = await openTeam(world);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  const { publicUrl } = world.deps.config;
  opened = await openBrowser(browser, publicUrl);
  page = opened.page;
  keys = keyboardOf(page);
  await signInByRequest(opened.context, publicUrl, email);
  await page.goto(`${publicUrl}/team/${teamId}`);
  await title(/Sprite Forge/).waitFor();
});

const title = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const wallet = () => page.getByRole('region', { name: 'In the wallet' });
const rule = (name: string) => wallet().locator('div:has(> dt)').filter({ hasText: name }).getByRole('definition');

test('by the keyboard alone: whoever manages a team says who may use its wallet, and how much each', async () => {
  const dialog = page.getByRole('dialog');
  const change = page.getByRole('button', { name: 'Change who and how much' });
  const everyone = dialog.getByRole('radio', { name: 'Everyone' });
  const some = dialog.getByRole('radio', { name: 'Only members of these roles' });
  const cap = dialog.getByLabel('Credits for one person in a month');
  await rule('Who may use it').getByText('Everyone').waitFor();
  await keys.press(change, 'Enter', dialog.getByRole('button').first());
  await keys.press(everyone, 'ArrowDown', some);
  await keys.press(dialog.getByRole('checkbox', { name: 'Artists' }), 'Space');
  // What is no number is said at the field, which has the focus.
  await keys.write(cap, 'many');
  await keys.press(dialog.getByRole('button', { name: 'Save' }), 'Enter', cap);
  expect(await cap.getAttribute('aria-invalid')).toBe('true');
  await expectAccessible(page);
  await keys.write(cap, '40');
  await keys.press(dialog.getByRole('button', { name: 'Save' }), 'Enter', change);
  await keys.hears('Who may use the wallet is saved.');
  await rule('Who may use it').getByText('Artists').waitFor();
  await rule('One person, in a month').getByText('40 credits').waitFor();
  // In chat it is the same.
  const grace = discordPerson(world, { user: 1 });
  await grace.run('team');
  await grace.sees('the cap', ({ text }) => /Only these may use it: Artists/i.test(text) && text.includes('40'));

  // Opened again, it has what was chosen; Escape changes nothing.
  await keys.press(change, 'Enter', dialog.getByRole('button').first());
  await some.and(page.locator(':checked')).waitFor();
  expect(await cap.inputValue()).toBe('40');
  await keys.write(cap, '1');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await keys.isLedTo(change);
  await rule('One person, in a month').getByText('40 credits').waitFor();
  await opened.expectClean();
  await opened.context.close();
});

test('by the keyboard alone: credits are bought for a team, and its page has them', async () => {
  const buy = page.getByRole('region', { name: 'Buy for the team' });
  await wallet().getByText('496 credits').first().waitFor();
  await keys.press(buy.getByRole('link', { name: 'Buy 500 credits for the team' }), 'Enter', title('500 credits'));
  await page.getByRole('definition').filter({ hasText: 'Sprite Forge’s team wallet' }).waitFor();
  await page.getByRole('definition').filter({ hasText: email }).waitFor();
  await expectAccessible(page);
  await payByKeyboard(world, page, /^Pay /);
  const teams = page.getByRole('region', { name: 'Team wallets' });
  await keys.press(teams.getByRole('link', { name: 'Sprite Forge' }), 'Enter', title(/Sprite Forge/));
  await wallet().getByText('996 credits').first().waitFor();
  await page
    .getByRole('region', { name: 'Invoices' })
    .getByRole('link', { name: /^Invoice of / })
    .waitFor();
  await opened.expectClean();
  await opened.context.close();
});

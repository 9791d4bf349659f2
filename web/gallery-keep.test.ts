import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fillAccount } from '#test/fill-account.ts';
import { linkChat } from '#test/link-chat.ts';
import { expectAccessible, openBrowser, patienceMs, signInByRequest, type WatchedBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

/** What somebody keeps, how they see it, and what they throw away: by the keyboard, if it can be done by the keyboard. */
let browser: Browser;
let world: World;
let ada: WatchedBrowser;
let page: Page;

const email = 'ada@example.com';
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  const person = webPerson(world);
  await person.register(email, goodPassword, 'Ada');
  await linkChat(person, discordPerson(world));
  await fillAccount(world.deps, email);
}, 120_000); // it paints many pictures
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  const { publicUrl } = world.deps.config;
  ada = await openBrowser(browser, publicUrl);
  page = ada.page;
  await signInByRequest(ada.context, publicUrl, email);
});
afterEach(async () => {
  await ada.expectClean();
  await ada.context.close();
});

async function open(path: string) {
  await page.goto(world.deps.config.publicUrl + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: patienceMs });
const images = () => page.getByRole('grid', { name: 'Images' }).getByRole('link');
const focusedId = () => page.evaluate(() => document.activeElement?.getAttribute('data-asset') ?? null);
const focusedName = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
const idAt = (index: number) => images().nth(index).getAttribute('data-asset');
const total = 20;

test('the prompt and the actions of an image come with the pointer and with the focus; favourites are kept', async () => {
  await open('/gallery');
  await images().first().waitFor();
  const first = page.getByRole('gridcell').first();
  const seen = (selector: string) =>
    first.locator(selector).evaluate((element) => Number(getComputedStyle(element).opacity));
  const prompt = await images().first().getByRole('img').getAttribute('alt');
  await page.mouse.move(0, 0);
  expect(await seen('[aria-hidden="true"]:has-text("a")')).toBe(0);
  await images().first().hover();
  await eventually(() => seen('button[aria-label^="More"]')).toBe(1);
  expect(await seen('[aria-hidden="true"]:has-text("a")')).toBe(1);

  // By the keyboard: each by its key, and by Tab.
  await page.mouse.move(0, 0);
  await images().nth(1).focus();
  const favourite = await idAt(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('f');
  const heart = page
    .getByRole('gridcell')
    .nth(1)
    .getByRole('button', { name: /^Favourite/ });
  await eventually(() => heart.getAttribute('aria-pressed')).toBe('true');
  await page.keyboard.press('Tab');
  expect(await focusedName()).toMatch(/^Favourite: /);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await focusedName()).toMatch(/^More for /);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Move to trash' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: 'Move to trash' }).waitFor({ state: 'detached' });
  await eventually(focusedName).toMatch(/^More for /);

  await page.getByRole('button', { name: 'Favourites', exact: true }).click();
  await page.waitForURL(/favourite=yes/);
  await page.getByText('1 image · Favourites').waitFor();
  expect(await idAt(0)).toBe(favourite);
  await page.reload();
  await eventually(() => images().count()).toBe(1);
  expect(prompt).not.toBe('');
});

test('in the order, the groups and the size that somebody likes; the latter two stay in this browser', async () => {
  await open('/gallery');
  await images().first().waitFor();
  const high = async () => (await page.getByRole('gridcell').first().boundingBox())?.height ?? 0;
  const medium = await high();
  await page.getByLabel('Pictures').selectOption('Small');
  await eventually(high).toBeLessThan(medium);
  await page.getByLabel('Groups').selectOption('By request');
  const titles = page.getByRole('rowheader');
  await eventually(() => titles.first().textContent()).toContain('a fox knight');
  const [title, picture] = [await titles.first().boundingBox(), await page.getByRole('gridcell').first().boundingBox()];
  expect((title?.y ?? 0) + (title?.height ?? 0)).toBeLessThanOrEqual(picture?.y ?? 0);
  await expectAccessible(page);
  await page.getByLabel('Groups').selectOption('By day');
  await eventually(() => titles.first().textContent()).toMatch(/Today|Yesterday/);
  await page.reload();
  await eventually(() => titles.count()).toBeGreaterThan(1);
  expect(await high()).toBeLessThan(medium);

  await page.getByLabel('Order').selectOption('Smallest first');
  await page.waitForURL(/sort=smallest/);
  await eventually(() => images().first().getByRole('img').getAttribute('alt')).toContain('potion bottle');
  expect(await titles.count()).toBe(0);
  // The image's page goes on in that order.
  const third = await idAt(2);
  await images().nth(1).click();
  await page.getByRole('button', { name: 'Older image' }).waitFor();
  await page.getByRole('button', { name: 'Grid' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(`**/gallery/${third}?sort=smallest`);
});

test('what was searched and how much was found is said; of what is not there, how to find more', async () => {
  await open('/gallery?shape=wide');
  await page.getByRole('searchbox').fill('cliff');
  await page.getByText('2 images with “cliff” in their prompt · Wide').waitFor();
  await page.getByRole('searchbox').fill('cliff zeppelin');
  await page.getByText('No image is like that').waitFor();
  await page.getByText('No images with “cliff zeppelin” in their prompt · Wide').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Only “cliff”' }).click();
  await page.getByText('2 images with “cliff”').waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('cliff');
});

test('into the trash and back by Undo, then out of it one by one, and for good', async () => {
  await open('/gallery');
  await images().first().waitFor();
  await images().first().focus();
  const [first, second] = [await idAt(0), await idAt(1)];
  await page.keyboard.press('Delete');
  await page.getByText('The image is in the trash for 30 days.').waitFor();
  await eventually(() => idAt(0)).toBe(second);
  await eventually(focusedId).toBe(second);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('The image is in the trash').waitFor({ state: 'detached' });
  await eventually(() => idAt(0)).toBe(first);

  // Several at once, with Shift.
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await images().nth(0).click();
  await images()
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await page.getByText('3 images are in the trash for 30 days.').waitFor();
  await page.getByText(`${total - 3} images`).waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('heading', { level: 1, name: 'Trash' }).waitFor();
  await page.getByText('3 images', { exact: true }).waitFor();
  expect(await page.getByText(/^Goes on \d+ \w+ \d{4}$/).count()).toBe(3);
  await expectAccessible(page);
  await page
    .getByRole('button', { name: /^Restore “/ })
    .first()
    .click();
  await page.getByText('1 image is back where it was.').waitFor();
  await page.getByText('2 images', { exact: true }).waitFor();
  await page
    .getByRole('button', { name: /^Delete now/ })
    .first()
    .click();
  await page.getByRole('dialog').getByText('from the message too').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('1 image', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Empty trash' }).click();
  await page.getByText('The trash is empty').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'To the gallery' }).click();
  await eventually(() => images().count()).toBe(total - 2);
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fillAccount } from '#test/fill-account.ts';
import { linkChat } from '#test/link-chat.ts';
import { openBrowser, patienceMs, signInByRequest, type WatchedBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
let chat: ReturnType<typeof discordPerson>;
let ada: WatchedBrowser;
let page: Page;

const email = 'ada@example.com';
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  const person = webPerson(world);
  await person.register(email, goodPassword, 'Ada');
  chat = discordPerson(world);
  await linkChat(person, chat);
  await fillAccount(world.deps, email, { times: 2 });
}, 120_000); // it paints many pictures
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  ada = await openBrowser(browser, world.deps.config.publicUrl);
  page = ada.page;
  const { publicUrl } = world.deps.config;
  await signInByRequest(ada.context, publicUrl, email);
});
afterEach(async () => {
  await ada.expectClean();
  await ada.context.close();
});

/** Types words into the search. */
async function search(words: string) {
  await page.getByRole('searchbox').fill(words);
  await page.getByText(`with “${words}”`).waitFor();
}

async function open(path: string) {
  await page.goto(world.deps.config.publicUrl + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: patienceMs });
const images = () => page.getByRole('grid', { name: 'Images' }).getByRole('link');
/** Until only what was searched for is shown: what was there before stays for as long as the answer takes. */
const foundOnly = (word: string) =>
  eventually(() =>
    images().evaluateAll(
      (all, wanted) =>
        all.length > 0 &&
        all.every((each) => (each.getAttribute('aria-label') ?? each.querySelector('img')?.alt ?? '').includes(wanted)),
      word,
    ),
  ).toBe(true);
const selectedText = () => page.getByRole('region', { name: 'Selected images' }).getByRole('status').textContent();
const focusedId = () => page.evaluate(() => document.activeElement?.getAttribute('data-asset') ?? null);
const idAt = (index: number) => images().nth(index).getAttribute('data-asset');
const scrolled = () => page.evaluate(() => Math.round(window.scrollY));

/** A picture asked for in chat, once the API has it. */
async function imagine(prompt: string) {
  await chat.imagine({ prompt, model: 'rd-fast' });
  await chat.sees(prompt, ({ text, images: seen }) => seen.length === 1 && text.includes(prompt));
}

test('the keyboard goes through the grid, chooses, and leaves it again', async () => {
  await open('/gallery');
  await images().first().waitFor();
  await images().first().focus();
  const [first, second, third] = [await idAt(0), await idAt(1), await idAt(2)];

  await page.keyboard.press('ArrowRight');
  expect(await focusedId()).toBe(second);
  await page.keyboard.press('ArrowDown');
  expect([first, second, third]).not.toContain(await focusedId());
  await page.keyboard.press('End');
  const last = await focusedId();
  expect(await scrolled()).toBeGreaterThan(0);
  await page.keyboard.press('PageUp');
  expect(await focusedId()).not.toBe(last);
  await page.keyboard.press('Home');
  expect(await focusedId()).toBe(first);
  // Tab reaches one image only.
  expect(await page.locator('[data-asset][tabindex="0"]').count()).toBe(1);

  await page.keyboard.press('Space');
  expect(await selectedText()).toBe('1 image selected');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  expect(await selectedText()).toBe('3 images selected');
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await selectedText()).toBe('2 images selected');
  expect(await page.getByRole('gridcell', { selected: true }).count()).toBe(2);
  await page.getByRole('button', { name: 'Select all shown' }).click();
  expect(await selectedText()).toBe('40 images selected');

  // A menu closes first, then the selection.
  await page.getByRole('button', { name: 'Move to project' }).click();
  await page.getByRole('menuitem', { name: 'New project…' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: 'New project…' }).waitFor({ state: 'hidden' });
  expect(await selectedText()).toBe('40 images selected');
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Selected images' }).waitFor({ state: 'detached' });
  await eventually(focusedId).not.toBeNull();

  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/gallery/${first}`);
});

test('new images wait while somebody looks at others, and come at once to who looks at the newest', async () => {
  await open('/gallery');
  await images().first().waitFor();
  await imagine('a newcomer');
  await page.getByRole('link', { name: 'a newcomer' }).waitFor();
  expect(await page.getByRole('button', { name: /new image/ }).count()).toBe(0);

  // Scrolled down: the visible images stay where they are.
  await page.evaluate(() => window.scrollTo(0, 400));
  await eventually(scrolled).toBe(400);
  const watched = page.locator(`[data-asset="${await idAt(8)}"]`);
  const before = await watched.boundingBox();
  await imagine('a second newcomer');
  await imagine('a third newcomer');
  const button = page.getByRole('button', { name: '2 new images' });
  await button.waitFor();
  expect(await watched.boundingBox()).toEqual(before);
  expect(await page.getByRole('link', { name: 'a third newcomer' }).count()).toBe(0);
  await button.click();
  await page.getByRole('link', { name: 'a third newcomer' }).waitFor();
  expect(await scrolled()).toBe(0);
  await eventually(focusedId).toBe(await idAt(0));

  // At the top, but with a selected image.
  await page.getByRole('checkbox', { name: 'Select “a third newcomer”' }).check();
  await imagine('the last newcomer');
  await page.getByRole('button', { name: '1 new image' }).waitFor();
  expect(await images().first().getByRole('img').getAttribute('alt')).toBe('a third newcomer');
  expect(await selectedText()).toBe('1 image selected');
});

test('back from an image the gallery is where it was, filter and all', async () => {
  await open('/gallery');
  await images().first().waitFor();
  await page.evaluate(() => window.scrollTo(0, 700));
  await eventually(scrolled).toBe(700);
  const opened = page.getByRole('link', { name: 'a dragon asleep on a heap of coins' }).first();
  await opened.click();
  await page.getByRole('heading', { level: 1, name: 'a dragon asleep' }).waitFor();
  await page.goBack();
  await images().first().waitFor();
  await eventually(scrolled).toBe(700);

  // Filters are in the address, words in no address at all; the image's page moves within them, and leads back to them.
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  page.on('framenavigated', (frame) => addresses.push(frame.url()));
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByLabel('Model').selectOption('rd-fast');
  await page.getByRole('button', { name: 'Filter · 1' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel('Model').waitFor({ state: 'hidden' });
  await page.getByRole('searchbox').fill('tower');
  await page.waitForURL(/model=rd-fast/);
  await eventually(() => images().count()).toBe(4);
  // The matches, counted and marked in each prompt.
  await page.getByText('4 images with “tower”').waitFor();
  const marks = page.getByRole('grid', { name: 'Images' }).locator('mark');
  expect(await marks.allTextContents()).toEqual(['tower', 'tower', 'tower', 'tower']);
  await page.reload();
  await eventually(() => images().count()).toBe(4);
  expect(await page.getByRole('searchbox').inputValue()).toBe('tower');
  const [first, second] = [await idAt(0), await idAt(1)];
  await images().first().click();
  await page.waitForURL(`**/gallery/${first}?model=rd-fast`);
  await page.getByRole('heading', { level: 1, name: 'a very tall tower' }).waitFor();
  await page.getByRole('button', { name: 'Grid' }).waitFor();
  await page.keyboard.press('ArrowLeft'); // there is no newer one
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(`**/gallery/${second}?*`);
  for (let turn = 0; turn < 2; turn++) await page.getByRole('button', { name: 'Older image' }).click();
  await eventually(() => page.getByRole('button', { name: 'Older image' }).getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Escape');
  await page.waitForURL(/gallery\?model=rd-fast$/);
  await eventually(focusedId).toBe(await idAt(3));
  expect(await page.getByRole('searchbox').inputValue()).toBe('tower');
  // A reload on the image's page keeps the words, too: its neighbours are those that were found.
  await images().nth(3).click();
  await page.getByRole('heading', { level: 1, name: 'a very tall tower' }).waitFor();
  await page.reload();
  await eventually(() => page.getByRole('button', { name: 'Older image' }).getAttribute('aria-disabled')).toBe('true');
  await page.goBack();
  await eventually(() => images().count()).toBe(4);
  // Another filter is one step of its own, and Back undoes it alone.
  await page.getByRole('button', { name: /^Leave out: With/ }).click();
  await page.waitForURL(/gallery$/);
  expect(await page.getByRole('searchbox').inputValue()).toBe('tower');
  await page.goBack();
  await page.waitForURL(/gallery\?model=rd-fast$/);
  await page.getByText('4 images with “tower”').waitFor();

  // Nothing matches: each filter can be removed.
  await page.getByRole('searchbox').fill('no such words');
  await page.getByRole('button', { name: 'Leave out: “no such words”' }).click();
  await images().first().waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  expect(addresses.length).toBeGreaterThan(10);
  expect(addresses.filter((address) => /tower|such/.test(address))).toEqual([]);
});

test('a bookmark with words in its address still finds, and has them there no longer', async () => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname + new URL(request.url()).search));
  await open('/gallery?model=rd-fast&q=tower');
  await page.getByText('4 images with “tower”').waitFor();
  await page.waitForURL(/gallery\?model=rd-fast$/);
  expect(await page.getByRole('searchbox').inputValue()).toBe('tower');
  expect(asked.filter((path) => path.startsWith('/api/') && path.includes('tower'))).toEqual([]);
  expect(await page.evaluate(() => document.title)).not.toContain('tower');
});

test('pixel art is enlarged by a whole number, and its place is there before it is', async () => {
  // Holds the request until it is allowed.
  let allow = () => {};
  const allowed = new Promise<void>((resolve) => {
    allow = resolve;
  });
  await page.route('**/files/assets/*/image', async (route) => {
    await allowed;
    await route.continue();
  });
  await open('/gallery');
  await search('tall');
  await foundOnly('tall');
  await images().first().click();
  await page.getByRole('heading', { level: 1, name: 'a very tall tower' }).waitFor();
  const picture = page.getByRole('main').getByRole('img', { name: 'a very tall tower' });
  // What shows its pixels takes the place of what showed it until then.
  await page.getByRole('button', { name: 'Grid' }).waitFor();
  await picture.waitFor();
  const before = await picture.boundingBox();
  allow();
  await eventually(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(144);
  const after = await picture.boundingBox();
  expect(after).toEqual(before);
  const factor = (after?.width ?? 0) / 144;
  expect(factor).toBeGreaterThanOrEqual(2);
  expect(Number.isInteger(factor)).toBe(true);
  expect(after?.height).toBe(256 * factor);
  expect(Number.isInteger(after?.x) && Number.isInteger(after?.y)).toBe(true);
});

test('chosen images go into a project that is made on the way, and one is deleted after it was read what that means', async () => {
  await open('/gallery');
  await search('potion');
  await foundOnly('potion');
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await images().nth(0).click();
  await images().nth(1).click();
  await page.getByRole('button', { name: 'Move to project' }).click();
  await page.getByRole('menuitem', { name: 'New project…' }).click();
  await page.getByLabel('Name').fill('Potions');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('region', { name: 'Selected images' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByLabel('Project').selectOption('Potions');
  await page.getByRole('heading', { level: 1, name: 'Potions' }).waitFor();
  await eventually(() => images().count()).toBe(2);

  await images().first().click();
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('it goes from the message too').waitFor();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  // On to the other image.
  await eventually(() => page.getByRole('button', { name: 'Older image' }).getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('button', { name: 'Project: Potions' }).waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => images().count()).toBe(1);
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { grantCredits } from '#core/credits/grant.ts';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { expectAccessible, openBrowser, patienceMs, signInByRequest, type WatchedBrowser } from '#test/pages.ts';
import { type BroughtFile, fakeArt, nativeArt, photograph, unsureArt } from '#test/pixel/foreign.ts';
import { startWorld, type World } from '#test/world.ts';

/** Somebody brings pictures that look like pixel art to the pages. */
let browser: Browser;
let world: World;
let ada: WatchedBrowser;
let page: Page;

const email = 'ada@example.com';
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  await webPerson(world).register(email, goodPassword, 'Ada');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
beforeEach(async () => {
  const { publicUrl } = world.deps.config;
  ada = await openBrowser(browser, publicUrl);
  page = ada.page;
  await signInByRequest(ada.context, publicUrl, email);
  await page.goto(`${publicUrl}/make`);
  await page.getByRole('link', { name: 'Pixel art of a picture…' }).click();
  await page.getByRole('heading', { level: 1, name: 'Make pixel art' }).waitFor();
});
afterEach(async () => {
  await ada.expectClean();
  await ada.context.close();
});

const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: patienceMs });
const newest = () => page.getByRole('region', { name: 'Begun here' }).getByRole('listitem').first();
async function bring({ filename: name, contentType: mimeType, bytes: buffer }: BroughtFile) {
  await page.getByLabel('Add a picture').setInputFiles({ name, mimeType, buffer });
  await page.getByRole('img', { name: 'What pixel art is made of' }).waitFor();
  await page.getByRole('button', { name: 'Make pixel art · free' }).click();
}

test('a picture whose grid is sure becomes pixel art, and its page says what it is', async () => {
  await bring(await fakeArt());
  await newest().getByRole('img').waitFor();
  await expectAccessible(page);
  await newest().getByRole('link').click();
  await page.getByText(/^32 × 32 · \d+ colours · opaque · grid 1.00 ✓$/).waitFor();
  await page.getByText('without a mark of a model').waitFor();
  expect(await page.getByRole('button', { name: /^Upscale/ }).innerText()).toContain('free');
});

test('of two grids that fit one is kept', async () => {
  await bring(await unsureArt());
  await newest().getByText('Two grids fit this picture.').waitFor();
  await eventually(() => newest().getByRole('img').count()).toBe(2);
  await expectAccessible(page);
  const keep = newest().getByRole('button', { name: /^Keep / });
  const size = (await keep.last().innerText()).replace('Keep ', '');
  await keep.last().click();
  await eventually(() => newest().getByRole('img').count()).toBe(1);
  await eventually(() => keep.count()).toBe(0);
  await newest().getByRole('link').click();
  await page.getByText(`${size} · `).first().waitFor();
});

test('a photograph is said to have no grid, and is made squares of in the size and the colours that are said', async () => {
  await bring(await photograph());
  await newest().getByText('There is no grid of pixels in this picture').waitFor();
  await newest().getByRole('button', { name: '64', exact: true }).click();
  const made = () => world.deps.db.asset.findFirst({ orderBy: { createdAt: 'desc' } });
  await eventually(async () => (await made())?.height).toBe(48);
  // What comes of it stands above it.
  await newest().getByRole('img').waitFor();
  await newest().getByRole('button', { name: 'Other size or colours…' }).click();
  const form = newest().locator('form');
  await form.getByLabel('Pixels, longer side').fill('4');
  await form.getByText('A number from 8 to 384.').waitFor();
  await expectAccessible(page);
  await form.getByLabel('Pixels, longer side').fill('40');
  await form.getByLabel('Palette').fill('pico-8');
  await form.getByRole('button', { name: 'Make pixel art · free' }).click();
  await eventually(async () => (await made())?.width).toBe(40);
});

test('what is pixel art already is left as it is, and said', async () => {
  await bring(await nativeArt());
  await newest().getByText('It is pixel art already').waitFor();
  await newest().getByText('Nothing was made, it cost nothing.', { exact: true }).waitFor();
});

test('where pixel art is made one’s own palettes are offered, and the classics', async () => {
  const { publicUrl } = world.deps.config;
  const { walletId } = await world.deps.db.user.findUniqueOrThrow({ where: { email } });
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 20, key: 'sold' });
  const kept = await ada.context.request.post(`${publicUrl}/api/palettes`, {
    data: { name: 'Reef', colours: ['#003344', '#ff8800', '#ffffff'] },
    headers: { origin: publicUrl },
  });
  expect(kept.status()).toBe(200);
  await page.goto(`${publicUrl}/make`);
  await page.getByLabel('Model').selectOption('rd-fast');
  const field = page.getByLabel('Palette');
  const offered = () =>
    field.evaluate((input: HTMLInputElement) => [...(input.list?.options ?? [])].map(({ value }) => value));
  await eventually(offered).toEqual(expect.arrayContaining(['Reef', 'pico-8']));
  await field.fill('Reef');
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'What do you want to see?' }).fill('a coral in three colours');
  await page.getByRole('button', { name: 'Make · 4 credits', exact: true }).click();
  await page.getByRole('link', { name: 'a coral in three colours' }).first().waitFor();
  const made = await world.deps.db.asset.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  expect(made.contract).toMatchObject({ asked: { palette: [0x003344, 0xff8800, 0xffffff] }, breaches: [] });
});

import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { expectAccessible, openBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), { replicate: { speed: 0.3 }, env: { NSFW_CHECK: 'off' } }),
  ]);
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await browser?.close();
  await world?.close();
});

async function signIn(page: Page) {
  const email = `${randomUUID()}@example.com`;
  await webPerson(world).register(email);
  const { id, walletId } = await world.deps.db.user.findUniqueOrThrow({ where: { email } });
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 100, key: randomUUID() });
  await page.goto(`${world.deps.config.publicUrl}/sign-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  return id;
}

const prompt = (page: Page) => page.getByRole('textbox', { name: 'What do you want to see?' });
const makes = (page: Page, price: string) => page.getByRole('button', { name: `Make · ${price}`, exact: true });
/** The newest request on the page. */
const newest = (page: Page) => page.getByRole('region', { name: 'Your requests' }).getByRole('listitem').first();

test('from the first words on Home to pictures, by the keyboard, and once more with other values', async () => {
  const ada = await openBrowser(browser, world.deps.config.publicUrl);
  const { page } = ada;
  const userId = await signIn(page);
  // Without an image each page says how to get one.
  await page.getByRole('heading', { name: 'Your first image in three steps' }).waitFor();
  await expectAccessible(page);
  await page.goto(`${world.deps.config.publicUrl}/gallery`);
  await page.getByText('No images yet').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Make an image' }).click();
  await page.getByRole('heading', { level: 1, name: 'Make' }).waitFor();
  await page.goto(world.deps.config.publicUrl);
  await prompt(page).fill('a fox knight');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Make' }).waitFor();
  await makes(page, '1 credit').waitFor();
  expect(page.url()).not.toContain('fox');

  // The price follows, and what is written stays.
  await page.getByLabel('Model').selectOption('rd-fast');
  await page.getByRole('radio', { name: '2' }).check();
  await makes(page, '8 credits').waitFor();
  await page.getByRole('radio', { name: 'pixels' }).check();
  await page.getByLabel('Width').fill('1000');
  await page.getByRole('button', { name: /^Take / }).click();
  await expect.poll(() => page.getByLabel('Width').inputValue()).toBe('384');
  await page.getByRole('radio', { name: 'square' }).check();
  await page.reload();
  await makes(page, '8 credits').waitFor();
  expect(await prompt(page).inputValue()).toBe('a fox knight');
  await page.getByText('Only you see it, until you share or send it.').waitFor();
  await expectAccessible(page);

  world.replicate.faults.add({ on: 'RUN ', do: { type: 'slow', ms: 60_000 } });
  await prompt(page).press('Control+Enter');
  await newest(page).getByRole('progressbar').waitFor();
  // Until that was seen it is being made.
  await expect.poll(() => world.replicate.faults.list()).toEqual([]);
  world.replicate.clock.advance(60_000);
  await newest(page).getByRole('link', { name: 'a fox knight, 2 of 2' }).waitFor();
  // Whoever does not see it hears of it.
  await newest(page)
    .getByRole('status')
    .getByText(/a fox knight.* is made: 2 images\.$/)
    .waitFor({ state: 'attached' });
  await page.getByText('you have 92 credits').waitFor();
  await expectAccessible(page);

  // It walks next: by the model for that, with the picture, and what it costs is said.
  await newest(page).getByRole('link', { name: 'a fox knight, 1 of 2' }).click();
  await page.getByRole('heading', { level: 1, name: 'a fox knight' }).waitFor();
  await page.getByRole('link', { name: 'Animate…' }).click();
  await makes(page, '9 credits').waitFor();
  expect(await page.getByLabel('Model').inputValue()).toBe('rd-animation');
  await page.getByRole('img', { name: 'To start from, 1 of 1' }).waitFor();

  // Its values again, with a picture of hers to start from.
  const listed = await world.deps.db.asset.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  expect(listed.map(({ position }) => position)).toEqual([0, 1]);
  const id = listed[0]?.id;
  await page.goto(`${world.deps.config.publicUrl}/make?like=${id}`);
  await page.waitForURL(/\/make$/);
  await page.getByRole('button', { name: 'One of mine' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'a fox knight' }).first().click();
  await page.getByRole('img', { name: 'To start from, 1 of 1' }).waitFor();
  await page.getByRole('radio', { name: '1', exact: true }).check();
  await page.getByLabel('How much of the picture is changed').selectOption('0.4');
  await makes(page, '4 credits').click();
  await newest(page).getByRole('link', { name: 'a fox knight', exact: true }).waitFor();
  expect(await world.deps.db.generation.findFirst({ where: { userId }, orderBy: { createdAt: 'desc' } })).toMatchObject(
    {
      strength: 0.4,
      count: 1,
      sourceAssetId: expect.any(String),
      inputImageKey: expect.any(String),
    },
  );
  await ada.expectClean();
  await ada.context.close();
}, 120_000);

test('a picture from this machine; a lost answer makes nothing twice; a refusal gives everything back', async () => {
  const ada = await openBrowser(browser, world.deps.config.publicUrl, { viewport: { width: 360, height: 740 } });
  const { page } = ada;
  const userId = await signIn(page);
  const [picture] = await world.deps.db.asset.findMany({ take: 1 });
  const buffer = await world.deps.storage.get(picture?.storageKey ?? '');
  await page.goto(`${world.deps.config.publicUrl}/make`);
  const model = page.getByLabel('Model');
  const [words, add] = [await model.inputValue(), page.getByLabel('Add a picture')];
  const faulty = page.getByRole('alert');
  const upload = (buffer: Buffer) => add.setInputFiles({ name: 'mine.png', mimeType: 'image/png', buffer });
  await upload(Buffer.from('no picture'));
  await faulty.waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  expect(await faulty.count()).toBe(0);

  // A model that takes it comes along with it, and goes with it; what the person chooses stays, and says what is in its way.
  await upload(buffer);
  await page.getByText(/ was chosen, because .* works from words alone\./).waitFor();
  expect(await model.inputValue()).not.toBe(words);
  await page.getByRole('button', { name: 'Take picture 1 away' }).click();
  expect(await model.inputValue()).toBe(words);
  await upload(buffer);
  await page.getByRole('img', { name: 'To start from, 1 of 1' }).waitFor();
  await model.selectOption(words);
  await prompt(page).fill('a hare');
  const hindered = page.getByRole('button', { name: 'Cannot be made', description: /cannot start from a picture/ });
  await hindered.waitFor();
  expect(await hindered.getAttribute('aria-disabled')).toBe('true');
  await expectAccessible(page);
  await page.locator('#price[aria-busy="false"]').waitFor();
  await prompt(page).press('Control+Enter');
  await faulty.and(page.locator(':focus')).waitFor();
  expect(await world.deps.db.generation.count({ where: { userId } })).toBe(0);
  await model.selectOption('rd-fast');
  await prompt(page).fill('a hare in armour');
  await makes(page, '4 credits').waitFor();
  await expectAccessible(page);

  // It arrives, and its answer does not.
  await page.route('**/api/generations', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await makes(page, '4 credits').click();
  const unknown = page.getByRole('alert').filter({ hasText: 'UPixel could not be reached' });
  await unknown.first().waitFor();
  await page.unroute('**/api/generations');
  expect(await prompt(page).inputValue()).toBe('a hare in armour');
  await unknown.getByRole('button', { name: 'Try again' }).first().click();
  await newest(page).getByRole('link', { name: 'a hare in armour' }).waitFor();
  expect(await world.deps.db.generation.count({ where: { userId } })).toBe(1);

  await prompt(page).fill('a l0l1 with a sword, nsfw');
  await makes(page, '4 credits').click();
  await faulty.and(page.locator(':focus-within > *')).waitFor();
  expect(await prompt(page).inputValue()).toBe('a l0l1 with a sword, nsfw');
  await page.getByRole('img', { name: 'To start from, 1 of 1' }).waitFor();
  expect(await world.deps.db.generation.count({ where: { userId } })).toBe(1);
  await ada.context.close();
}, 120_000);

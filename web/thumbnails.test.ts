import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { grantCredits } from '#core/credits/grant.ts';
import { makeImages } from '#core/make/make-images.ts';
import { webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { openBrowser, patienceMs, signInByRequest } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
const email = 'ada@example.com';
beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), { roles: ['api', 'worker'] }),
  ]);
  const person = webPerson(world);
  await person.register(email);
  const { id: userId, walletId } = await world.deps.db.user.findUniqueOrThrow({ where: { email } });
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 20, key: randomUUID() });
  const wish = { prompt: 'a lighthouse', model: 'flux-schnell', count: 3, references: [], requestKey: randomUUID() };
  await makeImages(world.deps, userId, wish);
  const kept = async () => expect((await person.get('/api/assets')).body.items).toHaveLength(3);
  await vi.waitFor(kept, { timeout: patienceMs });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Their gallery, once its pictures are there, and which versions of them were asked for. */
async function openGallery(options: BrowserContextOptions) {
  const { publicUrl } = world.deps.config;
  const opened = await openBrowser(browser, publicUrl, options);
  await signInByRequest(opened.context, publicUrl, email);
  const asked: string[] = [];
  opened.page.on('request', (request) => {
    const [, version] = /\/files\/assets\/[^/]+\/(large-thumbnail|thumbnail)/.exec(request.url()) ?? [];
    if (version !== undefined) asked.push(version);
  });
  await opened.page.goto(`${publicUrl}/gallery`);
  const images = opened.page.getByRole('grid', { name: 'Images' }).getByRole('img');
  const loaded = () =>
    images.evaluateAll((all) => all.filter((each) => each instanceof HTMLImageElement && each.naturalWidth > 0).length);
  await expect.poll(loaded).toBe(3);
  return { ...opened, asked };
}

test('each picture of a list is asked for once, as fine as the screen, and no larger one when it leaves the page', async () => {
  for (const [deviceScaleFactor, version] of [
    [1, 'thumbnail'],
    [2, 'large-thumbnail'],
  ] as const) {
    const { page, asked, context, expectClean } = await openGallery({ deviceScaleFactor });
    expect(asked).toEqual(Array(3).fill(version));
    asked.length = 0;
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    // What it would ask for it asks for at once: later than the pictures of the next page, it would be there.
    await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
    await page.getByRole('img', { name: 'a lighthouse' }).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked).not.toContain(version === 'thumbnail' ? 'large-thumbnail' : 'thumbnail');
    await expectClean();
    await context.close();
  }
});

test('a picture that becomes wider than its small version is asked for anew, and not once more as it becomes smaller', async () => {
  const { page, asked, context, expectClean } = await openGallery({ viewport: { width: 1440, height: 900 } });
  expect(asked).toEqual(Array(3).fill('thumbnail'));
  const first = page.getByRole('grid', { name: 'Images' }).getByRole('img').first();
  const resize = (width: string) =>
    first.evaluate((each, to) => {
      each.style.width = to;
    }, width);
  const isLarge = () => first.evaluate((each: HTMLImageElement) => each.currentSrc.includes('/large-thumbnail'));
  await resize('500px');
  await expect.poll(isLarge).toBe(true);
  await resize('100px');
  await page.waitForLoadState('networkidle');
  expect(await isLarge()).toBe(true);
  expect(asked).toEqual([...Array(3).fill('thumbnail'), 'large-thumbnail']);
  await expectClean();
  await context.close();
});

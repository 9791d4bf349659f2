import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { openBrowser, signInByRequest } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
const email = 'ada@example.com';
beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), { roles: ['api', 'worker'] }),
  ]);
  await webPerson(world).register(email);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** More places than a page has for the keyboard. */
const mostPlaces = 150;

/** What has the focus, if something else lies over it whole; null: it is seen; undefined: nothing has it, the keyboard has left the page. */
const coveredFocus = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return undefined;
    const { x, y, width, height } = focused.getBoundingClientRect();
    const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
    const isSeen = parts.some((across) =>
      parts.some((down) => {
        const top = document.elementFromPoint(x + width * across, y + height * down);
        // What it lies in may be drawn there, as the words beside a switch are.
        return top !== null && (focused.contains(top) || focused.parentElement?.contains(top));
      }),
    );
    return isSeen ? null : `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent}`;
  });

/** Goes through the whole page by a key. Returns what was covered when it had the focus, and how many places there were. */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab') {
  const covered: string[] = [];
  for (let places = 0; places < mostPlaces; places++) {
    await page.keyboard.press(key);
    const found = await coveredFocus(page);
    if (found === undefined) return { covered, places };
    if (found !== null) covered.push(found);
  }
  throw new Error('The keyboard does not leave the page');
}

test('whatever the keyboard leads to is seen: neither the header nor the end of a form lies over it', async () => {
  const { publicUrl } = world.deps.config;
  for (const viewport of [
    { width: 1440, height: 700 },
    { width: 360, height: 640 },
  ]) {
    const { page, context, expectClean } = await openBrowser(browser, publicUrl, { viewport });
    await signInByRequest(context, publicUrl, email);
    for (const path of ['/make', '/settings', '/billing', '/developers']) {
      await page.goto(publicUrl + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      for (const key of ['Tab', 'Shift+Tab'] as const) {
        const { covered, places } = await walk(page, key);
        expect({ path, viewport, key, covered }).toEqual({ path, viewport, key, covered: [] });
        expect(places).toBeGreaterThan(10);
      }
    }
    await expectClean();
    await context.close();
  }
});

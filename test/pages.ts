import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { goodPassword } from './account-person.ts';
import { violationsOf } from './axe.ts';

/** Nothing takes that long by itself, but a busy machine may be slow. */
export const patienceMs = 30_000;

export interface WatchedBrowser {
  context: BrowserContext;
  page: Page;
  /** Fails if a page logged anything to the console, or sent a request to any other host. */
  expectClean(): Promise<void>;
}

/** One person's browser. Records every request and console message of our pages. */
export async function openBrowser(
  browser: Browser,
  publicUrl: string,
  options: BrowserContextOptions = {},
): Promise<WatchedBrowser> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  const complaints: string[] = [];
  const strangers = new Set<string>();
  const ours = new URL(publicUrl).origin;
  const isOurs = (page: Page | null) => page?.url().startsWith(ours) ?? false;
  context.on('console', (message) => {
    const { url } = message.location();
    // A page that says that it is not there has the status 404, which the browser writes down.
    const isOwnStatus = url === message.page()?.url() && message.text().includes('status of 404');
    if (isOurs(message.page()) && ['error', 'warning'].includes(message.type()) && !isOwnStatus)
      complaints.push(`${message.text()} (${url})`);
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (request.isNavigationRequest() || protocol === 'data:' || protocol === 'blob:') return;
    if (origin !== ours && isOurs(request.frame().page())) strangers.add(request.url());
  });
  return {
    context,
    page: await context.newPage(),
    async expectClean() {
      expect(complaints).toEqual([]);
      expect([...strangers]).toEqual([]);
    },
  };
}

/** axe finds no violation, and the page does not overflow sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  expect({ page: page.url(), found: await violationsOf(page) }).toEqual({ page: page.url(), found: [] });
  await expectNoOverflow(page);
}

/** Nothing is wider than the window. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect({ page: page.url(), overflow }).toEqual({ page: page.url(), overflow: 0 });
}

/** Signs this browser in, for tests that are of something else than the form. */
export async function signInByRequest(context: BrowserContext, publicUrl: string, email: string): Promise<void> {
  const signedIn = await context.request.post(`${publicUrl}/api/auth/sign-in/email`, {
    data: { email, password: goodPassword },
    headers: { origin: publicUrl },
  });
  expect(signedIn.status()).toBe(200);
}

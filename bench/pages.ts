import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '#test/browser.ts';
import { spreadOf } from './statistics.ts';
import { startWorld, type WorldOptions } from './world.ts';

/** A first visit, with nothing in the browser's cache; each figure is the median. */
export interface PageVisit {
  path: string;
  /** Everything that came over the line for it, headers included, until nothing was asked for any more. */
  bytes: number;
  /** Largest Contentful Paint: the largest text or picture in sight is painted. https://web.dev/articles/lcp */
  lcpMs: number;
  /** Total Blocking Time: of every task after the first paint, what is over 50 ms. https://web.dev/articles/tbt */
  tbtMs: number;
}

/** Pages that people meet before they have an account. */
const paths = ['/', '/sign-in', '/privacy'];
const visits = 5;

/** Lighthouse's phone: "slow 4G" as its DevTools throttling has it, and a processor four times slower. lighthouse/core/config/constants.js */
const slow4G = { offline: false, latency: 562.5, downloadThroughput: 184_320, uploadThroughput: 84_375 };
const slowdown = 4;
const phone = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };

/** The pages of this build, or of another's folder, on a slow phone. */
export async function measurePages(options: WorldOptions): Promise<PageVisit[]> {
  const world = await startWorld(options);
  const browser = await launchBrowser();
  try {
    const found: PageVisit[] = [];
    for (const path of paths) {
      const each: Visit[] = [];
      for (let nth = 0; nth < visits; nth++) each.push(await visit(browser, world.publicUrl + path));
      const median = (of: (one: Visit) => number) => spreadOf(each.map(of)).p50;
      found.push({
        path,
        bytes: median(({ bytes }) => bytes),
        lcpMs: median(({ lcpMs }) => lcpMs),
        tbtMs: median(({ tbtMs }) => tbtMs),
      });
    }
    return found;
  } finally {
    await browser.close();
    await world.stop();
  }
}

type Visit = Omit<PageVisit, 'path'>;

async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext(phone);
  try {
    const page = await context.newPage();
    const line = await slowLine(page);
    await page.addInitScript(watchPaints);
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    return { bytes: line.bytes(), ...(await page.evaluate(paints)) };
  } finally {
    await context.close();
  }
}

async function slowLine(page: Page) {
  const devTools = await page.context().newCDPSession(page);
  let bytes = 0;
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await devTools.send('Network.enable');
  await devTools.send('Network.emulateNetworkConditions', slow4G);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return { bytes: () => bytes };
}

interface Watched {
  lcpMs: number;
  tasks: Array<{ startTime: number; duration: number }>;
}
declare const watched: Watched;

/** It runs in the page: with no function that has a name, because tsx would call a helper of its own for it. */
function watchPaints() {
  const seen: Watched = { lcpMs: 0, tasks: [] };
  Object.assign(globalThis, { watched: seen });
  for (const type of ['largest-contentful-paint', 'longtask'])
    new PerformanceObserver((list) => {
      for (const { entryType, startTime, duration } of list.getEntries())
        if (entryType === 'longtask') seen.tasks.push({ startTime, duration });
        else seen.lcpMs = startTime;
    }).observe({ type, buffered: true });
}

function paints(): Omit<Visit, 'bytes'> {
  const [first] = performance.getEntriesByName('first-contentful-paint');
  const after = watched.tasks.filter((task) => task.startTime + task.duration > (first?.startTime ?? 0));
  return { lcpMs: watched.lcpMs, tbtMs: after.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0) };
}

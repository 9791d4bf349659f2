import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { launchBrowser } from '#test/browser.ts';
import { fillAccount } from '#test/fill-account.ts';
import { copyDatabase } from '#test/postgres.ts';
import { startWorld, type World } from '#test/world.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { type Spread, spreadOf } from './statistics.ts';

export interface Gallery {
  images: number;
  /** From opening the page to its first picture, with an empty browser cache. */
  firstPictureMs: number;
  /** Between two frames during continuous scrolling: 16.7 ms if none is missed. */
  frameMs: Spread;
  /** Pictures in the page after scrolling. */
  held: number;
}

const images = 1_000;
const email = 'ada@example.com';
const password = 'plum-anvil-orbit-sandal';

/** A gallery of a thousand images in a browser that paints without a graphics card, on the same cores as everything else. */
export async function measureGallery(postgresUrl: string, quick: boolean): Promise<Gallery> {
  const world = await startWorld(await copyDatabase(postgresUrl), { roles: ['api', 'worker'] });
  const browser = await launchBrowser();
  try {
    await fill(world);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${world.deps.config.publicUrl}/sign-in`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.goto('about:blank');
    const from = performance.now();
    await page.goto(`${world.deps.config.publicUrl}/gallery`);
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLImageElement>('[role=gridcell] img')].some((image) => image.naturalWidth > 0),
    );
    const firstPictureMs = performance.now() - from;
    const frames = await scroll(page, quick ? 2_000 : 8_000);
    const held = await page.getByRole('gridcell').count();
    return { images, firstPictureMs, frameMs: spreadOf(frames), held };
  } finally {
    await browser.close();
    await world.close();
  }
}

/** As fast as a hand turns a wheel: 3,000 pixels a second, from the top, and back up at the end. */
const scroll = (page: Page, forMs: number): Promise<number[]> =>
  page.evaluate(async (ms) => {
    const frames: number[] = [];
    let last = performance.now();
    const end = last + ms;
    let way = 1;
    while (last < end) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(now - last);
      const { scrollHeight, clientHeight } = document.documentElement;
      if (scrollY + clientHeight >= scrollHeight) way = -1;
      if (scrollY === 0) way = 1;
      scrollBy(0, way * 3 * (now - last));
      last = now;
    }
    return frames;
  }, forMs);

/** As a browser does it: there is no account before its address is confirmed, where it was begun. */
async function register({ deps: { config }, mail }: World) {
  const post = async (path: string, body: object, cookie = '') => {
    const headers = { origin: config.publicUrl, 'content-type': 'application/json', cookie };
    const url = `${config.publicUrl}/api/auth/${path}`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.headers.getSetCookie().map((line) => line.split(';')[0]);
  };
  const cookies = await post('sign-up/email', { email, password, name: '', callbackURL: '/verify' });
  const { text } = await mail.until(({ to }) => to.includes(email), 15_000);
  const token = /#([\w-]+)/.exec(text)?.[1];
  await post('confirm-sign-up', { token }, cookies.join('; '));
}

/** An account with that many images: every shape and kind that people make, repeated. */
async function fill(world: World) {
  const { db } = world.deps;
  await register(world);
  const { id: userId, walletId } = await db.user.findUniqueOrThrow({ where: { email } });
  await db.identity.create({
    data: {
      id: randomUUID(),
      platform: 'discord',
      externalId: '1',
      walletId,
      userId,
      name: 'ada',
      linkedAt: new Date(),
    },
  });
  await fillAccount(world.deps, email); // a request has at most four of them
  const made = await db.asset.findMany({ where: { userId } });
  await db.asset.createMany({
    data: Array.from({ length: images - made.length }, (_, index) => {
      const asset = made[index % made.length];
      if (!asset) throw new Error('no image was made');
      const createdAt = new Date(asset.createdAt.getTime() - (index + 1) * 60_000);
      const contract = asset.contract ?? Prisma.DbNull;
      const layout = asset.layout ?? Prisma.DbNull;
      return { ...asset, contract, layout, id: randomUUID(), position: 10 + index, createdAt };
    }),
  });
}

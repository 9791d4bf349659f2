import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { AssetContract } from '#core/assets/contract/asset-contract.ts';
import { thumbnailOf } from '#core/images/thumbnail.ts';
import { readPng } from '#core/pixel/formats/png/read-png.ts';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { gemPng, groundLayout, groundPng, sweetie, walkLayout, walkPng } from '#test/builders/pixel-files.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { linkChat } from '#test/link-chat.ts';
import { expectAccessible, openBrowser, patienceMs, signInByRequest, type WatchedBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
let page: Page;
let storageState: Awaited<ReturnType<BrowserContext['storageState']>>;
const ids: Record<string, string> = {};

const email = 'ada@example.com';
const shots = process.env.SHOTS;

const contract: AssetContract = {
  version: 1,
  checkedAt: '2026-11-29T12:00:00.000Z',
  asked: { width: 32, height: 32, maxColours: 8, palette: sweetie.slice(1), alpha: 'binary' },
  facts: { width: 32, height: 32, colours: 4, alpha: 'binary', grid: 1 },
  breaches: [],
  changes: [],
  isOffer: false,
};

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  const person = webPerson(world);
  await person.register(email, goodPassword, 'Ada');
  await linkChat(person, discordPerson(world));
  const owner = await world.deps.db.user.findUniqueOrThrow({ where: { email }, include: { identities: true } });
  const user = { userId: owner.id, walletId: owner.walletId, identityId: owner.identities[0]?.id ?? '' };
  for (const [prompt, png, width, height, more] of [
    ['a gem', gemPng(), 32, 32, { contract }],
    ['a walker', walkPng(), 48, 32, { layout: walkLayout }],
    ['grass', groundPng(), 48, 32, { layout: groundLayout }],
  ] as const) {
    const bytes = Buffer.from(png);
    const thumbnail = await thumbnailOf(bytes, { width, height });
    const made = await buildGeneration(world.deps, user, { prompt, model: 'retro-diffusion/rd-fast' }, () => ({
      ...{ bytes, thumbnail, width, height },
    }));
    const [id = ''] = made.assetIds;
    await world.deps.db.asset.update({ where: { id }, data: more });
    ids[prompt] = id;
  }
  const { publicUrl } = world.deps.config;
  const context = await browser.newContext();
  await signInByRequest(context, publicUrl, email);
  storageState = await context.storageState();
  await context.close();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Her browser, in which she signed in before: often signing in is refused. */
async function openAs(options: Parameters<typeof openBrowser>[2] = {}) {
  const { publicUrl } = world.deps.config;
  const watched = await openBrowser(browser, publicUrl, { permissions, storageState, ...options });
  opened.push(watched);
  page = watched.page;
}

const permissions = ['clipboard-read', 'clipboard-write'];
const opened: WatchedBrowser[] = [];
afterEach(async () => {
  for (const { expectClean, context } of opened.splice(0)) {
    await expectClean();
    await context.close();
  }
});

const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: patienceMs });
const copied = () => page.evaluate(() => navigator.clipboard.readText());
const readout = () =>
  page
    .locator('[data-readout]')
    .innerText()
    .then((words) => words.replaceAll(/\s+/g, ' '));
const shown = (name: string) => page.getByRole('main').getByRole('img', { name, exact: true }).first();
/** Screen pixels of one of the picture's, which must be whole. */
const factorOf = async (name: string, cells: number, density = 1) =>
  (((await shown(name).boundingBox())?.width ?? 0) * density) / cells;

async function open(name: string) {
  if (opened.length === 0) await openAs();
  await page.goto(`${world.deps.config.publicUrl}/gallery/${ids[name]}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // The script of the viewer has come, and the file: nothing moves the picture any more.
  await page.getByRole('button', { name: 'Grid' }).waitFor();
  await page.getByRole('list', { name: 'Colours', exact: true }).waitFor();
}

/** The middle of a cell, on the screen. */
async function middleOf(name: string, cells: number, x: number, y: number) {
  const box = await shown(name).boundingBox();
  if (!box) throw new Error('it is not seen');
  const side = box.width / cells;
  return [box.x + (x + 0.5) * side, box.y + (y + 0.5) * side] as const;
}

test('the pixel under a mouse or the keys is said with its colour and place, and copied', async () => {
  await open('a gem');
  await page.getByRole('region', { name: 'Palette' }).getByText('4 colours', { exact: true }).waitFor();
  // The page may still be moving what is pointed at.
  const pointedAt = async (x: number, y: number) => {
    await page.mouse.move(...(await middleOf('a gem', 32, x, y)));
    return readout();
  };
  // In the order of the file's palette: ink, red, orange, white.
  await eventually(() => pointedAt(5, 15)).toBe('#f4f4f4 colour 4 of 4 x 5 · y 15');
  // It is said for two seconds: whoever looks later presses again.
  const clicked = async () => page.mouse.click(...(await middleOf('a gem', 32, 16, 16)));
  await eventually(() => clicked().then(readout)).toContain('colour 3 of 4 x 16 · y 16 copied');
  await eventually(copied).toBe('#ef7d57');
  await eventually(() => pointedAt(0, 0)).toBe('clear x 0 · y 0');
  // The keys: their cursor begins in the middle, and turns to no other image.
  await page.mouse.move(5, 5);
  await page.keyboard.press('x');
  const url = page.url();
  await eventually(readout).toContain('x 16 · y 16');
  for (const key of ['ArrowRight', 'Shift+ArrowUp', 'Home']) await page.keyboard.press(key);
  await eventually(readout).toBe('clear x 0 · y 8');
  for (const key of ['End', 'ArrowDown', 'Shift+ArrowLeft']) await page.keyboard.press(key);
  await eventually(readout).toContain('x 23 · y 9');
  await page.getByRole('status').filter({ hasText: 'x 23 · y 9, #' }).waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await eventually(copied).toMatch(/^#/);
  expect(page.url()).toBe(url);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByText('Point at a pixel').waitFor();
  // Nothing leads the focus back there.
  await page.waitForTimeout(200);
  await expect(page.evaluate(() => document.activeElement?.tagName)).resolves.toBe('BODY');
  await page.getByText('Point at a pixel').waitFor({ timeout: 1_000 });
});

test.each([1, 1.25, 1.5, 2, 3])(
  'at %s screen pixels to a CSS pixel, each pixel is a square of whole ones',
  async (density) => {
    await openAs({ deviceScaleFactor: density });
    await open('a gem');
    await shown('a gem').waitFor();
    const whole = await factorOf('a gem', 32, density);
    expect(Math.abs(whole - Math.round(whole))).toBeLessThan(0.01);
    // The largest that fits.
    const room = await page.locator('main [role="application"]').boundingBox();
    expect(Math.floor((Math.min(room?.width ?? 0, room?.height ?? 0) * density) / 32)).toBe(Math.round(whole));
    await page.keyboard.press('g');
    const lines = page.locator('canvas[data-grid]');
    await eventually(() => lines.evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(
      Math.round(whole) * 32,
    );
    // A line at each cell, and none between.
    const columns = await lines.evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const row = canvas.getContext('2d')?.getImageData(0, 2, canvas.width, 1).data ?? [];
      return Array.from({ length: canvas.width }, (_, x) => x).filter((x) => row[x * 4 + 3] !== 0);
    });
    const cells = new Set(columns.map((x) => Math.round(x / Math.round(whole))));
    expect(cells.size).toBe(31);
    expect(columns.every((x) => Math.abs(x - Math.round(x / whole) * whole) <= 3)).toBe(true);
    await page.keyboard.press('1');
    await eventually(() => factorOf('a gem', 32, density).then((factor) => factor.toFixed(2))).toBe('1.00');
    await page.keyboard.press('+');
    await eventually(() => factorOf('a gem', 32, density).then((factor) => factor.toFixed(2))).toBe('2.00');
    await page.mouse.move(...(await middleOf('a gem', 32, 16, 16)));
    await page.mouse.wheel(0, -420);
    await eventually(() => factorOf('a gem', 32, density)).toBeGreaterThan(2);
    const wheeled = await factorOf('a gem', 32, density);
    expect(Math.abs(wheeled - Math.round(wheeled))).toBeLessThan(0.01);
  },
);

test('a colour that is pointed at in the palette is found in the picture', async () => {
  await open('a gem');
  const colour = page.getByRole('list', { name: 'Colours' }).getByRole('button', { name: /^#b13e53/ });
  await colour.hover();
  const alphas = () =>
    page.locator('canvas[data-marks]').evaluate((element) => {
      const marks = element as HTMLCanvasElement;
      const side = marks.width / 32;
      const canvas = Object.assign(document.createElement('canvas'), { width: marks.width, height: marks.height });
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context?.drawImage(marks, 0, 0);
      const at = (x: number, y: number) => context?.getImageData((x + 0.5) * side, (y + 0.5) * side, 1, 1).data[3];
      return [at(16, 26), at(16, 16), at(1, 1)];
    });
  await eventually(alphas).toEqual([0, 208, 208]);
  await page.mouse.move(5, 5);
  await eventually(alphas).toEqual([0, 0, 0]);
  await colour.focus();
  await eventually(alphas).toEqual([0, 208, 208]);
});

test('the contract stands on the page, and the download is checked against it in the browser', async () => {
  await open('a gem');
  const part = page.getByRole('region', { name: 'The pixels' });
  await part.getByText('32 × 32 · at most 8 colours, of a palette of 7 · alpha 0/255').waitFor();
  await part.getByRole('button', { name: 'Check the download here' }).click();
  const status = part.getByRole('status');
  await status.getByText('32 × 32 · 4 colours · alpha 0/255 · grid 1.00 ✓').waitFor();
  await status.getByText('their SHA-256 is the same').waitFor();
  await expectAccessible(page);
  // Another file under the same address breaks it, and is found out.
  await page.route('**/image?download', (route) =>
    route.fulfill({ contentType: 'image/png', body: Buffer.from(walkPng()) }),
  );
  await part.getByRole('button', { name: 'Check the download here' }).click();
  await status.getByText('It is 48 × 32, not 32 × 32.').waitFor();
  await status.getByText('their SHA-256 is another').waitFor();
});

test('it is downloaded larger by a whole factor, with its palette in its order', async () => {
  await open('a gem');
  await page.getByRole('button', { name: 'Download as another type of file' }).click();
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: '×16, 512 × 512 pixels' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^upixel-.*-a-gem-1-x16\.png$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const large = readPng(Buffer.concat(chunks));
  expect(large).toMatchObject({ width: 512, height: 512, colours: sweetie, clear: 0 });
  const small = readPng(gemPng());
  expect(large.indices.every((index, at) => index === small.indices[(at >> 13) * 32 + ((at & 511) >> 4)])).toBe(true);
});

test('an animation stands still for whoever wants that, is stepped and played by its times, and its tags', async () => {
  await open('a walker');
  await page.getByText('6 frames of 16 × 16, in a file of 48 × 32 pixels').waitFor();
  await page.getByRole('region', { name: 'The pixels' }).getByText('6 frames of 16 × 16 · 48 × 32 · ').waitFor();
  const said = () =>
    page
      .getByText(/^Frame \d of 6/)
      .first()
      .innerText();
  await page.getByRole('button', { name: 'Play' }).waitFor();
  expect(await said()).toBe('Frame 1 of 6 · 100 ms');
  expect(Number.isInteger(await factorOf('a walker', 16))).toBe(true);
  await page.keyboard.press('.');
  await eventually(said).toBe('Frame 2 of 6 · 80 ms');
  for (const key of [',', ',']) await page.keyboard.press(key);
  await eventually(said).toBe('Frame 6 of 6 · 50 ms');
  await page.getByRole('button', { name: 'Frame 5, 200 ms' }).click();
  await eventually(said).toBe('Frame 5 of 6 · 200 ms');
  // There and back: after the last it turns.
  await page.getByLabel('What is played').selectOption('walk-down');
  await page.getByText('there and back, for ever').waitFor();
  for (const frame of [2, 3, 4, 3, 2, 1]) {
    await page.keyboard.press('.');
    await eventually(said).toContain(`Frame ${frame} of 6`);
  }
  await page.getByRole('button', { name: 'Onion skin' }).click();
  await expectAccessible(page);
  // Backwards, twice, and it stays on its last.
  await page.getByLabel('What is played').selectOption('blink');
  await eventually(said).toContain('Frame 6 of 6');
  // For half a second, which is sooner over than somebody outside the page looks.
  const called = await page.getByRole('button', { name: 'Play' }).evaluateHandle((button) => {
    const names: Array<string | null> = [];
    const note = () => names.push(button.getAttribute('aria-label'));
    new MutationObserver(note).observe(button, { attributeFilter: ['aria-label'] });
    return names;
  });
  await page.keyboard.press('k');
  await eventually(() => called.jsonValue()).toEqual(['Pause', 'Play']);
  expect(await said()).toContain('Frame 5 of 6');
  await page.getByRole('button', { name: 'Sheet' }).click();
  await page.mouse.move(...(await middleOf('a walker', 48, 33, 20)));
  await eventually(readout).toContain('x 33 · y 20 frame 6 · x 1 · y 4');
  // The whole screen plays it, too.
  await page.keyboard.press('f');
  const full = page.getByRole('dialog', { name: /Full view/ });
  await full.locator('canvas[role="img"]').waitFor();
  await expectAccessible(page);
  await full.getByRole('button', { name: 'Close the full view' }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Play or pause').waitFor();
});

test('an animation plays by itself for everybody else, each frame for its time', async () => {
  await openAs({ reducedMotion: 'no-preference' });
  await open('a walker');
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  // One frame in six lasts 200 of 630 ms: as the browser draws, so long is it seen.
  const share = await page.evaluate(async () => {
    let [seen, all] = [0, 0];
    while (all < 4_000) {
      const from = performance.now();
      await new Promise((done) => requestAnimationFrame(done));
      // A browser that had to wait for its turn says little of the frame.
      const ms = Math.min(40, performance.now() - from);
      all += ms;
      if (
        document
          .querySelector('ol[aria-label="Frames"] [aria-current]')
          ?.getAttribute('aria-label')
          ?.startsWith('Frame 5')
      )
        seen += ms;
    }
    return seen / all;
  });
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.45);
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Play' }).waitFor();
});

test('a tile stands beside itself, shifted to show its edges; a sheet says which tile is pointed at', async () => {
  await open('grass');
  await page.mouse.move(...(await middleOf('grass', 48, 20, 17)));
  await eventually(readout).toContain('tile 5 · x 4 · y 1');
  await page.getByRole('button', { name: 'One tile' }).click();
  await page.getByRole('button', { name: 'Tile 3', exact: true }).click();
  await eventually(() => shown('grass').evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(48);
  await page.mouse.move(...(await middleOf('grass', 48, 35, 17)));
  await eventually(readout).toContain('x 3 · y 1');
  const before = await readout();
  await page.mouse.move(5, 5);
  await page.keyboard.press('h');
  await page.mouse.move(...(await middleOf('grass', 48, 27, 9)));
  await eventually(readout).toBe(before.replace('x 3 · y 1', 'x 11 · y 9'));
  await expectAccessible(page);
  // A map of all of them, and another one.
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  const map = () => shown('grass').evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  await eventually(() => shown('grass').evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(12 * 16);
  await page.mouse.move(...(await middleOf('grass', 12 * 16, 17, 33)));
  await eventually(readout).toMatch(/tile [1-5] · x 1 · y 1$/);
  const first = await map();
  await page.keyboard.press('h');
  await eventually(map).not.toBe(first);
});

const looks = [
  { name: 'wide', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'tablet', viewport: { width: 768, height: 1024 }, colorScheme: 'dark', hasTouch: true },
  { name: 'phone', viewport: { width: 320, height: 640 }, colorScheme: 'light', hasTouch: true, isMobile: true },
  { name: 'forced', viewport: { width: 1440, height: 900 }, colorScheme: 'dark', forcedColors: 'active' },
] as const;

test.each(looks)('everything is there and accessible, $name', async ({ name, ...options }) => {
  await openAs({ ...options, deviceScaleFactor: 2 });
  for (const each of ['a gem', 'a walker', 'grass']) {
    await open(each);
    await shown(each).waitFor();
    if (each === 'grass') await page.getByRole('button', { name: 'One tile' }).click();
    await page.getByRole('button', { name: 'Grid' }).click();
    if ('hasTouch' in options) {
      await shown(each).evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await page.touchscreen.tap(
        ...(await middleOf(each, each === 'a gem' ? 32 : each === 'a walker' ? 16 : 48, 9, 9)),
      );
      await eventually(readout).toContain('x 9 · y 9');
    }
    await expectAccessible(page);
    if (shots) await page.screenshot({ path: `${shots}/${name}-${each.replace(' ', '-')}.png` });
  }
});

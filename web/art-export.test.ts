import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { buildArt, disc, walkLayout, walkSheet } from '#test/builders/exported.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { createTestDatabase } from '#test/database.ts';
import { expectAccessible, openBrowser, signInByRequest, type WatchedBrowser } from '#test/pages.ts';
import { unzip } from '#test/unzip.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
let ada: WatchedBrowser;
let page: Page;
let walk: string;

const email = 'ada@example.com';
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  const person = webPerson(world);
  await person.register(email, goodPassword, 'Ada');
  const project = (await person.post('/api/projects', { name: 'Foxes' })).body.id;
  const { db } = world.deps;
  const { id: userId, walletId } = await db.user.findUniqueOrThrow({ where: { email } });
  const owner = { userId, walletId, identityId: null };
  [walk = ''] = await buildArt(world.deps, owner, [walkSheet()], { layout: walkLayout, projectId: project });
  await buildArt(world.deps, owner, [disc(5), disc(12)], { projectId: project, prompt: 'a fox cub' });
  const noise = Buffer.from(
    Uint8Array.from({ length: 64 * 64 * 3 }, (_, at) => Math.imul(at + 1, 2_654_435_761) >>> 24),
  );
  const photo = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer();
  await buildGeneration(world.deps, owner, { prompt: 'a harbour', projectId: project }, () => ({
    ...{ bytes: photo, width: 64, height: 64 },
  }));
  const { publicUrl } = world.deps.config;
  ada = await openBrowser(browser, publicUrl);
  page = ada.page;
  await signInByRequest(ada.context, publicUrl, email);
});
afterAll(async () => {
  await ada?.expectClean();
  await browser?.close();
  await world?.close();
});

const open = async (path: string) => {
  await page.goto(world.deps.config.publicUrl + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
};
const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) });
};
const dialog = () => page.getByRole('dialog');

async function download() {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog()
      .getByRole('link', { name: /^Download zip · \d+ kB$/ })
      .click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return { name: file.suggestedFilename(), files: unzip(Buffer.concat(chunks)) };
}

test('an image is exported for a program: what is in it, what to do with it, and the zip', async () => {
  await open(`/gallery/${walk}`);
  await page.getByRole('button', { name: 'Export…' }).click();
  await dialog().getByLabel('For', { exact: true }).selectOption('Unity');
  await expectAccessible(page);
  await shot('export-choice');
  await dialog().getByRole('button', { name: 'Export', exact: true }).click();
  await dialog().getByText('24 × 20 · 8 frames · 4 colours').waitFor();
  await dialog().getByText('the sprites are cut, unfiltered').waitFor();
  await expectAccessible(page);
  await shot('export-made');
  const { name, files } = await download();
  expect(name).toMatch(/^a-fox-knight-[0-9a-f]{6}-unity\.zip$/);
  expect([...files.keys()].some((path) => path.endsWith('.png.meta'))).toBe(true);
});

test('a selection lies in one sheet, and what is no pixel art is said', async () => {
  await open('/gallery');
  // It plays, so its place has the shape of a frame.
  const place = page.getByRole('gridcell').filter({ has: page.locator(`[data-asset="${walk}"]`) });
  const { width = 0, height = 1 } = (await place.boundingBox()) ?? {};
  expect(width / height).toBeCloseTo(24 / 20, 1);
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await page.getByRole('button', { name: 'Select all shown' }).click();
  await page.getByRole('region', { name: 'Selected images' }).getByRole('button', { name: 'Export…' }).click();
  await dialog().getByLabel('For', { exact: true }).selectOption('Tiled');
  await dialog().getByLabel('All in one sheet').check();
  await dialog().getByLabel('Columns').fill('5');
  await dialog().getByLabel('Padding').fill('2');
  await shot('export-sheet');
  await dialog().getByRole('button', { name: 'Export', exact: true }).click();
  await dialog().getByText('24 × 20 · 10 frames').waitFor();
  await dialog().getByRole('list', { name: 'Not in it', exact: true }).getByText('more than 256 colours').waitFor();
  await expectAccessible(page);
  await shot('export-left');
  const { files } = await download();
  const [path = ''] = [...files.keys()].filter((each) => each.endsWith('.tsx'));
  // An extruded pixel on both sides of each, as is usual, and two clear ones.
  expect((files.get(path) ?? '').toString()).toContain('spacing="4" margin="1" tilecount="10" columns="5"');
});

test('a project is exported from its card; what a program has no place for is refused in words', async () => {
  await open('/projects');
  await page.getByRole('button', { name: 'More about Foxes' }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await dialog().getByLabel('For', { exact: true }).selectOption('Aseprite');
  await dialog().getByRole('button', { name: 'Export', exact: true }).click();
  await dialog().getByRole('list', { name: 'In it', exact: true }).getByRole('listitem').nth(2).waitFor();
  const { files } = await download();
  expect([...files.keys()].filter((each) => each.endsWith('.aseprite') && !each.includes('source'))).toHaveLength(3);
  await dialog().getByRole('button', { name: 'For another program' }).click();
  await dialog().getByLabel('All in one sheet').check();
  await dialog().getByLabel('For', { exact: true }).selectOption('RPG Maker MV and MZ');
  await dialog().getByRole('button', { name: 'Export', exact: true }).click();
  await dialog().getByRole('list', { name: 'In it', exact: true }).getByText('10 frames').waitFor();
});

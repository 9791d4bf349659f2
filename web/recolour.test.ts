import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePng } from '#core/pixel/formats/png/write-png.ts';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { linkChat } from '#test/link-chat.ts';
import { expectAccessible, openBrowser, patienceMs, signInByRequest, type WatchedBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
let ada: WatchedBrowser;
let page: Page;
let projectId: string;

/** A sprite of 8 × 8 in stripes. */
const stripes = (colours: number[]) =>
  Buffer.from(
    writePng({
      width: 8,
      height: 8,
      indices: Uint8Array.from({ length: 64 }, (_, at) => at % colours.length),
      colours,
    }),
  );
const sprites = [stripes([0x1a1c2c, 0xb13e53, 0xf4f4f4]), stripes([0x1a1c2c, 0xffcd75]), stripes([0x00ff01, 0x00fe01])];

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  const { publicUrl } = world.deps.config;
  const person = webPerson(world);
  await person.register('ada@example.com', goodPassword, 'Ada');
  await linkChat(person, discordPerson(world));
  projectId = (await person.post('/api/projects', { name: 'Icons' })).body.id;
  const { id: userId, walletId } = await world.deps.db.user.findFirstOrThrow();
  const { id: identityId } = await world.deps.db.identity.findFirstOrThrow();
  const shape = { prompt: 'an icon', model: 'retro-diffusion/rd-fast', projectId, images: sprites.length };
  await buildGeneration(world.deps, { userId, walletId, identityId }, shape, (at) => ({
    ...{ bytes: sprites[at] ?? Buffer.alloc(0), thumbnail: sprites[at] ?? Buffer.alloc(0), width: 8, height: 8 },
  }));
  await person.post('/api/palettes', { name: 'Dusk', colours: ['#1a1c2c', '#b13e53', '#ffcd75', '#f4f4f4'] });
  ada = await openBrowser(browser, publicUrl);
  page = ada.page;
  await signInByRequest(ada.context, publicUrl, 'ada@example.com');
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
const projects = async () => {
  const { items } = await (await ada.context.request.get(`${world.deps.config.publicUrl}/api/projects`)).json();
  return items.map(({ name, assetCount }: { name: string; assetCount: number }) => [name, assetCount]);
};

test('a project is looked at in another palette, copied into a new one, and the copies are taken back', async () => {
  await open('/projects');
  await page.getByRole('button', { name: /Icons/ }).last().click();
  await page.getByRole('menuitem', { name: 'Swap colours…' }).click();
  await page.getByLabel('From').selectOption('Dusk · 4 colours');
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'PICO-8 · 16 colours' });
  await page
    .getByText('2 images and 4 colours of 6 change. 1 image left out: none of these colours is in it.')
    .waitFor();
  expect(await page.getByRole('img', { name: 'After' }).count()).toBe(2);
  expect(await page.getByLabel('Name of the new project').inputValue()).toBe('Icons · PICO-8');
  await expectAccessible(page);

  // One that should stay as it is.
  await page.getByRole('checkbox', { name: 'an icon' }).first().uncheck();
  await page.getByRole('button', { name: 'Make 1 copy' }).click();
  await page.getByText('1 image copied.').waitFor({ timeout: patienceMs });
  expect(await projects()).toEqual([
    ['Icons', 3],
    ['Icons · PICO-8', 1],
  ]);
  // The next one would be called otherwise.
  const next = () => page.getByLabel('Name of the new project').inputValue();
  await expect.poll(next, { timeout: patienceMs }).toBe('Icons · PICO-8 2');
  await page.getByRole('button', { name: 'Take back…' }).click();
  await page.getByRole('button', { name: 'Delete the copies' }).click();
  await expect.poll(projects, { timeout: patienceMs }).toEqual([['Icons', 3]]);
});

test('an image in fewer colours is looked at with its pattern, and kept', async () => {
  const { id } = await world.deps.db.asset.findFirstOrThrow({ where: { projectId, position: 0 } });
  await open(`/gallery/${id}`);
  await page.getByRole('button', { name: 'Fewer colours…' }).click();
  await page.getByLabel('How many').fill('2');
  await page.getByLabel('Between two colours').selectOption('bayer4');
  await page.getByRole('img', { name: 'After' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep as a new image' }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/gallery/') && !url.pathname.endsWith(id));
  await page.getByText('2 colours', { exact: true }).waitFor({ timeout: patienceMs });
});

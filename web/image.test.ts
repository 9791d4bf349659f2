import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fillAccount } from '#test/fill-account.ts';
import { linkChat } from '#test/link-chat.ts';
import { expectAccessible, openBrowser, patienceMs, signInByRequest, type WatchedBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
let ada: WatchedBrowser;
let page: Page;

const email = 'ada@example.com';
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  const person = webPerson(world);
  await person.register(email, goodPassword, 'Ada');
  await linkChat(person, discordPerson(world));
  await fillAccount(world.deps, email);
}, 120_000); // it paints many pictures
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  const { publicUrl } = world.deps.config;
  ada = await openBrowser(browser, publicUrl, { permissions: ['clipboard-read', 'clipboard-write'] });
  page = ada.page;
  await signInByRequest(ada.context, publicUrl, email);
});
afterEach(async () => {
  await ada.expectClean();
  await ada.context.close();
});

const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: patienceMs });

/** The ids of a request’s images, in their order. */
async function idsOf(words: string): Promise<string[]> {
  const { publicUrl } = world.deps.config;
  const options = { data: { q: words }, headers: { origin: publicUrl } };
  const found = await (await ada.context.request.post(`${publicUrl}/api/assets/search`, options)).json();
  const one = await (await ada.context.request.get(`${publicUrl}/api/assets/${found.items[0].id}`)).json();
  return one.siblings.map(({ id }: { id: string }) => id);
}

async function open(path: string) {
  await page.goto(world.deps.config.publicUrl + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

const picture = () => page.getByRole('main').getByRole('img', { name: 'a lighthouse on a cliff at dusk' });
const widthOf = async () => Math.round((await picture().boundingBox())?.width ?? 0);
const leftOf = async () => Math.round((await picture().boundingBox())?.x ?? 0);

test('a picture is looked at closely by keys, wheel and hand, and turned when it is seen as a whole', async () => {
  const [first = '', second = ''] = await idsOf('lighthouse');
  await open(`/gallery/${first}`);
  await picture().waitFor();
  const whole = await widthOf();
  await eventually(async () => {
    await page.keyboard.press('1');
    return widthOf();
  }).toBe(1344);
  // While zoomed, arrows and the hand move it, and its edge is the furthest.
  const before = await leftOf();
  await page.keyboard.press('ArrowRight');
  await eventually(leftOf).toBeLessThan(before);
  expect(page.url()).toContain(first);
  const moved = await leftOf();
  await page.mouse.move(500, 400);
  await page.mouse.down();
  await page.mouse.move(530, 400);
  await page.mouse.up();
  await eventually(leftOf).toBe(moved + 30);
  // Escape: first the whole picture again.
  await page.keyboard.press('Escape');
  await eventually(widthOf).toBe(whole);
  await page.mouse.wheel(0, -300);
  await eventually(widthOf).toBeGreaterThan(whole * 1.5);
  await page.keyboard.press('0');
  await eventually(widthOf).toBe(whole);
  await page.getByRole('button', { name: 'Larger' }).click();
  await eventually(widthOf).toBeGreaterThan(whole);
  await page.getByRole('button', { name: 'Fit' }).click();
  // The others of its request are in a strip; going among them adds nothing to the way back.
  await page.getByRole('link', { name: 'Image 2 of 2' }).click();
  await page.waitForURL(`**/gallery/${second}`);
  await eventually(() => page.getByRole('link', { name: 'Image 2 of 2' }).getAttribute('aria-current')).toBe('true');
});

test('the full view covers everything, turns, and ends at once', async () => {
  const [first = ''] = await idsOf('fox knight');
  await open(`/gallery/${first}`);
  await page.getByRole('link', { name: 'Image 1 of 4' }).waitFor();
  await page.getByRole('button', { name: 'Grid' }).waitFor();
  await page.keyboard.press('f');
  const full = page.getByRole('dialog', { name: /Full view/ });
  await full.waitFor();
  const shown = full.getByRole('img');
  await eventually(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(256);
  expect(((await shown.boundingBox())?.width ?? 0) % 256).toBe(0);
  await expectAccessible(page);
  await full.getByRole('button', { name: 'Older image' }).click();
  await eventually(() => page.url()).not.toContain(first);
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(`**/gallery/${first}`);
  await page.keyboard.press('f');
  await full.waitFor({ state: 'detached' });
  expect(page.url()).toContain(first);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys on this page' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(page.url()).toContain(first);
});

test('a long prompt has a short heading, and is copied whole', async () => {
  const [only = ''] = await idsOf('market street');
  await open(`/gallery/${only}`);
  const heading = page.getByRole('heading', { level: 1 });
  expect((await heading.textContent())?.length).toBeLessThan(70);
  await page.getByRole('button', { name: 'Show the whole prompt' }).click();
  await page.getByRole('button', { name: 'Copy the prompt' }).click();
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^a sprawling.*over the gate$/);
  expect(await page.getByRole('navigation', { name: 'Images of this request' }).count()).toBe(0);
});

test('a picture is downloaded as another file, and copied itself', async () => {
  const [first = ''] = await idsOf('fox knight');
  await open(`/gallery/${first}`);
  await page.getByRole('button', { name: 'Download as another type of file' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^WebP/ }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^upixel-.*-a-fox-knight-1\.webp$/);
  await page.getByRole('button', { name: 'Copy the picture' }).click();
  await page.getByText('The picture is in the clipboard').waitFor();
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types: all }) => all));
  expect(types).toContain('image/png');
});

test('images of a request are compared side by side, looked at as one', async () => {
  const [first = ''] = await idsOf('fox knight');
  await open(`/gallery/${first}`);
  await page.getByRole('link', { name: 'Image 1 of 4' }).waitFor();
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
  const panes = page.getByRole('main').getByRole('figure').getByRole('img');
  await eventually(() => panes.count()).toBe(4);
  const sizes = () =>
    panes.evaluateAll((all) => all.map((image) => Math.round(image.getBoundingClientRect().width / 256)));
  const [whole = 0] = await sizes();
  await page.keyboard.press('+');
  await eventually(sizes).toEqual(Array.from({ length: 4 }, () => whole + 1));
  await expectAccessible(page);
  await page.keyboard.press('0');
  await page.getByRole('button', { name: 'Leave out image 3' }).click();
  await page.getByRole('button', { name: 'Leave out image 1' }).click();
  await eventually(() => panes.count()).toBe(2);
  expect(await page.getByRole('button', { name: /Leave out/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Show image 3 too' }).click();
  await eventually(() => panes.count()).toBe(3);
  await page.getByRole('button', { name: 'Favourite: “a fox knight”' }).nth(1).click();
  await eventually(() =>
    page.getByRole('button', { name: 'Favourite: “a fox knight”' }).nth(1).getAttribute('aria-pressed'),
  ).toBe('true');
  await page.getByRole('link', { name: /Choose image 1/ }).click();
  await page.getByRole('heading', { level: 1, name: 'a fox knight' }).waitFor();
  // From a selection, too.
  await open('/gallery');
  await page.getByRole('grid').getByRole('checkbox').nth(0).check();
  await page.getByRole('grid').getByRole('checkbox').nth(1).check();
  await page.getByRole('link', { name: 'Compare' }).click();
  await eventually(() => panes.count()).toBe(2);
});

// The last, since it adds to what is found.
test('more is made of a picture at a price that is read before, and comes where it was asked for', async () => {
  // A model that starts from words alone says so before it costs.
  const [lighthouse = ''] = await idsOf('lighthouse');
  await open(`/gallery/${lighthouse}`);
  await page.getByRole('button', { name: 'Vary, 2 by other seeds' }).waitFor();
  const [first = ''] = await idsOf('fox knight');
  await open(`/gallery/${first}`);
  const upscale = page.getByRole('button', { name: /^Upscale/ });
  expect(await upscale.textContent()).toBe('Upscalefree');
  expect(await page.getByRole('button', { name: 'Vary, 4 images' }).textContent()).toMatch(/credits?$/);
  await expectAccessible(page);
  // A double click is one press, and one of another tool waits for nothing: not for what the page asks for after the first.
  let go = () => undefined as unknown;
  const held = new Promise((resolve) => {
    go = () => resolve(undefined);
  });
  await page.route('**/api/assets/*/tools', async (route) => {
    if (route.request().method() === 'GET') await held;
    await route.continue();
  });
  await upscale.dblclick();
  const begun = page.getByRole('region', { name: 'Begun here' }).locator('ol > li');
  await eventually(() => begun.count()).toBe(1);
  await page.getByRole('button', { name: /^Cut out/ }).dblclick();
  await eventually(() => begun.count()).toBe(2);
  go();
  // A reload forgets none of them.
  await page.reload();
  await eventually(() => begun.count()).toBe(2);
  expect(await world.deps.db.generation.count({ where: { tool: { in: ['upscale', 'cut-out'] } } })).toBe(2);
  await begun.last().getByRole('link').first().click();
  await page.getByText('Upscaled from').waitFor();
  // It has its original’s words, and says what was done.
  await page.getByRole('heading', { level: 1, name: 'a fox knight · upscaled' }).waitFor();
  await page.getByRole('link', { name: 'The image that it was made from' }).click();
  await page.waitForURL(`**/gallery/${first}`);
  await page.getByRole('heading', { name: 'Made from it' }).waitFor();

  // An edit goes by words, and by a second picture where its model takes one.
  await page.getByRole('button', { name: /^Edit by words/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit by words' });
  await dialog.getByLabel('What to change').fill('make it night');
  await dialog.getByLabel('Model').selectOption('flux-kontext-pro');
  await dialog.getByText('A second picture to go by').waitFor({ state: 'detached' });
  await dialog.getByLabel('Model').selectOption('nano-banana');
  await dialog.getByRole('button', { name: 'One of mine' }).click();
  await page.getByRole('button', { name: 'a very tall tower' }).first().click();
  await dialog.getByRole('img', { name: 'To go by' }).waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^Edit,/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await eventually(() => begun.count()).toBe(3);
  const secondKey = async () => (await world.deps.db.generation.findFirst({ where: { tool: 'edit' } }))?.secondImageKey;
  await eventually(secondKey).toEqual(expect.any(String));

  // Of a request without an image its values are taken, too.
  const cutOut = begun.nth(1);
  await cutOut.getByRole('link').first().waitFor();
  // No page is still fetching it, or what stands beside it.
  await page.goto('about:blank');
  await world.deps.db.asset.updateMany({
    where: { generation: { tool: 'cut-out' } },
    data: { trashedAt: new Date() },
  });
  await open(`/gallery/${first}`);
  await cutOut.getByText('Its images were deleted.').waitFor();
  await cutOut.getByRole('button', { name: /^Change / }).click();
  await page.waitForURL(/\/make$/);
  await eventually(() => page.getByLabel('What do you want to see?').inputValue()).toBe('a fox knight');
});

test('an image of few colours shows its palette, which is kept, and is kept itself in other ones', async () => {
  const [first = ''] = await idsOf('potion bottle');
  await open(`/gallery/${first}`);
  const part = page.getByRole('region', { name: 'Palette' });
  const colours = part.getByRole('list', { name: 'Colours' }).getByRole('button');
  await colours.first().click();
  await colours.nth(1).click();
  await part.getByText(/^Contrast \d/).waitFor();
  await part.getByRole('button', { name: 'Keep as mine' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Potions');
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await part.getByRole('button', { name: 'Swap colours…' }).click();
  await dialog.getByLabel('Palette').selectOption({ label: 'Game Boy, green · 4 colours' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Keep as a new image' }).click();
  await page.getByRole('link', { name: 'The image that it was made from' }).waitFor();
  await part.getByText('4 colours', { exact: true }).waitFor();

  await open('/palettes');
  await page.getByRole('button', { name: 'New palette' }).click();
  await dialog.getByLabel('Colours').fill('--ink: #1a1c2c; --plum: #5d275d');
  await dialog.getByText('2 colours.').waitFor();
  await dialog.getByLabel('Name').fill('Dusk');
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByRole('heading', { name: 'Dusk' }).waitFor();
  await page.getByRole('heading', { name: 'Potions' }).waitFor();
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goodPassword, type WebPerson, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { linkChat } from '#test/link-chat.ts';
import { expectAccessible, openBrowser, type WatchedBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
let ada: WebPerson;
const email = 'ada@example.com';
const prompt = 'a secret lighthouse';
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  ada = webPerson(world);
  await ada.register(email, goodPassword, 'Ada');
  const chat = discordPerson(world);
  await linkChat(ada, chat);
  await chat.imagine({ prompt, model: 'rd-fast', count: 3 });
  await chat.sees('the pictures', ({ images, text }) => images.length === 3 && text.includes(prompt));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const url = (path: string) => world.deps.config.publicUrl + path;

async function herBrowser(): Promise<WatchedBrowser> {
  const opened = await openBrowser(browser, world.deps.config.publicUrl);
  const signedIn = await opened.context.request.post(url('/api/auth/sign-in/email'), {
    data: { email, password: goodPassword },
    headers: { origin: world.deps.config.publicUrl },
  });
  expect(signedIn.status()).toBe(200);
  return opened;
}

/** In every width and scheme. */
async function expectAccessibleEverywhere(page: Page) {
  for (const [width, height] of [
    [1440, 900],
    [1000, 800],
    [360, 740],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectAccessible(page);
    }
}

/** What a chat reads of a link, without any script. */
async function unfurled(link: string) {
  const answer = await fetch(link, { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0', accept: '*/*' } });
  const text = await answer.text();
  const metas = [...text.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)];
  const tags: Record<string, string> = Object.fromEntries(metas.map(([, name = '', content = '']) => [name, content]));
  return { status: answer.status, cache: answer.headers.get('cache-control'), tags };
}

const linkIn = (page: Page) => page.getByRole('dialog').getByLabel('The link', { exact: true });

test('one picture, by the keyboard: shared, unfurled, seen, reported, changed and ended', async () => {
  const assetId = (await ada.get('/api/assets')).body.items[0].id as string;
  const { page, expectClean } = await herBrowser();
  await page.goto(url(`/gallery/${assetId}`));
  await page.getByRole('button', { name: 'Share…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Share this image' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('Show my name').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Make the link' }).focus();
  await page.keyboard.press('Enter');
  const link = await linkIn(page).inputValue();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  const { status, cache, tags } = await unfurled(link);
  expect({ status, cache }).toEqual({ status: 200, cache: 'no-store' });
  expect(tags).toMatchObject({
    'og:title': 'A picture by Ada, made with UPixel',
    'og:url': link,
    'twitter:card': 'summary_large_image',
    robots: 'noindex',
  });
  expect(JSON.stringify(tags)).not.toContain('lighthouse');
  const picture = await fetch(tags['og:image'] ?? '');
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(Number(tags['og:image:width'])).toBeGreaterThan(1_000);

  const stranger = await openBrowser(browser, world.deps.config.publicUrl);
  await stranger.page.goto(link);
  await stranger.page.getByRole('heading', { level: 1, name: 'A picture by Ada' }).waitFor();
  const shown = stranger.page.getByRole('img', { name: 'A picture, made with UPixel' });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expectAccessibleEverywhere(stranger.page);
  await stranger.page.getByRole('button', { name: 'Report…' }).click();
  await stranger.page.getByRole('button', { name: 'Report', exact: true }).click();
  await stranger.page.getByText('Say what is wrong with it.').waitFor();
  await stranger.page.getByLabel('What is wrong').selectOption('copyright');
  await expectAccessible(stranger.page);
  await stranger.page.getByRole('button', { name: 'Report', exact: true }).click();
  await stranger.page.getByText('Thank you.').waitFor();
  expect(await world.deps.db.report.count({ where: { byLink: true, reason: 'copyright', userId: null } })).toBe(1);
  await stranger.expectClean();

  // Her own look is not counted.
  await page.goto(link);
  await page.getByText('This is your link').waitFor();
  await page.goto(url('/shared'));
  await page.getByText('Opened once, looked up once by chats or search engines').waitFor();
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: 'Change…' }).click();
  await page.getByLabel('Show the prompt').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('With the prompt and your name').waitFor();
  expect((await unfurled(link)).tags['og:title']).toBe(prompt);

  await page.getByRole('button', { name: 'End…' }).click();
  await page.getByRole('button', { name: 'End the link' }).click();
  await page.getByText('Nothing is shared').waitFor();
  await expectAccessible(page);
  await expectClean();
  expect((await unfurled(link)).status).toBe(410);
  expect((await fetch(tags['og:image'] ?? '')).status).toBe(404);
  await stranger.page.reload();
  await stranger.page.getByText('This link has ended').waitFor();
  await expectAccessible(stranger.page);
  await stranger.page.getByRole('link', { name: 'Make your own' }).waitFor();
}, 120_000);

test('a double click makes one link, and so does another try after a lost answer; the page says that it is shared', async () => {
  const assetId = (await ada.get('/api/assets')).body.items[1].id as string;
  const links = () => world.deps.db.share.count({ where: { pictures: { some: { assetId } } } });
  const { page, expectClean } = await herBrowser();
  await page.goto(url(`/gallery/${assetId}`));
  await page.getByRole('button', { name: 'Share…' }).click();
  // It arrives, and what comes back is lost.
  await page.route(
    '**/api/shares',
    async (route) => {
      await route.fetch();
      await route.fulfill({ status: 200, body: 'lost' });
    },
    { times: 1 },
  );
  const make = page.getByRole('button', { name: 'Make the link' });
  await make.dblclick();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  // Closed and opened again, it is still the same wish.
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Share…' }).click();
  await make.dblclick();
  const link = await linkIn(page).inputValue();
  expect(await links()).toBe(1);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Shared by link.').waitFor();
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: 'Show the link' }).click();
  expect(await page.getByLabel('A link that you have made already').inputValue()).toBe(link);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('whoever has a link to it no longer sees it').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await page.getByText('A link shows it again only once it is restored.').waitFor();
  expect((await unfurled(link)).status).toBe(410);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await unfurled(link)).status).toBe(200);
  await expectClean();
}, 120_000);

test('a copy in other colours is shared from its own page', async () => {
  const assetId = (await ada.get('/api/assets')).body.items[0].id as string;
  const { page, context, expectClean } = await herBrowser();
  const headers = { origin: world.deps.config.publicUrl };
  const reduced = await context.request.post(url(`/api/assets/${assetId}/reduce`), {
    data: { to: { count: 4 }, dither: 'none' },
    headers,
  });
  const { id } = await reduced.json();
  await page.goto(url(`/gallery/${id}`));
  await page.getByRole('button', { name: 'Share…' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await linkIn(page).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Shared by link.').waitFor();
  await page.goto(link);
  const shown = page.getByRole('img', { name: 'A picture, made with UPixel' });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expectClean();
  await context.request.post(url('/api/assets/trash'), { data: { ids: [id] }, headers });
}, 120_000);

test('a selection is one link with several pictures', async () => {
  const { page, expectClean } = await herBrowser();
  await page.goto(url('/gallery'));
  await page.getByRole('button', { name: 'Select' }).click();
  await page.getByRole('button', { name: 'Select all shown' }).click();
  await page.getByRole('region', { name: 'Selected images' }).getByRole('button', { name: 'Share…' }).click();
  await page.getByRole('dialog', { name: 'Share 3 images' }).waitFor();
  await page.getByLabel('Show the prompts').check();
  await page.getByLabel('The link ends').selectOption('In a week');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await linkIn(page).inputValue();
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: '3 pictures' }).waitFor();
  await expect.poll(() => page.getByRole('img', { name: prompt }).count()).toBe(3);
  await expectAccessibleEverywhere(page);
  await page.goto(url('/shared'));
  await page.getByText('ends in 7 days').waitFor();
  await expectClean();
  expect((await unfurled(link)).tags).toMatchObject({ 'og:title': '3 pictures, made with UPixel' });

  // While a deletion of the account is due, links show nothing; every page says so, and leads to where it is stopped.
  const leave = (deletionDueAt: Date | null) =>
    world.deps.db.user.update({ where: { email }, data: { deletionDueAt } });
  await leave(new Date(Date.now() + 7 * 86_400_000));
  expect((await unfurled(link)).status).toBe(410);
  await page.reload();
  await page.getByText('None of these links works now').waitFor();
  await expectAccessibleEverywhere(page);
  await page.goto(url('/'));
  const line = page.getByRole('region', { name: 'The deletion of your account' });
  await line.getByText('API keys and share links do not work').waitFor();
  await line.getByRole('link', { name: 'Stop the deletion' }).click();
  await page.getByRole('button', { name: 'Stop the deletion' }).waitFor();
  expect(await line.count()).toBe(0);
  await leave(null);
  expect((await unfurled(link)).status).toBe(200);
}, 120_000);

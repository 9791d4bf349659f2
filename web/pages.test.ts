import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { goodPassword, linkIn, mailTo, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fillAccount } from '#test/fill-account.ts';
import { linkChat, linkToken } from '#test/link-chat.ts';
import { openTeam } from '#test/open-team.ts';
import { expectAccessible, expectNoOverflow, openBrowser, patienceMs } from '#test/pages.ts';
import { inProof } from '#test/proof.ts';
import { startWorld, type World } from '#test/world.ts';
import { Prisma } from '../prisma/generated/client.ts';

let browser: Browser;
let world: World;
/** Her asset page, and a link from chat that still waits for the click. */
let assetId: string;
/** Two images, as an address of a comparison has them. */
let pair: string;
let token: string;
/** A server that she manages, whose members have spent credits. */
let teamId: string;

const email = 'ada@example.com';
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  const ada = webPerson(world);
  await ada.register(email, goodPassword, 'Ada');
  await linkChat(ada, discordPerson(world));
  // People and servers may have long names, with words that cannot break.
  const placeName = 'The Honourable Society of Sprite Forgers and Friends';
  await world.deps.db.identity.updateMany({
    where: { userId: { not: null } },
    data: { name: 'Ada Augusta King Countess of Lovelace-Featherstonehaugh', placeName },
  });
  const chat = discordPerson(world);
  for (const prompt of ['a fox knight', 'a lighthouse on a cliff']) {
    await chat.imagine({ prompt, model: 'rd-fast' });
    await chat.sees(prompt, ({ text, images }) => images.length === 1 && text.includes(prompt));
  }
  const { body: project } = await ada.post('/api/projects', {
    name: 'Icons',
    defaults: { model: 'rd-fast', size: 'square', style: '16 colours' },
  });
  const { body: old } = await ada.post('/api/projects', { name: 'Old' });
  await ada.patch(`/api/projects/${old.id}`, { archived: true });
  await fillAccount(world.deps, email, { projectId: project.id });
  const { items } = (await ada.get('/api/assets')).body;
  assetId = items[0].id;
  pair = `${assetId},${items[1].id}`;
  token = await linkToken(discordPerson(world, { user: 1 }));
  teamId = await openTeam(world);
}, 120_000); // it paints many pictures
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const url = (path: string) => world.deps.config.publicUrl + path;

async function signIn(page: Page) {
  await page.goto(url('/sign-in'));
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
}

/** Waits until nothing is loading any more. */
async function settled(page: Page) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null);
}

const [wide, tablet, narrow] = [
  { width: 1440, height: 900 },
  { width: 1000, height: 800 },
  { width: 360, height: 740 },
];
const looks = [
  ['wide and light', { viewport: wide, colorScheme: 'light' }],
  ['narrow and dark', { viewport: narrow, colorScheme: 'dark' }],
] as const;
const usualLooks = [...looks, ['a tablet’s and light', { viewport: tablet, colorScheme: 'light' }]] as const;
const everyLook = [
  ...usualLooks,
  ['a tablet’s and dark', { viewport: tablet, colorScheme: 'dark' }],
  ['wide and dark', { viewport: wide, colorScheme: 'dark' }],
  ['narrow and light', { viewport: narrow, colorScheme: 'light' }],
] as const;

/**
 * Checks each page once it has loaded: a page follows the width and the system's colours. In every look in the long proof; in the check the
 * pages take turns, and each is seen at every width.
 */
async function expectAllAccessible(page: Page, paths: string[]) {
  for (const [index, path] of paths.entries()) {
    await page.goto(url(path));
    for (const [nth, [, { viewport, colorScheme }]] of (inProof ? everyLook : usualLooks).entries()) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled(page);
      if (inProof || nth === index % usualLooks.length) await expectAccessible(page);
      else await vi.waitFor(() => expectNoOverflow(page), { timeout: patienceMs });
    }
  }
}

test('every page for who is signed out is accessible', async () => {
  const guest = await openBrowser(browser, world.deps.config.publicUrl);
  const pages = [
    '/',
    '/sign-in',
    '/sign-up',
    '/verify',
    '/forgot-password',
    '/reset-password#x',
    '/email/undo#x',
    '/link',
    '/link/undo#x',
    '/privacy',
    '/terms',
    '/deletion',
    '/receipt',
    '/developers',
    '/privacy/2026-11-24',
    '/privacy/2026-11-28/changes',
    '/nothing-here',
  ];
  await expectAllAccessible(guest.page, pages);
  expect((await guest.context.cookies()).map(({ name }) => name)).toEqual([]);
  await guest.expectClean();
  await guest.context.close();
}, 240_000);

test.each(inProof ? looks : looks.slice(1))(
  'the link of a mail, opened in another browser: a password is chosen, and one signs in with it, %s',
  async (_look, options) => {
    const guest = await openBrowser(browser, world.deps.config.publicUrl, options);
    const { page } = guest;
    const fresh = `${randomUUID()}@example.com`;
    await webPerson(world).auth('sign-up/email', { email: fresh, password: 'cobalt-fiddle-harbour-nine', name: '' });
    const link = linkIn(await mailTo(world, fresh, 'Confirm your e-mail address'));
    await page.goto(link);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await expectAccessible(page);
    expect(page.url()).toBe(url('/verify'));
    await page.getByRole('button', { name: 'Confirm and set the password' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your address is confirmed' }).waitFor();
    await expectAccessible(page);
    // Opened again, in another tab: the page says so, and offers to sign in.
    await page.goto(link);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Your address is confirmed already' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('E-mail address').fill(fresh);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    // A change of address, from the settings to the press.
    await page.goto(url('/settings'));
    await page.getByLabel('New address').fill(`new-${fresh}`);
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(goodPassword);
    await page.getByRole('button', { name: 'Change the address' }).click();
    await page.goto(linkIn(await mailTo(world, `new-${fresh}`, 'Confirm your new e-mail address')));
    await page.getByRole('button', { name: 'Confirm' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText(`From now on you sign in with new-${fresh}`).waitFor();
    await page.goto(linkIn(await mailTo(world, fresh, 'Your e-mail address was changed')));
    await page.getByRole('button', { name: 'Take the address back' }).click();
    await page.getByText(`${fresh} is your account’s address again`).waitFor();
    await expectAccessible(page);
    await guest.expectClean();
    await guest.context.close();
  },
  120_000,
);

test('every page for who is signed in is accessible', async () => {
  const ada = await openBrowser(browser, world.deps.config.publicUrl);
  await signIn(ada.page);
  await expectAllAccessible(ada.page, [
    '/credits',
    '/billing',
    '/buy/pack-500',
    `/team/${teamId}`,
    '/connections',
    '/settings',
    '/settings/privacy',
    '/settings/keys',
    '/settings/webhooks',
    '/settings/delete',
    '/nothing-here',
  ]);
  expect((await ada.context.cookies()).map(({ name }) => name).sort()).toEqual([
    'upixel.browser',
    'upixel.session_token',
  ]);
  await ada.expectClean();
  await ada.context.close();
}, 240_000);

test('home, gallery, image and projects are accessible', async () => {
  const ada = await openBrowser(browser, world.deps.config.publicUrl);
  await signIn(ada.page);
  await expectAllAccessible(ada.page, [
    '/',
    '/make',
    '/gallery',
    '/gallery?model=nothing&platform=slack',
    `/gallery/${assetId}`,
    `/compare?ids=${pair}`,
    '/projects?archived',
    '/palettes',
    '/trash',
  ]);
  await ada.expectClean();
  await ada.context.close();
}, 240_000);

// It has no colours of its own: two looks suffice.
test.each(inProof ? looks : looks.slice(1))(
  'what opens over them once it is asked for is accessible, %s',
  async (_look, options) => {
    const ada = await openBrowser(browser, world.deps.config.publicUrl, options);
    const { page } = ada;
    await signIn(page);
    await page.goto(url('/projects'));
    await page.getByRole('button', { name: 'More about Icons' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByRole('group', { name: 'Cover' }).getByRole('radio').nth(1).check();
    await expectAccessible(page);
    await page.goto(url(`/team/${teamId}`));
    await page.getByRole('button', { name: 'Change who and how much' }).click();
    await page.getByRole('radio', { name: 'Only members of these roles' }).check();
    await expectAccessible(page);
    await page.goto(url('/gallery'));
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Move to project' }).click();
    await page.getByRole('menuitem', { name: 'New project…' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Move to trash' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await expectAccessible(page);
    await page
      .getByRole('button', { name: /^More for/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Copy the prompt' }).waitFor();
    await expectAccessible(page);
    await page.goto(url('/trash'));
    await page.getByRole('button', { name: /^Delete now/ }).click();
    await page.getByRole('dialog').getByText('from the message too').waitFor();
    await expectAccessible(page);
    await ada.expectClean();
    await ada.context.close();
  },
  120_000,
);

test('whoever manages a server gets a copy of its data, and reads first what a deletion does', async () => {
  const ada = await openBrowser(browser, world.deps.config.publicUrl);
  const { page } = ada;
  await signIn(page);
  await page.goto(url(`/team/${teamId}`));
  await page.getByRole('button', { name: 'Get a copy' }).click();
  const download = page.getByRole('button', { name: /^Download/ });
  await download.waitFor();
  await expectAccessible(page);
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  expect(file.suggestedFilename()).toBe('upixel-export-1.zip');
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByText('that were bought are lost').waitFor();
  await expectAccessible(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/team-data.png` });
  await page.getByRole('button', { name: 'Cancel' }).click();

  // Its credits are not spent on the web: whoever lacks some reads where they are.
  await page.goto(url('/make'));
  await page.getByLabel('What do you want to see?').fill('mossy stones');
  await page.getByLabel('Model').selectOption('rd-tile');
  await page.getByRole('radio', { name: '4', exact: true }).check();
  await page.getByText('A team pays for what is asked for in its chat').waitFor();
  await expectAccessible(page);
  expect(await page.getByRole('main').getByRole('link', { name: 'Sprite Forge' }).getAttribute('href')).toBe(
    `/team/${teamId}`,
  );
  await ada.expectClean();
  await ada.context.close();
});

test('the page that links shows who and to what, and links on a click', async () => {
  const ada = await openBrowser(browser, world.deps.config.publicUrl, { viewport: { width: 360, height: 740 } });
  await signIn(ada.page);
  await ada.page.goto(url(`/link#${token}`));
  await ada.page.getByText('Grace').first().waitFor();
  await expectAccessible(ada.page);
  await ada.page.getByRole('button', { name: `Link to ${email}` }).click();
  await ada.page.getByRole('heading', { level: 1, name: 'Discord is linked' }).waitFor();
  await expectAccessible(ada.page);
  await ada.expectClean();
  await ada.context.close();
});

test('a thousand images: the page holds only those in sight, and finds the last', async () => {
  const { db } = world.deps;
  const one = await db.asset.findFirstOrThrow({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  const { id: _id, position: _position, createdAt: _createdAt, ...rest } = one;
  await db.asset.createMany({
    data: Array.from({ length: 1000 }, (_, index) => ({
      ...rest,
      contract: rest.contract ?? Prisma.DbNull,
      layout: rest.layout ?? Prisma.DbNull,
      id: randomUUID(),
      position: index + 10,
      createdAt: new Date(one.createdAt.getTime() - (index + 1) * 60_000),
    })),
  });
  await nameTheOldest();
  const ada = await openBrowser(browser, world.deps.config.publicUrl);
  await signIn(ada.page);
  await ada.page.goto(url('/gallery'));
  await ada.page.getByRole('searchbox').fill('oldest');
  await ada.page.getByText('1 image with “oldest”').waitFor();
  await ada.page.getByRole('searchbox').fill('');
  await expect.poll(() => ada.page.getByRole('gridcell').count()).toBeGreaterThan(10);
  const oldest = ada.page.getByRole('link', { name: 'the oldest of all' });
  let most = 0;
  await expect
    .poll(
      async () => {
        await ada.page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
        most = Math.max(most, await ada.page.getByRole('gridcell').count());
        return oldest.count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);
  expect(most).toBeLessThan(150);
  await ada.expectClean();
  await ada.context.close();
});

test('a browser gets the scripts compressed, and no more of them than a slow line takes', async () => {
  const visitor = await openBrowser(browser, world.deps.config.publicUrl);
  await visitor.page.goto(url('/sign-in'));
  await visitor.page.getByLabel('E-mail address').waitFor();
  const loaded = () =>
    visitor.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry instanceof PerformanceResourceTiming)
        .filter(({ name }) => name.endsWith('.js'))
        .map(({ encodedBodySize: sent, decodedBodySize: size }) => ({ sent, size })),
    );
  await expect.poll(async () => (await loaded()).length).toBeGreaterThan(3);
  const scripts = await loaded();
  expect(scripts.filter(({ sent, size }) => size > 1_000 && sent > 0.7 * size)).toEqual([]);
  expect(scripts.reduce((sum, { sent }) => sum + sent, 0)).toBeLessThan(200_000);
  await visitor.context.close();
});

test('the queues’ page asks nobody but us for anything', async () => {
  const operator = await openBrowser(browser, world.deps.config.publicUrl);
  await operator.page.goto(url('/queues'));
  await operator.page.getByText('linked-note').first().waitFor();
  await operator.expectClean();
  await operator.context.close();
});

/** Distinguishes it from the others. */
async function nameTheOldest() {
  const { db } = world.deps;
  const last = await db.asset.findFirstOrThrow({
    orderBy: { createdAt: 'asc' },
    include: { generation: true, prediction: true },
  });
  const [generationId, predictionId] = [randomUUID(), randomUUID()];
  const { generation, prediction } = last;
  if (!generation || !prediction) throw new Error('no run made it');
  await db.generation.create({
    data: {
      ...generation,
      pixel: generation.pixel ?? Prisma.DbNull,
      pixelFound: generation.pixelFound ?? Prisma.DbNull,
      id: generationId,
      requestKey: generationId,
      prompt: 'the oldest of all',
      promptSealed: null,
    },
  });
  const { said: _, ...run } = prediction;
  await db.prediction.create({ data: { ...run, id: predictionId, generationId, externalId: null } });
  await db.asset.update({ where: { id: last.id }, data: { generationId, predictionId } });
}

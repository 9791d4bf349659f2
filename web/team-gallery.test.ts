import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { goodPassword, type WebPerson, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { keyboardOf } from '#test/keyboard.ts';
import { linkChat } from '#test/link-chat.ts';
import { expectAccessible, openBrowser, signInByRequest, type WatchedBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

/** Ada manages a server, Grace has its team pay for what she asks for there; Edsger is on it, too, and had nothing paid. */
const people = ['Ada', 'Grace', 'Edsger'] as const;
let browser: Browser;
let world: World;
let teamId: string;
const accounts: WebPerson[] = [];
const emailOf = (name: (typeof people)[number]) => `${name.toLowerCase()}@example.com`;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  for (const [user, name] of people.entries()) {
    const person = webPerson(world);
    await person.register(emailOf(name), goodPassword, name);
    await linkChat(person, discordPerson(world, { user }));
    accounts.push(person);
  }
  const ada = discordPerson(world);
  await ada.run('team');
  await ada.sees('the wallet', ({ text }) => text.includes('You manage it'));
  const team = await world.deps.db.workspace.findFirstOrThrow({ where: { walletId: { not: null } } });
  teamId = team.id;
  await grantCredits(world.deps, {
    ...{ walletId: team.walletId ?? '', origin: 'purchase', amount: 500, key: randomUUID() },
  });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const url = (path: string) => world.deps.config.publicUrl + path;

async function browserOf(name: (typeof people)[number]): Promise<WatchedBrowser> {
  const opened = await openBrowser(browser, world.deps.config.publicUrl);
  await signInByRequest(opened.context, world.deps.config.publicUrl, emailOf(name));
  return opened;
}

/** Asks in chat, as Grace, and waits for the pictures; their ids. */
async function ask(prompt: string, pay: 'team' | 'me', count = 1): Promise<string[]> {
  const grace = discordPerson(world, { user: 1 });
  await fund(world, grace.chatUser, 10);
  await grace.imagine({ prompt, pay, count });
  await grace.sees(prompt, ({ text, images }) => images.length === count && text.includes(prompt));
  const { body } = (await accounts[1]?.post('/api/assets/search', { q: prompt })) ?? {};
  const ids = body.items.map(({ id }: { id: string }) => id);
  expect(ids).toHaveLength(count);
  return ids;
}

const switchOf = (page: Page) => page.getByRole('switch', { name: /^Show it in .*Sprite Forge.* gallery$/ });
const galleryOf = (page: Page) => page.getByRole('region', { name: 'Shared gallery' });
const herImage = (page: Page) => galleryOf(page).getByRole('img', { name: /^An image of grace$/i });

/** On the page of an image: shows it in the team’s gallery, or no more, and waits until that is so. */
async function share(page: Page, id: string, isShared: boolean) {
  await page.goto(url(`/gallery/${id}`));
  const answer = page.waitForResponse((each) => each.request().method() === 'PATCH' && each.url().endsWith('/team'));
  await switchOf(page)
    .and(page.getByRole('switch', { checked: !isShared }))
    .click();
  expect((await answer).status()).toBe(200);
  await switchOf(page)
    .and(page.getByRole('switch', { checked: isShared, disabled: false }))
    .waitFor();
}

/** Its file has come. */
const isLoaded = (picture: Locator) => picture.evaluate((image: HTMLImageElement) => image.naturalWidth > 0);
const seesHers = (page: Page) => expect.poll(() => isLoaded(herImage(page))).toBe(true);

async function openTeamPage(page: Page) {
  await page.goto(url(`/team/${teamId}`));
  await galleryOf(page).waitFor();
  await page.locator('[aria-labelledby="team-gallery"][aria-busy="false"]').waitFor();
}

test('of what a team paid for, others see in its gallery what its asker shows there, without a word of hers, until she shows it no more', async () => {
  const [ada, grace] = await Promise.all([browserOf('Ada'), browserOf('Grace')]);
  const [shown = '', kept = ''] = await ask('a crest with a secret motto', 'team', 2);
  const [own = ''] = await ask('a letter to myself', 'me');
  await openTeamPage(ada.page);
  await galleryOf(ada.page).getByText('Nothing is shared yet.').waitFor();

  await share(grace.page, shown, true);
  await expectAccessible(grace.page);
  // Whoever has the gallery open sees it there at once.
  await seesHers(ada.page);
  // What she paid for herself has no such switch.
  await grace.page.goto(url(`/gallery/${own}`));
  await grace.page.getByRole('heading', { level: 1, name: 'a letter to myself' }).waitFor();
  await expect.poll(() => grace.page.getByText('How it was made').count()).toBe(1);
  expect(await switchOf(grace.page).count()).toBe(0);

  expect(await galleryOf(ada.page).getByRole('img').count()).toBe(1);
  await expectAccessible(ada.page);
  await herImage(ada.page).click();
  const dialog = ada.page.getByRole('dialog', { name: /^grace$/i });
  await dialog.getByRole('link', { name: 'Download' }).waitFor();
  await expectAccessible(ada.page);
  const read = await ada.page.locator('body').innerText();
  for (const words of ['secret', 'motto', 'letter']) expect(read).not.toContain(words);
  // Neither are the others found by their addresses, nor is its page.
  const status = async (path: string) => (await ada.context.request.get(url(path))).status();
  const file = (id: string) => plainPaths.teamFile(teamId, id, 'image');
  expect(await ada.page.getByRole('dialog').getByRole('link').getAttribute('href')).toContain(file(shown));
  expect(await Promise.all([shown, kept, own].map((id) => status(file(id))))).toEqual([200, 404, 404]);
  expect(await Promise.all([shown, kept, own].map((id) => status(`/api/assets/${id}`)))).toEqual([404, 404, 404]);

  // She shows it no more.
  await share(grace.page, shown, false);
  await dialog.waitFor({ state: 'detached' });
  await galleryOf(ada.page).getByText('Nothing is shared yet.').waitFor();
  expect(await status(file(shown))).toBe(404);

  // She shows it again, and deletes it.
  await share(grace.page, shown, true);
  await seesHers(ada.page);
  await grace.page.getByRole('button', { name: 'Delete', exact: true }).click();
  const question = grace.page.getByRole('dialog');
  await question.getByRole('button', { name: 'Delete for good' }).click();
  await grace.page.waitForURL((address) => !address.pathname.endsWith(shown));
  await galleryOf(ada.page).getByText('Nothing is shared yet.').waitFor();
  expect(await status(file(shown))).toBe(404);
  await Promise.all([ada.expectClean(), grace.expectClean()]);
  await Promise.all([ada.context.close(), grace.context.close()]);
}, 240_000);

test('whoever manages the team takes an image out of its gallery by the keyboard; it stays with its asker, who can show it again', async () => {
  const [ada, grace] = await Promise.all([browserOf('Ada'), browserOf('Grace')]);
  const [id = ''] = await ask('a banner for everybody', 'team');
  await share(grace.page, id, true);
  await openTeamPage(ada.page);
  const keys = keyboardOf(ada.page);
  const dialog = ada.page.getByRole('dialog', { name: /^grace$/i });
  const image = galleryOf(ada.page).getByRole('button', { name: /^An image of grace$/i });
  await keys.press(image, 'Enter', dialog.getByRole('button').first());
  await ada.page.keyboard.press('Escape');
  await keys.isLedTo(image);
  await keys.press(image, 'Enter', dialog.getByRole('button').first());
  const title = ada.page.getByRole('heading', { level: 1, name: /Sprite Forge/ });
  await keys.press(dialog.getByRole('button', { name: 'Take it out of here' }), 'Enter', title);
  await keys.hears('The image is out of the team’s gallery.');
  await galleryOf(ada.page).getByText('Nothing is shared yet.').waitFor();
  await switchOf(grace.page).and(grace.page.locator(':not(:checked)')).waitFor();
  await share(grace.page, id, true);
  await seesHers(ada.page);
  await share(grace.page, id, false);
  await Promise.all([ada.expectClean(), grace.expectClean()]);
  await Promise.all([ada.context.close(), grace.context.close()]);
});

test('whoever is on the server and had nothing paid by its team does not see its page', async () => {
  const edsger = await browserOf('Edsger');
  await edsger.page.goto(url(`/team/${teamId}`));
  await edsger.page.getByRole('alert').getByText('sees what is in it').waitFor();
  expect(await galleryOf(edsger.page).count()).toBe(0);
  await edsger.context.close();
});

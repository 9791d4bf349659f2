import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantCredits } from '#core/credits/grant.ts';
import { makeImages } from '#core/make/make-images.ts';
import { type WebPerson, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { keyboardOf } from '#test/keyboard.ts';
import { expectAccessible, openBrowser, signInByRequest } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), { roles: ['api', 'worker'] }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Somebody who is signed in and has one picture, on the page of their projects. */
async function openProjects() {
  const { publicUrl } = world.deps.config;
  const email = `${randomUUID()}@example.com`;
  const person = webPerson(world);
  await person.register(email);
  const { id: userId, walletId } = await world.deps.db.user.findUniqueOrThrow({ where: { email } });
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 20, key: randomUUID() });
  const wish = { prompt: 'a fox knight', model: 'rd-fast', count: 1, references: [], requestKey: randomUUID() };
  await makeImages(world.deps, userId, wish);
  await expect.poll(async () => (await person.get('/api/assets')).body.items.length).toBe(1);
  const opened = await openBrowser(browser, publicUrl);
  await signInByRequest(opened.context, publicUrl, email);
  await opened.page.goto(`${publicUrl}/projects`);
  return { ...opened, person };
}

/** What they do there. */
function projectsBy(page: Page, person: WebPerson) {
  const keys = keyboardOf(page);
  const more = (of: string) => page.getByRole('button', { name: `More about ${of}`, exact: true });
  return {
    keys,
    more,
    title: page.getByRole('heading', { level: 1, name: 'Projects' }),
    dialog: page.getByRole('dialog'),
    /** Opens the menu of a project and presses one of its items, which leads to another place. */
    async choose(of: string, name: string, next: Locator) {
      await keys.press(more(of), 'Enter', page.getByRole('menuitem').first());
      await expectAccessible(page);
      const item = page.getByRole('menuitem', { name, exact: true });
      await keys.goTo(item, 'ArrowDown');
      await keys.press(item, 'Enter', next);
    },
    project: async () => (await person.get('/api/projects')).body.items[0],
  };
}

test('a project by the keyboard alone: made, renamed and given a default', async () => {
  const { page, person, context, expectClean } = await openProjects();
  const { keys, more, title, dialog, choose, project } = projectsBy(page, person);
  const [name, close] = [dialog.getByLabel('Name'), dialog.getByRole('button', { name: 'Close' })];

  // Without a name there is none: the field says so, and has the focus.
  await keys.press(page.getByRole('button', { name: 'New project' }), 'Enter', close);
  await keys.press(dialog.getByRole('button', { name: 'Create' }), 'Enter', name);
  expect(await name.evaluate(said)).toContain('Give the project a name.');
  await expectAccessible(page);
  await keys.write(name, 'Foxes');
  await page.keyboard.press('Enter');
  await keys.hears('“Foxes” is made.');
  // The button that began it went with the words about the first project.
  await keys.isLedTo(title);

  // Escape changes nothing, and leads back to where it was opened.
  await choose('Foxes', 'Edit', close);
  await keys.write(name, 'Nothing');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await keys.isLedTo(more('Foxes'));
  await choose('Foxes', 'Edit', close);
  await expectAccessible(page);
  await keys.write(name, 'Fox icons');
  await keys.choose(dialog.getByLabel('Model'), 'Retro Diffusion Plus');
  await keys.press(dialog.getByRole('button', { name: 'Save' }), 'Enter', more('Fox icons'));
  await keys.hears('“Fox icons” is saved.');
  expect(await project()).toMatchObject({ name: 'Fox icons', defaults: { model: 'rd-plus' } });

  await expectClean();
  await context.close();
}, 240_000);

test('a project by the keyboard alone: a picture is put into it, and it is archived and brought back', async () => {
  const { page, person, context, expectClean } = await openProjects();
  const { keys, title, choose, project } = projectsBy(page, person);
  await person.post('/api/projects', { name: 'Fox icons' });
  const gallery = page.getByRole('heading', { level: 1, name: 'Gallery' });
  await keys.press(page.getByRole('navigation').getByRole('link', { name: 'Gallery' }), 'Enter', gallery);
  const picture = page.getByRole('grid', { name: 'Images' }).getByRole('link', { name: 'a fox knight' });
  await keys.press(picture, 'Space');
  await keys.hears('1 image selected');
  const item = page.getByRole('menuitem', { name: 'Fox icons' });
  await keys.press(page.getByRole('button', { name: 'Move to project' }), 'Enter', item);
  await expectAccessible(page);
  await keys.press(item, 'Enter', picture);
  await keys.hears('1 image is in the project.');
  await keys.press(page.getByRole('navigation').getByRole('link', { name: 'Projects' }), 'Enter', title);
  await page.getByText('1 image', { exact: true }).waitFor();

  await choose('Fox icons', 'Archive', title);
  await keys.hears('“Fox icons” is archived.');
  expect((await project()).archivedAt).not.toBeNull();
  const archived = page.getByRole('region', { name: 'Archived projects' });
  await keys.press(archived.getByRole('button', { name: /archived/ }), 'Space');
  expect(await archived.getByRole('button', { name: 'Hide archived' }).getAttribute('aria-expanded')).toBe('true');
  await expectAccessible(page);
  await choose('Fox icons', 'Bring back', title);
  await keys.hears('“Fox icons” is back.');
  expect(await project()).toMatchObject({ archivedAt: null, assetCount: 1 });
  await archived.waitFor({ state: 'detached' });
  await expectClean();
  await context.close();
}, 240_000);

/** What is read out with a field besides its label. */
const said = (field: Element) =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');

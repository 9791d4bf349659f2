import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { addOperator } from '#core/operators/grant.ts';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { expectAccessible, openBrowser } from '#test/pages.ts';
import { inProof } from '#test/proof.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), { roles: ['api', 'worker'] }),
  ]);
  await webPerson(world).register('ops@example.com');
  await addOperator(world.deps, 'ops@example.com');
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const looks = [
  ['wide and light', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }],
  ['narrow and dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
] as const;

// Seen in both in the long proof.
test.each(inProof ? looks : looks.slice(1))(
  'an operator enters a request, and ends it, %s',
  async (look, options) => {
    const opened = await openBrowser(browser, world.deps.config.publicUrl, options);
    const { page } = opened;
    await page.goto(`${world.deps.config.publicUrl}/sign-in?next=/admin/privacy`);
    await page.getByLabel('E-mail address').fill('ops@example.com');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Privacy requests' }).waitFor();
    await page.getByLabel('Which').fill(`${look.replaceAll(' ', '-')}@example.com`);
    await page.getByLabel('Asked for').selectOption('delete');
    await page.getByLabel('It came').selectOption('authority');
    await page.getByLabel('Proved by').selectOption('document');
    await page.getByRole('button', { name: 'Enter it' }).click();
    const said = await page.getByRole('status').getByText('It is in the register as').textContent();
    const ticket = /P-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(said ?? '')?.[0] ?? '?';
    const register = page.getByRole('region', { name: 'Register' });
    await register.getByText('Of somebody we did not find, by an authority; proved by a document').first().waitFor();
    await expectAccessible(page);
    await register.getByRole('button', { name: `End ${ticket}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('It ended').selectOption('unknown_person');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'End it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await register.getByText('None.').waitFor();
    await register.getByLabel('Show').selectOption('ended');
    await register.getByText(`${ticket} · Deletion · Refused`).waitFor();
    expect(await register.getByText(ticket).count()).toBe(1);
    await opened.expectClean();
    await opened.context.close();
  },
  120_000,
);

test.each([
  ['wide', { viewport: { width: 1280, height: 900 } }],
  ['narrow', { viewport: { width: 360, height: 740 } }],
] as const)(
  'what is brought about somebody we know is carried out, %s',
  async (look, options) => {
    const { publicUrl } = world.deps.config;
    const guest = discordPerson(world, { user: look === 'wide' ? 0 : 1 });
    await identify(world.deps, guest.chatUser);
    const opened = await openBrowser(browser, publicUrl, options);
    const { page } = opened;
    const shot = async (name: string) => {
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/${name}-${look}.png`, fullPage: true });
    };
    await page.goto(`${publicUrl}/sign-in?next=/admin/privacy`);
    await page.getByLabel('E-mail address').fill('ops@example.com');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Privacy requests' }).waitFor();
    const register = page.getByRole('region', { name: 'Register' });
    const enter = async (kind: string, words: string) => {
      await page.getByLabel('About, by').selectOption('discord');
      await page.getByLabel('Which').fill(guest.user.id);
      await page.getByLabel('Asked for').selectOption(kind);
      await page.getByLabel('It came').selectOption('guardian');
      await page.getByLabel('Proved by').selectOption('document');
      await page.getByRole('button', { name: 'Enter it' }).click();
      await row(words).waitFor();
    };
    const dialog = page.getByRole('dialog');
    const row = (kind: string) => register.getByRole('listitem').filter({ hasText: `· ${kind} ·` });
    const press = (kind: string) =>
      row(kind)
        .getByRole('button', { name: /^Carry out P-/ })
        .click();

    await enter('restrict', 'Restriction');
    await row('Restriction').getByText('It is in force as long as this is open').waitFor();
    await row('Restriction')
      .getByRole('button', { name: /^End P-/ })
      .click();
    await dialog.getByLabel('It ended').selectOption('done');
    await dialog.getByRole('button', { name: 'End it' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await enter('object', 'Objection');
    await row('Objection')
      .getByRole('button', { name: /^End P-/ })
      .click();
    expect(await dialog.getByRole('option').allTextContents()).not.toContain('Done: the person has their answer');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await press('Objection');
    await dialog.getByText('They are left out of the statistics from now on').waitFor();
    await dialog.getByRole('button', { name: 'Carry it out' }).click();
    await dialog.getByText('The request is done. Tell whoever asked.').waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await dialog.waitFor({ state: 'hidden' });

    await enter('access', 'A copy of my data');
    await press('A copy of my data');
    await dialog.getByText('You never see it.').waitFor();
    await dialog.getByRole('button', { name: 'Carry it out' }).click();
    await dialog.getByText('Tell whoever asked to type /privacy').waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await dialog.waitFor({ state: 'hidden' });

    await enter('delete', 'Deletion');
    await shot('register');
    await press('Deletion');
    await dialog.getByText('A guest has no address.').waitFor();
    await expectAccessible(page);
    await shot('asks');
    await dialog.getByRole('button', { name: 'Carry it out' }).click();
    await dialog.getByText('it is not shown again').waitFor();
    await expectAccessible(page);
    await shot('link');
    const link = (await dialog.getByText('/deletion#').textContent()) ?? '';
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await dialog.waitFor({ state: 'hidden' });
    await row('Deletion').getByText('The deletion is under way').waitFor();
    expect(await row('Deletion').getByRole('button').count()).toBe(0);
    expect(await page.content()).not.toContain('/deletion#');
    await shot('under-way');
    // Whoever asked opens it somewhere else, and changes their mind.
    const asker = await openBrowser(browser, publicUrl, options);
    await asker.page.goto(link);
    await asker.page.getByRole('button', { name: 'Stop the deletion' }).click();
    await asker.page.getByText('The deletion is stopped').waitFor();
    await asker.context.close();
    await opened.expectClean();
    await opened.context.close();
  },
  120_000,
);

test('the sums of the days are a table', async () => {
  const day = new Date(Date.now() - 24 * 60 * 60_000);
  const sum = { day, platform: 'discord', command: 'imagine', outcome: 'ok', requests: 1_200, people: 31 } as const;
  await world.deps.db.usageDay.create({ data: { ...sum, model: 'flux-schnell' } });
  const opened = await openBrowser(browser, world.deps.config.publicUrl, looks[1][1]);
  const { page } = opened;
  await page.goto(`${world.deps.config.publicUrl}/sign-in?next=/admin/usage`);
  await page.getByLabel('E-mail address').fill('ops@example.com');
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('cell', { name: '1,200' }).waitFor();
  await expectAccessible(page);
  await opened.expectClean();
  await opened.context.close();
});

import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { start as startPlayground } from '#sandbox/playground/start.ts';
import { goodPassword, mailTo } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { openBrowser, type WatchedBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
let playground: Awaited<ReturnType<typeof startPlayground>>;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), { replicate: { speed: 0.5 } }),
  ]);
  const { discord, slack, replicate, stripe, mail } = world;
  playground = await startPlayground({ discord, slack, replicate, stripe, mail, port: 0 });
});
afterAll(async () => {
  await browser?.close();
  await playground?.close();
  await world?.close();
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Presses a command's link in the playground: the page opens in a new tab, as it does from the real chats. */
async function openLink(ada: WatchedBrowser, chat: 'Discord' | 'Slack'): Promise<Page> {
  const opening = ada.context.waitForEvent('page');
  await ada.page.getByRole('region', { name: chat }).getByRole('link', { name: 'Open the link' }).last().click();
  return opening;
}

async function type(page: Page, chat: 'Discord' | 'Slack', text: string) {
  const field = page.getByRole('region', { name: chat }).getByRole('combobox', { name: 'Message #general' });
  await field.pressSequentially(text);
  await page.keyboard.press('Enter');
}

test('from the first visit to a picture in a project, and out again', async () => {
  const { publicUrl } = world.deps.config;
  const ada = await openBrowser(browser, publicUrl);
  const email = 'ada@example.com';

  // /link in chat, before the account exists.
  await ada.page.goto(playground.url);
  await ada.page.getByRole('status').getByText('live').waitFor();
  await type(ada.page, 'Discord', '/link');
  await ada.page.keyboard.press('Enter');
  const page = await openLink(ada, 'Discord');
  await page.getByText('Sprite Forge').waitFor();
  expect(page.url()).toBe(`${publicUrl}/link`); // the token is no longer in the address bar
  await page
    .getByRole('main')
    .getByRole('link', { name: /create an account/i })
    .click();

  // Register, and confirm by mail.
  await heading(page, 'Create an account').waitFor();
  await page.getByLabel(/e-mail/i).fill(email);
  await page
    .getByLabel(/^password/i)
    .first()
    .fill(goodPassword);
  await page.getByRole('button', { name: /create the account/i }).click();
  await heading(page, 'Check your mail').waitFor();
  const mailbox = await ada.context.newPage();
  await mailbox.goto(`${playground.url}/mailbox`);
  await mailbox.getByRole('link', { name: /Confirm your e-mail address/ }).click();
  const opening = ada.context.waitForEvent('page');
  await mailbox.frameLocator('iframe').getByRole('link', { name: 'Confirm' }).click();
  const verified = await opening;
  await verified.getByRole('button', { name: 'Confirm' }).click();
  await heading(verified, 'Your address is confirmed').waitFor();

  // Back to the same step, and the click.
  await verified.getByRole('link', { name: /go on with linking/i }).click();
  await verified.getByRole('button', { name: `Link to ${email}` }).click();
  await verified
    .getByText(/linked/i)
    .first()
    .waitFor();
  await ada.page.bringToFront();
  await ada.page.getByRole('region', { name: 'Discord' }).getByText('You are linked to').waitFor();
  expect((await mailTo(world, email, 'Discord was linked to your account')).text).toContain('/link/undo#');

  // A picture, which Home shows while it is being made, and the gallery without a reload.
  await verified.bringToFront();
  await verified.goto(publicUrl);
  await verified
    .getByText(/20 credits|^20$/)
    .first()
    .waitFor();
  world.replicate.faults.add({ on: 'RUN ', do: { type: 'slow', ms: 60_000 } });
  await type(ada.page, 'Discord', '/imagine');
  await ada.page
    .getByRole('region', { name: 'Discord' })
    .getByRole('combobox', { name: /^prompt/ })
    .pressSequentially('a fox knight');
  await ada.page.keyboard.press('Enter');
  await verified.getByText('a fox knight').first().waitFor();
  await verified.getByRole('progressbar').first().waitFor();
  // Until that was seen it is being made.
  await expect.poll(() => world.replicate.faults.list()).toEqual([]);
  world.replicate.clock.advance(60_000);
  await verified.getByRole('link', { name: 'Gallery' }).first().click();
  const picture = verified.getByRole('img', { name: 'a fox knight' });
  await picture.waitFor();

  // Into a project, and a download.
  await verified.getByRole('link', { name: 'Projects' }).first().click();
  await verified.getByRole('button', { name: 'New project' }).first().click();
  await verified.getByLabel('Name').fill('Knights');
  await verified.getByRole('button', { name: 'Create' }).click();
  await verified.getByRole('heading', { name: 'Knights' }).waitFor();
  await verified.getByRole('link', { name: 'Gallery' }).first().click();
  await verified.getByRole('button', { name: 'Select', exact: true }).click();
  await verified.getByRole('checkbox', { name: 'Select “a fox knight”' }).check();
  await verified.getByRole('button', { name: 'Move to project' }).click();
  await verified.getByRole('menuitem', { name: 'Knights' }).click();
  // As long as images are selected, a press on one does not open it.
  await verified.getByRole('region', { name: 'Selected images' }).waitFor({ state: 'hidden' });
  await verified.getByRole('button', { name: 'Filter', exact: true }).click();
  await verified.getByLabel('Project').selectOption('Knights');
  await heading(verified, 'Knights').waitFor();
  await picture.waitFor();
  await verified.getByRole('link', { name: 'a fox knight' }).click();
  await heading(verified, 'a fox knight').waitFor();
  const downloading = verified.waitForEvent('download');
  await verified.getByRole('link', { name: 'Download' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^upixel-.*a-fox-knight.*\.jpg$/);
  expect((await readFile(await file.path())).subarray(0, 3).toString('hex')).toBe('ffd8ff');

  await verified
    .getByRole('button', { name: /account|ada@example\.com/i })
    .first()
    .click();
  await verified.getByRole('button', { name: 'Sign out' }).click();
  await verified.getByRole('link', { name: 'Sign in' }).first().waitFor();
  await verified.goto(`${publicUrl}/gallery`);
  await heading(verified, 'Sign in').waitFor();
  await ada.expectClean();
  await ada.context.close();
}, 120_000);

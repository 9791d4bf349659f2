import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { violationsOf } from '#test/axe.ts';
import { launchBrowser } from '#test/browser.ts';
import { startWorld, type World } from './testing.ts';

let browser: Browser;
let world: World;
let page: Page;
/** The page's console messages, and the hosts it called. */
let complaints: string[];
let hosts: Set<string>;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
beforeEach(async () => {
  page = await open();
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  expect([...hosts]).toEqual(['127.0.0.1']);
  await page.context().close();
});

/** Nothing here takes that long by itself, but a busy machine may be slow. */
const patience = { timeout: 30_000 };

/** A new page in the size of a laptop's. */
async function open(hash = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const opened = await context.newPage();
  opened.setDefaultTimeout(patience.timeout);
  complaints = [];
  hosts = new Set();
  opened.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  opened.on('pageerror', (error) => complaints.push(error.message));
  opened.on('request', (request) => hosts.add(new URL(request.url()).hostname));
  await opened.goto(`${world.url}/${hash}`);
  await opened.getByRole('status').getByText('live').waitFor();
  return opened;
}

const discord = () => page.getByRole('region', { name: 'Discord' });
const slack = () => page.getByRole('region', { name: 'Slack' });

/** Checks the whole page, or only its new part: checking everything takes two seconds. */
const expectAccessible = async (part = 'html') => expect(await violationsOf(page, part)).toEqual([]);

test('a command on Discord, from the slash to the picture and its buttons', async () => {
  const field = discord().getByRole('combobox', { name: 'Message #general' });
  await field.pressSequentially('/');
  const commands = discord().getByRole('listbox', { name: 'Commands' }).getByRole('option');
  await expect.poll(() => commands.count(), patience).toBe(3);
  await page.keyboard.press('Enter');

  await discord()
    .getByRole('combobox', { name: /^prompt/ })
    .pressSequentially('a fox knight');
  await discord()
    .getByRole('button', { name: /^Add the option model/ })
    .click();
  const other = discord().getByRole('option', { name: 'nano-banana · 1 credit' });
  await other.waitFor();
  await discord()
    .getByRole('combobox', { name: /^model/ })
    .pressSequentially('pro');
  // What was offered for no letters cannot be chosen by whoever has typed three.
  expect(await other.count()).toBe(0);
  await discord().getByRole('option', { name: 'flux-2-pro · 1 credit' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await discord()
    .getByRole('button', { name: /^Add the option count/ })
    .click();
  const count = discord().getByRole('combobox', { name: /^count/ });
  await count.pressSequentially('9');
  await page.keyboard.press('Enter');
  await discord().getByText('Enter a number of at most 4.').waitFor();
  await expectAccessible();
  await count.fill('2');
  await page.keyboard.press('Enter');

  const pictures = discord().getByRole('img', { name: 'a fox knight' });
  await expect.poll(() => pictures.count(), patience).toBe(2);
  expect(await discord().getByRole('log').innerText()).toContain('Ada used /paint');
  expect(await discord().getByRole('log').innerText()).toContain('flux-2-pro · 2 credits');
  // Really loaded, in its own size.
  await expect
    .poll(() => pictures.first().evaluate((each) => (each as HTMLImageElement).naturalWidth), patience)
    .toBe(128);

  await discord().getByRole('button', { name: 'Name it' }).click();
  const form = page.getByRole('dialog', { name: 'Name the picture' });
  await form.getByLabel('Name').fill('Sir Fox');
  await form.getByLabel('After whom').selectOption('Grace');
  const sketch = { name: 'fox.txt', mimeType: 'text/plain', buffer: Buffer.from('a fox') };
  await form.getByLabel('Sketches').setInputFiles([sketch, { ...sketch, name: 'knight.txt' }]);
  await expectAccessible('.d-modal');
  await form.getByRole('button', { name: 'Submit' }).click();
  await discord().getByText('It is called Sir Fox now. After Grace, by 2 sketches.').waitFor();
  await discord().getByText('Only you can see this').waitFor();
  await discord().getByRole('button', { name: 'Dismiss message' }).click();
  await discord().getByText('It is called Sir Fox now. After Grace, by 2 sketches.').waitFor({ state: 'detached' });

  await discord().getByRole('button', { name: 'Delete' }).click();
  await pictures.first().waitFor({ state: 'detached' });
});

test('a command that nobody answers on Discord', async () => {
  // A busy machine may show that it is waited for later than the three seconds that the app has.
  const { after } = world.discord.clock;
  vi.spyOn(world.discord.clock, 'after').mockImplementation((ms, task) => after(ms + 60_000, task));
  await discord().getByRole('combobox', { name: 'Message #general' }).fill('/silence ');
  await page.keyboard.press('Enter');
  await discord().getByText('Sending command…').waitFor();
  world.discord.clock.advance(63_100);
  await discord().getByText('The application did not respond').waitFor();
  await discord().getByRole('button', { name: 'Dismiss message' }).click();
  await discord().getByText('The application did not respond').waitFor({ state: 'detached' });
});

test('a form on Slack, from the slash to the picture in the channel', async () => {
  const field = slack().getByRole('combobox', { name: 'Message #general' });
  await field.pressSequentially('/pa');
  await slack()
    .getByRole('option', { name: /Paint a picture from words/ })
    .waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  const form = page.getByRole('dialog', { name: 'Paint' });
  await form.getByLabel('Prompt').fill('ox');
  await form.getByRole('button', { name: 'Paint it' }).click();
  await form.getByText('Say a little more.').waitFor();
  await expectAccessible('.s-modal');
  await form.getByLabel('Prompt').fill('an ox in the snow');
  await form.getByRole('combobox', { name: 'Model' }).pressSequentially('nano');
  await form.getByRole('option', { name: 'nano-banana' }).click();
  await form.getByLabel('Size').selectOption('128');
  await form.locator('input[type=file]').setInputFiles({
    name: 'start.png',
    mimeType: 'image/png',
    buffer: Buffer.from('iVBORw0KGgo=', 'base64'),
  });
  await form.getByText('start.png').waitFor();
  await form.getByRole('button', { name: 'Paint it' }).click();

  const picture = slack().getByRole('img', { name: 'an ox in the snow' });
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((each) => (each as HTMLImageElement).naturalWidth), patience).toBe(128);
  await slack().getByText('nano-banana · 1 credit').waitFor();
  await slack().getByRole('button', { name: 'Why?' }).click();
  await slack().getByText('Because you asked.').waitFor();
  await slack().getByText('Only visible to you').waitFor();
  await expectAccessible();
});

test('a mention, its thread and the Home tab on Slack', async () => {
  await slack().getByRole('combobox', { name: 'Message #general' }).fill('@UPixel are you there?');
  await page.keyboard.press('Enter');
  await slack().getByRole('button', { name: '1 reply' }).click();
  const thread = page.getByRole('complementary', { name: 'Thread' });
  await thread.getByText('At your service.').waitFor();
  await expectAccessible('.s-thread');
  await thread.getByRole('button', { name: 'Close the thread' }).click();

  await slack().getByRole('navigation', { name: 'Slack channels' }).getByRole('button', { name: 'UPixel' }).click();
  await slack().getByRole('button', { name: 'Home' }).click();
  await slack().getByText('You have 20 credits & no pictures yet.').waitFor();
  await expectAccessible('.s-main');
});

test('two people at once: one writes, the other sees it', async () => {
  const graces = await open('#d=grace');
  await discord().getByRole('combobox', { name: 'Message #general' }).fill('Hello *Grace*');
  await page.keyboard.press('Enter');
  await graces.getByRole('region', { name: 'Discord' }).getByText('Hello Grace').waitFor();
  expect(await graces.getByLabel('Who you are in Discord').inputValue()).toBe(
    world.discord.people.users.find(({ username }) => username === 'grace')?.username,
  );
  await graces.context().close();
});

test('the drawer moves the clock, adds a fault and takes it away', async () => {
  await page.getByRole('button', { name: 'Faults & clock' }).click();
  const drawer = page.getByRole('dialog', { name: 'Faults and clock' });
  await drawer.getByRole('button', { name: '+ 1 h' }).click();
  await drawer.getByText(/All stand-ins are 1 h.* ahead/).waitFor();
  expect(world.mail.clock.now() - Date.now()).toBeGreaterThan(3_590_000);
  await drawer.getByLabel('Fault', { exact: true }).selectOption('Last webhook twice');
  await drawer.getByRole('button', { name: 'Add', exact: true }).click();
  await drawer.getByRole('listitem').getByText('Last webhook twice').waitFor();
  expect(world.replicate.faults.list()).toHaveLength(1);
  await expectAccessible('.drawer');
  await drawer.getByRole('button', { name: 'Clear the faults' }).click();
  await drawer.getByText('None is waiting.').waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
});

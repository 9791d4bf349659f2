import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { linkChat } from '#test/link-chat.ts';
import { expectAccessible, openBrowser, patienceMs, type WatchedBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
let chat: ReturnType<typeof discordPerson>;
let ada: WatchedBrowser;
let page: Page;

const email = 'ada@example.com';
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
  const person = webPerson(world);
  await person.register(email, goodPassword, 'Ada');
  chat = discordPerson(world);
  await linkChat(person, chat);
  await makePicture('a tower');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
/** Of her browser, which goes from test to test: a sign-in for each would be too many. */
let state: BrowserContextOptions['storageState'];
beforeEach(async () => {
  const { publicUrl } = world.deps.config;
  ada = await openBrowser(browser, publicUrl, state ? { storageState: state } : {});
  page = ada.page;
  const data = { email, password: goodPassword };
  if (!state)
    await ada.context.request.post(`${publicUrl}/api/auth/sign-in/email`, { data, headers: { origin: publicUrl } });
});
afterEach(async () => {
  state = await ada.context.storageState();
  // Requests fail here on purpose, which the browser writes down: the console is looked at in the other tests.
  await ada.context.close();
});

const url = (path: string) => world.deps.config.publicUrl + path;
const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const line = (words: string) => page.getByRole('status').getByText(words);
const goTo = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
/** Unless it comes back by itself before that, and the button is gone. */
async function tryNow() {
  const now = page.getByRole('button', { name: 'Try now' });
  await Promise.race([now.click().catch(() => undefined), now.waitFor({ state: 'detached' })]);
}

async function makePicture(prompt: string) {
  await chat.imagine({ prompt, model: 'rd-fast' });
  await chat.sees(prompt, ({ text, images }) => images.length > 0 && text.includes(prompt));
}

/** Make with all that it asks for: what was never loaded says so itself. */
async function makeIsThere() {
  await heading('Make').waitFor();
  await page.getByLabel('What do you want to see?').waitFor();
  const asked = page.getByRole('region', { name: 'Your requests' });
  await asked.getByRole('listitem').or(asked.getByText('Nothing was asked for yet')).first().waitFor();
}

/** Everything that asks our server; the network itself is there. */
const asks = (address: URL) => /^\/(api|health|files)\//.test(address.pathname);

test('offline and back: it says so, waits with the page that is open, and then everything is there by itself', async () => {
  await makePicture('a fox knight');
  await page.goto(url('/'));
  await page.getByRole('img', { name: 'a fox knight' }).waitFor();
  await ada.context.setOffline(true);
  await line('You are offline').waitFor();
  await line('What you see is from').waitFor();
  await expectAccessible(page);
  await makePicture('a lighthouse');
  // Its script was never loaded: what is open stays until it can be.
  await goTo('Credits');
  await page.getByRole('img', { name: 'a fox knight' }).waitFor();
  await line('This page could not be loaded yet.').waitFor();

  await ada.context.setOffline(false);
  await heading('Credits').waitFor();
  expect(await line('UPixel was updated').count()).toBe(0);
  await line('You are offline').waitFor({ state: 'detached' });
  await goTo('Home');
  await page.getByRole('img', { name: 'a lighthouse' }).waitFor();
});

test('while our server does not answer nothing else is claimed, and what is made meanwhile appears afterwards', async () => {
  await page.goto(url('/'));
  await heading('Home').waitFor();
  await page.route(asks, (route) => route.abort('connectionrefused'));
  await goTo('Billing');
  await line('UPixel does not answer').waitFor();
  await page.getByRole('alert').getByText('could not be reached').waitFor();
  await page.unroute(asks);
  await tryNow();
  await page.getByRole('heading', { name: 'Plans' }).waitFor();
  await line('UPixel does not answer').waitFor({ state: 'detached' });
});

test('a page whose script does not come while our server is away opens by itself, and nothing is said of an update', async () => {
  await page.goto(url('/make'));
  await heading('Make').waitFor();
  const gone = (address: URL) => asks(address) || address.pathname.startsWith('/assets/');
  await page.route(gone, (route) => route.abort('connectionrefused'));
  await goTo('Projects');
  await line('This page could not be loaded yet.').waitFor();
  await line('UPixel does not answer').waitFor();
  await expectAccessible(page);
  await page.unroute(gone);
  await heading('Projects').waitFor();
  expect(await line('UPixel was updated').count()).toBe(0);
});

test('Make without a connection: whole sentences, said once; what was not sent is not in doubt', async () => {
  await page.goto(url('/make'));
  await makeIsThere();
  await page.route(asks, (route) => route.abort('connectionrefused'));
  await page.getByLabel('What do you want to see?').fill('a bridge');
  await line('UPixel does not answer').waitFor();
  await page.getByText(/^You have .* credits\. What is not made comes back\.$/).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.getByRole('button', { name: 'Make', exact: true }).click();
  await page.getByRole('alert').getByText('It was not sent').waitFor();
  expect(await page.getByText('we cannot tell').count()).toBe(0);
  await page.unroute(asks);

  await page.reload();
  await makeIsThere();
  await ada.context.setOffline(true);
  await page.getByLabel('What do you want to see?').fill('a bridge at night');
  await line('You are offline').waitFor();
  await page.getByText(/^You have /).waitFor();
  expect(await page.getByText('You are offline').count()).toBe(1);
});

const answers: ReadonlyArray<readonly [string, Parameters<Route['fulfill']>[0], string]> = [
  [
    'a proxy without us behind it',
    { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' },
    'UPixel does not answer',
  ],
  ['a limit', { status: 429, headers: { 'retry-after': '30' }, body: '' }, 'Wait 30 seconds'],
  [
    'a network that wants a sign-in',
    { status: 200, contentType: 'text/html', body: '<h1>Hotel</h1>' },
    'Somebody else answered',
  ],
  ['another version', { status: 200, json: { of: 'tomorrow' } }, 'This page is of another version'],
];
test.each(answers)('%s has words of its own', async (_who, answer, words) => {
  await page.route('**/api/ledger*', (route) => route.fulfill(answer));
  await page.goto(url('/credits'));
  await page.getByRole('alert').getByText(words).waitFor();
});

test('a list that cannot be asked for again says from when it is', async () => {
  await page.goto(url('/credits'));
  await page.getByRole('table').waitFor();
  await page.route('**/api/ledger*', (route) => route.fulfill({ status: 429, body: '' }));
  await makePicture('a windmill'); // so that the list is asked for again
  await line('Not everything here is new.').waitFor();
  await page.getByRole('table').waitFor();
  await page.unroute('**/api/ledger*');
  await page.getByRole('button', { name: 'Ask again' }).click();
  await line('Not everything here is new.').waitFor({ state: 'detached' });
  await page.getByText('a windmill').first().waitFor();
});

test('what is asked by POST and changes nothing is not in doubt', async () => {
  await page.route('**/api/assets/search', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>Hotel</h1>' }),
  );
  await page.goto(url('/gallery?q=tower'));
  const alert = page.getByRole('alert');
  await alert.getByText('Somebody else answered').waitFor();
  await alert.getByText('Nothing was changed.').waitFor();
  expect(await page.getByText('we cannot tell').count()).toBe(0);
});

test('the next images of the gallery are asked for once, and again when somebody wants to', async () => {
  await makePicture('a second tower');
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().includes('cursor=')) asked++;
  });
  let isTooMuch = true;
  await page.route('**/api/assets?*', (route) => {
    const wanted = new URL(route.request().url());
    wanted.searchParams.set('limit', '1');
    if (isTooMuch && wanted.searchParams.has('cursor')) return route.fulfill({ status: 429, body: '' });
    return route.continue({ url: wanted.href });
  });
  await page.goto(url('/gallery'));
  const alert = page.getByRole('alert');
  await alert.getByText('Too much at once').waitFor();
  await page.waitForTimeout(500); // in which it must not ask
  expect(asked).toBe(1);
  await expectAccessible(page);

  await page.route(asks, (route) => route.abort('connectionrefused'));
  await alert.getByRole('button', { name: 'Try again' }).click();
  await line('UPixel does not answer').waitFor();
  await page.waitForTimeout(500);
  expect(asked).toBeLessThanOrEqual(4); // a query tries thrice
  isTooMuch = false;
  await page.unroute(asks);
  await tryNow();
  await page.getByRole('img', { name: 'a tower', exact: true }).waitFor();
  await alert.waitFor({ state: 'detached' });
});

test('signed out elsewhere: it says so, and after signing in what was typed is there', async () => {
  await page.goto(url('/settings'));
  const name = page.getByLabel('Display name');
  await name.fill('Ada King, half typed');
  await world.deps.db.session.deleteMany({ where: { user: { email } } });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await line('You were signed out').waitFor();
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await heading('Settings').waitFor();
  await expect.poll(() => name.inputValue(), { timeout: patienceMs }).toBe('Ada King, half typed');
});

test('signed out in one tab: the others show nothing more at once, also without a connection, and come back with the person', async () => {
  const other = await ada.context.newPage();
  await other.goto(url('/gallery'));
  await other.getByRole('img', { name: 'a tower' }).waitFor();
  await other.route(asks, (route) => route.abort('connectionrefused'));
  await page.goto(url('/'));
  await page.getByRole('button', { name: /^Account: / }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await other.getByText('You were signed out').waitFor();
  expect(await other.getByRole('img', { name: 'a tower' }).count()).toBe(0);
  await other.unroute(asks);
  await other.getByText('UPixel does not answer').waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  await page.goto(url('/sign-in'));
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await other.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor();
  await other.getByRole('img', { name: 'a tower' }).waitFor();
});

test('after an update the next page is loaded anew, with a word; what is typed survives an update that one asks for', async () => {
  await page.goto(url('/projects'));
  await heading('Projects').waitFor();
  let isGone = true;
  await page.route('**/assets/page-*.js', (route) =>
    isGone ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  page.on('framenavigated', () => {
    isGone = false;
  });
  // The page that stands there began with the script of another build.
  await page.evaluate(() => {
    const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
    if (script) script.src = '/assets/index-older.js';
  });
  await goTo('Settings');
  await heading('Settings').waitFor();
  await line('UPixel was updated').waitFor();
  await goTo('Projects');
  await heading('Projects').waitFor();
  await line('UPixel was updated').waitFor({ state: 'detached' });
  await goTo('Settings');
  await heading('Settings').waitFor();

  await page.route('**/api/standing', (route) =>
    route.fulfill({ json: { release: '/assets/index-another.js', making: 'stopped', stoppedSince: null } }),
  );
  await page.reload();
  await page.getByLabel('Display name').fill('Half typed');
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Load the new version' }).click()]);
  await expect.poll(() => page.getByLabel('Display name').inputValue(), { timeout: patienceMs }).toBe('Half typed');
  await goTo('Home');
  await page.getByLabel('What do you want to see?').fill('a half-typed fox');
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Load the new version' }).click()]);
  await expect
    .poll(() => page.getByLabel('What do you want to see?').inputValue(), { timeout: patienceMs })
    .toBe('a half-typed fox');
  const nothingIsMade = page.getByText('Nothing is being made just now');
  await nothingIsMade.waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'a tower' }).first().click();
  await page.getByRole('region', { name: 'Make more of it' }).waitFor();
  await nothingIsMade.waitFor();
  await page.goto(url('/pixel-art'));
  await nothingIsMade.waitFor();
  await expectAccessible(page);
});

test('what came short is one line, which stays dismissed', async () => {
  const { id: userId } = await world.deps.db.user.findUniqueOrThrow({ where: { email } });
  const [{ id } = { id: '' }] = await world.deps.db.generation.findMany({ where: { userId }, take: 1 });
  await world.deps.db.generation.update({ where: { id }, data: { stored: 0, failure: 'failed' } });
  await page.goto(url('/'));
  const region = page.getByRole('region', { name: 'Not everything was made' });
  await region.getByText('Nothing was made').first().click();
  await region.getByRole('listitem').waitFor();
  await expectAccessible(page);
  await region.getByRole('button', { name: 'Dismiss' }).click();
  await region.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: 'Latest images' }).waitFor();
  expect(await region.count()).toBe(0);
});

test('settings: what is chosen counts in chat and stays; Escape closes what lies on top, and no more', async () => {
  await page.goto(url('/settings'));
  await page.getByLabel('Dark').check();
  await page.getByLabel('Shape').selectOption('wide');
  await page.getByText('Saved. It counts from your next request on.').waitFor();
  await chat.run('settings');
  await chat.sees('their settings', ({ text }) => text.includes('Shape: wide'));
  await page.reload();
  await heading('Settings').waitFor();
  expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark');
  await expect.poll(() => page.getByLabel('Shape').inputValue(), { timeout: patienceMs }).toBe('wide');

  await page.setViewportSize({ width: 780, height: 900 });
  await page.goto(url('/gallery'));
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await page.getByRole('button', { name: 'Select all shown' }).click();
  await page.getByRole('button', { name: 'Move to project' }).click();
  await page.getByRole('menuitem', { name: 'New project…' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.getByRole('region', { name: 'Selected images' }).count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Selected images' }).waitFor({ state: 'detached' });
});

test('on paper the ledger has no buttons, and exact times', async () => {
  await page.goto(url('/credits'));
  await page.getByRole('table').waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await page.getByRole('navigation', { name: 'Main' }).count()).toBe(0);
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)');
  const time = page.locator('td time').first();
  expect(await time.evaluate((node) => getComputedStyle(node, '::after').content)).toMatch(/^"\d+ \w+ \d{4}/);
  expect(await time.evaluate((node) => getComputedStyle(node).fontSize)).toBe('0px');
  await page.getByText(/^Account .+@.+, printed on \d+ \w+ \d{4}/).waitFor();
});

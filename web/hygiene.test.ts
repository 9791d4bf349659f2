import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goodPassword, linkIn, mailTo, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { logged } from '#test/logged.ts';
import { openBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase(), { logLevel: 'info' })]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const linesNow = async () => (await logged(world)).split('\n');

test('every answer, of pages, API, dashboard, health and bots, says what a browser may do with it', async () => {
  const { publicUrl, botsPort, workerPort } = world.deps.config;
  const own = [
    '/',
    '/gallery',
    '/queues',
    '/api/session',
    '/api/docs',
    '/health/live',
    '/webhooks/nothing',
    '/nothing.png',
  ];
  const others = [`http://127.0.0.1:${botsPort}/health/live`, `http://127.0.0.1:${botsPort}/slack/nothing`];
  for (const url of [...own.map((path) => publicUrl + path), ...others, `http://127.0.0.1:${workerPort}/health/live`]) {
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy'), url).toContain("default-src 'none'");
    expect(headers.get('referrer-policy'), url).toBe('no-referrer');
    expect(headers.get('permissions-policy'), url).toContain('camera=()');
    expect(headers.get('x-content-type-options'), url).toBe('nosniff');
  }
});

test('who finds a weakness is told whom to write to', async () => {
  const answer = await fetch(`${world.deps.config.publicUrl}/.well-known/security.txt`);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const text = await answer.text();
  expect(text).toMatch(/^Contact: mailto:privacy@example\.com$/m);
  const expires = Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? '');
  expect(expires).toBeGreaterThan(Date.now());
});

test('the dashboard asks nobody else for anything', async () => {
  const operator = await openBrowser(browser, world.deps.config.publicUrl);
  await operator.page.goto(`${world.deps.config.publicUrl}/queues`);
  await operator.page.getByText('settle', { exact: true }).first().waitFor();
  await operator.page.getByText('settle', { exact: true }).first().click();
  await operator.expectClean();
  await operator.context.close();
});

/** Somebody who has just registered and signed in. */
async function signedIn(email: string) {
  await webPerson(world).register(email);
  const person = await openBrowser(browser, world.deps.config.publicUrl);
  const { page } = person;
  await page.goto(`${world.deps.config.publicUrl}/sign-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  return person;
}

test('after signing out the browser keeps nothing of the account', async () => {
  const ada = await signedIn('ada@example.com');
  const { page } = ada;
  await page.evaluate(() => localStorage.setItem('left', 'behind'));
  const leaves = page.waitForResponse((response) => response.url().endsWith('/api/auth/sign-out'));
  await page.getByRole('button', { name: /account/i }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  expect(await (await leaves).headerValue('clear-site-data')).toBe('"storage"');
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  // How far the page that is left was scrolled; written as it is left.
  const left = await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }));
  expect(left.filter((name) => name !== 'react-router-scroll-positions')).toEqual([]);
  expect((await ada.context.cookies()).map(({ name }) => name)).toEqual(['upixel.browser']);
  await ada.expectClean();
  await ada.context.close();
});

test('with the account everything goes that our pages keep in the browser', async () => {
  const bea = await signedIn('bea@example.com');
  const { page } = bea;
  await page.goto(`${world.deps.config.publicUrl}/settings/delete`);
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await page.evaluate(() => localStorage.setItem('left', 'behind'));
  const leaves = page.waitForResponse(
    (response) => response.url().endsWith('/api/deletion') && response.status() === 200,
  );
  await page.getByRole('button', { name: 'Delete in seven days' }).click();
  expect(await (await leaves).headerValue('clear-site-data')).toBe('"cache", "cookies", "storage"');
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  // Nobody is left in doubt whether it was heard.
  await page.getByText('Your account will be deleted on').waitFor();
  expect(await page.evaluate(() => localStorage.getItem('left'))).toBeNull();
  expect(await bea.context.cookies()).toEqual([]);
  await bea.context.close();
});

test('of a browser its kind is kept, and of an address its network', async () => {
  const grace = webPerson(world);
  await grace.register('grace@example.com');
  const sessions = await world.deps.db.session.findMany({ where: { user: { email: 'grace@example.com' } } });
  expect(sessions.map(({ userAgent, ipAddress }) => [userAgent, ipAddress])).toEqual([['Firefox on Linux', '']]);
  await grace.get('/api/assets?model=zanzibar&cursor=xyzzy');
  expect((await grace.post('/api/assets/search', { q: 'zanzibar' })).status).toBe(200);
  await grace.get('/gallery/Zanzibar@example.com');
  const lines = (await linesNow()).filter((line) => line.includes('"answered"')).map((line) => JSON.parse(line));
  expect(lines.find(({ path }) => path === '/api/assets')).toMatchObject({
    ...{ method: 'GET', from: '127.0.0.0/24', browser: 'Firefox on Linux' },
  });
  expect(lines.find(({ path }) => path === '/gallery/…')).toBeDefined();
  expect(JSON.stringify(lines)).not.toMatch(/anzibar|xyzzy|rv:140/);
});

test('links in mails carry no address, in any spelling', async () => {
  const web = webPerson(world);
  const email = 'quagga.zanzibar@example.com';
  await web.register(email);
  await web.auth('request-password-reset', { email });
  await web.auth('change-email', { newEmail: 'quagga.new@example.com', password: goodPassword });
  const mails = [
    await mailTo(world, email, 'Confirm your e-mail address'),
    await mailTo(world, email, 'Choose a new password'),
    await mailTo(world, 'quagga.new@example.com', 'Confirm your new e-mail address'),
  ];
  for (const mail of mails) {
    const link = linkIn(mail);
    const pieces = link.split(/[#/.?&=]/).map((piece) => Buffer.from(piece, 'base64').toString('latin1'));
    expect([link, ...pieces].join('\n')).not.toMatch(/quagga|zanzibar/);
  }
});

test('a mail server’s words about an address reach neither log nor row', async () => {
  const web = webPerson(world);
  for (const [status, email] of [
    [450, 'echidna@example.com'],
    [554, 'echidna.two@example.com'],
  ] as const) {
    world.mail.faults.add({ on: /^SMTP RCPT/, do: { type: 'answer', status, body: `<${email}>: echidna is away` } });
    await web.auth('sign-up/email', { email, password: goodPassword, name: 'Echidna' });
    await expect.poll(() => world.mail.faults.list().length).toBe(0);
    await mailTo(world, email, 'Confirm your e-mail address').catch(() => undefined);
  }
  const text = (await linesNow()).join('\n');
  expect(text).toContain('a mail could not be sent yet');
  expect(text.toLowerCase()).not.toContain('echidna');
});

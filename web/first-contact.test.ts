import { request as plainRequest } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packs, plans } from '#core/billing/plans.ts';
import { addressOf, pagePaths } from '#core/contract/addresses.ts';
import { models } from '#core/models/catalogue.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { expectAccessible, openBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase(), { roles: ['api'] })]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const url = (path: string) => world.deps.config.publicUrl + path;

/** The tags of a page, as a chat that shows a link reads them: without any script. */
async function tagsOf(path: string) {
  const answer = await fetch(url(path), { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0', accept: '*/*' } });
  const text = await answer.text();
  const metas = [...text.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)];
  return {
    status: answer.status,
    title: /<title>(.*?)<\/title>/.exec(text)?.[1],
    tags: Object.fromEntries(metas.map(([, name = '', content = '']) => [name, content])),
  };
}

test('a link to any page unfurls: with what that page is, and a picture that anybody can fetch', async () => {
  for (const path of pagePaths.filter((each) => !each.includes(':'))) {
    const { status, title, tags } = await tagsOf(path);
    const { title: own, seen, description } = addressOf[path];
    expect({ path, status, title }).toEqual({ path, status: 200, title: `${own} · UPixel` });
    expect(tags).toMatchObject({ 'og:title': own, 'og:url': url(path), 'og:image': url('/og.png') });
    expect(tags).toMatchObject({ 'twitter:card': 'summary_large_image', 'twitter:image': url('/og.png') });
    expect(tags['og:description']).toBe(description ?? addressOf['/'].description);
    expect(tags.robots).toBe(seen === 'public' ? undefined : 'noindex');
  }
  const picture = await fetch(url('/og.png'));
  expect(picture.headers.get('content-type')).toBe('image/png');
});

test('what is not there is answered with 404, also by pages of which there are others', async () => {
  for (const path of ['/nothing-here', '/privacy/2020-01-01', '/terms/x/changes', '/add/irc', '/assets/index-1.js']) {
    const answer = await fetch(url(path), { headers: { accept: 'text/html' } });
    expect({ path, status: answer.status }).toEqual({ path, status: 404 });
  }
  expect((await tagsOf('/nothing-here')).tags.robots).toBe('noindex');
});

test.each([
  ['/favicon.ico', /icon/],
  ['/apple-touch-icon.png', /image\/png/],
  ['/manifest.webmanifest', /manifest\+json/],
  ['/robots.txt', /text\/plain/],
])('%s is there', async (path, type) => {
  const answer = await fetch(url(path));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringMatching(type)]);
});

/** Undecoded, which fetch does not show. */
const encodingOf = (path: string, accepted: string) =>
  new Promise<{ encoding: string | undefined; cache: string | undefined }>((done, fail) => {
    plainRequest(url(path), { headers: { 'accept-encoding': accepted, accept: '*/*' } }, (response) => {
      response.resume();
      done({ encoding: response.headers['content-encoding'], cache: response.headers['cache-control'] });
    })
      .on('error', fail)
      .end();
  });

test('pages, scripts, styles and answers of the API come compressed; only what is named after its content is kept unasked', async () => {
  const landing = await (await fetch(url('/'))).text();
  const [script = '', sheet = ''] = [/src="(\/assets\/[^"]+\.js)"/, /href="(\/assets\/[^"]+\.css)"/].map(
    (pattern) => pattern.exec(landing)?.[1],
  );
  for (const path of ['/', '/api/openapi.json', script, sheet]) {
    expect(await encodingOf(path, 'gzip, deflate, br'), path).toMatchObject({ encoding: 'br' });
    expect(await encodingOf(path, 'gzip'), path).toMatchObject({ encoding: 'gzip' });
    expect((await encodingOf(path, 'identity')).encoding, path).toBeUndefined();
  }
  expect((await encodingOf(script, 'br')).cache).toBe('public, max-age=31536000, immutable');
  for (const path of ['/', '/favicon.svg', '/robots.txt'])
    expect((await encodingOf(path, 'br')).cache).toBe('no-cache');
});

const looks = [1440, 1000, 360].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

test('the landing page leads into each chat, says what a picture costs, and stands before any script', async () => {
  const visitor = await openBrowser(browser, world.deps.config.publicUrl, { javaScriptEnabled: false });
  await visitor.page.goto(url('/'));
  const offered = visitor.page.getByRole('link', { name: /^Add to/ });
  expect(await offered.allTextContents()).toEqual(['Add to Discord', 'Add to Slack']);
  const prices = models.map(({ priceCredits }) => priceCredits);
  const [quick, dearest] = [500 / Math.min(...prices), Math.floor(500 / Math.max(...prices))];
  await visitor.page.getByText(`${quick} quick pictures, or ${dearest} of the dearest model`).waitFor();
  const offers = visitor.page.getByRole('region', { name: 'What it costs' }).getByRole('heading', { level: 3 });
  const [monthly, once] = [Object.values(plans), Object.values(packs)].map((all) => all.map(({ name }) => name));
  expect(await offers.allTextContents()).toEqual([...(monthly ?? []), ...(once ?? [])]);
  expect(await visitor.page.getByText(/no account is needed/i).count()).toBe(1);
  await visitor.page.getByText('drawn as examples; no model made them').waitFor();
  const place = await fetch(url('/add/slack'), { redirect: 'manual' });
  expect(place.headers.get('location')).toContain('/slack/install');
  await visitor.context.close();
});

/** In the page. */
function countShifts() {
  const moved = { shifts: 0 };
  Object.assign(window, { moved });
  new PerformanceObserver((list) => {
    moved.shifts += list.getEntries().length;
  }).observe({ type: 'layout-shift', buffered: true });
}
const isTakenOver = () => document.querySelector('#root[data-ahead]') === null;

test.each([
  ['/sign-in', 'Sign in', /Continue with Discord/],
  ['/sign-up', 'Create an account', /Display name/],
  ['/sign-in?next=%2Fmake', 'Sign in', /Create an account/],
  ['/developers', 'For developers', /curl -sS http:\/\/[^ ]+\/api\/v1\/generations/],
  ['/privacy', 'Privacy policy', /privacy@example\.com/],
  ['/terms', 'Terms', /Versions/],
] as const)('%s stands before any script, and scripts draw it as it stood', async (path, heading, words) => {
  const without = await openBrowser(browser, world.deps.config.publicUrl, { javaScriptEnabled: false });
  await without.page.goto(url(path));
  await without.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await without.page.getByText(words).first().waitFor();
  await without.context.close();
  const visitor = await openBrowser(browser, world.deps.config.publicUrl);
  await visitor.page.addInitScript(countShifts);
  await visitor.page.goto(url(path));
  await visitor.page.waitForFunction(isTakenOver);
  await visitor.page.getByText(words).first().waitFor();
  expect(await visitor.page.evaluate('moved')).toEqual({ shifts: 0 });
  await visitor.expectClean();
  await visitor.context.close();
});

test('before any script, the links between signing in and up keep where to go afterwards', async () => {
  const document = async (path: string) => (await fetch(url(path))).text();
  const next = '?next=%2Fgallery%3Fmodel%3Drd-fast';
  expect(await document(`/sign-in${next}`)).toContain(`href="/sign-up${next}"`);
  expect(await document(`/sign-up${next}`)).toContain(`href="/sign-in${next}"`);
  expect(await document('/sign-in?next=%22%3E%3Cscript%3E')).toContain('href="/sign-up?next=%22%3E%3Cscript%3E"');
  // Whatever changes the words is drawn by script.
  for (const path of ['/sign-in?next=%2Flink', '/sign-in?ended', '/sign-up?next=%2F&error=x'])
    expect(await document(path)).not.toContain('data-ahead');
});

test('what is typed and pressed before the scripts are there is not lost, and never in the address', async () => {
  const visitor = await openBrowser(browser, world.deps.config.publicUrl);
  const { page } = visitor;
  let letScriptsThrough = () => {};
  const held = new Promise<void>((done) => {
    letScriptsThrough = done;
  });
  await page.route('**/assets/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(url('/sign-in'), { waitUntil: 'commit' });
  await page.getByLabel('E-mail address').fill('ada@example.com');
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('a password that is wrong');
  await password.press('Enter');
  expect(new URL(page.url()).search).toBe('');
  letScriptsThrough();
  const problem = page.getByRole('alert');
  await problem.waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe('ada@example.com');
  expect(await password.inputValue()).toBe('a password that is wrong');
  expect(new URL(page.url()).search).toBe('');
  await visitor.context.close();
});

test('scripts draw the landing page as it stood, in every width and colour', async () => {
  const visitor = await openBrowser(browser, world.deps.config.publicUrl);
  const { page } = visitor;
  await page.addInitScript(countShifts);
  await page.goto(url('/'));
  await page.waitForFunction(isTakenOver);
  await page.getByText('of the dearest model').first().waitFor();
  expect(await page.evaluate('moved')).toEqual({ shifts: 0 });
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/landing-${width}-${colorScheme}.png`, fullPage: true });
  }
  await page.getByRole('link', { name: 'Sign in' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await visitor.expectClean();
  await visitor.context.close();
});

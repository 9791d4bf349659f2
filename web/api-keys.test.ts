import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { generateSource } from 'oazapfts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantCredits } from '#core/credits/grant.ts';
import { makeImages } from '#core/make/make-images.ts';
import { goodPassword, mailTo, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { freePort } from '#test/free-port.ts';
import { logged } from '#test/logged.ts';
import { expectAccessible, openBrowser, type WatchedBrowser } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';
import { askText, listText, programText, receiverText } from './pages/developers/samples.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const email = 'ada@example.com';

let browser: Browser;
let world: World;
let ada: WatchedBrowser;
/** Inside the project, so that what is generated finds its libraries. */
let folder: string;
beforeAll(async () => {
  await mkdir(join(root, '.upixel'), { recursive: true });
  [browser, world, folder] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), {
      roles: ['api', 'worker'],
      logLevel: 'info',
      env: { NSFW_CHECK: 'off', WEBHOOKS_TO_LOOPBACK: 'on' },
    }),
    mkdtemp(join(root, '.upixel/client-')),
  ]);
  await webPerson(world).register(email, goodPassword, 'Ada');
  const { walletId } = await owner();
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 40, key: 'for the test' });
  ada = await openBrowser(browser, world.deps.config.publicUrl);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

const owner = async () => {
  const { id: userId, walletId } = await world.deps.db.user.findUniqueOrThrow({ where: { email } });
  return { userId, walletId };
};
const url = (path: string) => world.deps.config.publicUrl + path;

/** Makes a key as a person does, by the keyboard alone; returns what the page shows this once. */
async function makeKey(name: string): Promise<string> {
  const { page } = ada;
  await page.getByRole('button', { name: 'New key', disabled: false }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Name').and(page.locator(':focus')).waitFor();
  await page.keyboard.type(name);
  // Past “Read” and “Make”, which are chosen, to “Share” and “Delete”.
  for (const _ of ['read', 'make']) await page.keyboard.press('Tab');
  for (const _ of ['share', 'delete']) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
  }
  // Past “Webhooks” and how long it works.
  for (const _ of ['webhooks', 'days', 'send']) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const secret = await page.getByRole('dialog').locator('code').innerText();
  expect(secret).toMatch(/^upx_[\w-]{43}$/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByText(secret).waitFor({ state: 'detached' });
  return secret;
}

/** What a program is that was written with the description alone: the generated client gives it its names and types. */
const program = `
import { ok } from '@oazapfts/runtime';
import * as upixel from './client.ts';

upixel.defaults.baseUrl = process.env.SERVER ?? '';
upixel.defaults.headers = { authorization: \`Bearer \${process.env.UPIXEL_KEY}\` };

const before = await ok(upixel.getCredits());
const wanted: upixel.NewGeneration = { prompt: 'a fox knight', model: 'rd-fast', seed: 7 };
const idempotencyKey = crypto.randomUUID();
const asked = await ok(upixel.createGeneration(wanted, { idempotencyKey }));
const again = await ok(upixel.createGeneration(wanted, { idempotencyKey }));
let made: upixel.Generation = asked;
while (made.status === 'queued' || made.status === 'running') {
  await new Promise((resolve) => setTimeout(resolve, 100));
  made = await ok(upixel.getGeneration(asked.id));
}
const found = await ok(upixel.searchAssets({ words: 'fox knight' }));
const [asset] = found.items;
if (!asset) throw new TypeError('nothing was found');
const file = await fetch(asset.fileUrl, { headers: new Headers(upixel.defaults.headers as HeadersInit) });
const bytes = Buffer.from(await file.arrayBuffer());
const sharing: upixel.NewShare = { assetIds: [asset.id], showsPrompt: true };
const shareKey = crypto.randomUUID();
const share = await ok(upixel.createShare(sharing, { idempotencyKey: shareKey }));
const sameShare = await ok(upixel.createShare(sharing, { idempotencyKey: shareKey }));
const open = async () => (await fetch(share.url ?? '', { headers: { accept: 'text/html' } })).status;
const seenByLink = await open();
const links = await ok(upixel.listShares({ asset: asset.id }));
await ok(upixel.endShare(share.id));
const seenAfterEnd = await open();
await ok(upixel.deleteAsset(asset.id));
const gone = await upixel.getAsset(asset.id);
const after = await ok(upixel.getCredits());
console.log(JSON.stringify({
  isOne: asked.id === again.id, status: made.status, asset, type: file.headers.get('content-type'),
  begins: bytes.subarray(1, 4).toString(), gone: gone.status, paid: before.balance - after.balance, price: asked.price,
  isOneLink: share.id === sameShare.id && links.items.length === 1, seenByLink, seenAfterEnd,
}));
`;

test('a person makes a key, a program that knows only the description makes, finds, shares and deletes a picture, and the key is revoked', async () => {
  const { page } = ada;
  await page.goto(url('/sign-in?next=/settings/keys'));
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('You have no keys').waitFor();
  const secret = await makeKey('My fox program');
  expect((await mailTo(world, email, 'An API key for your account was made')).text).toContain('My fox program');
  await page.getByText('Never used').waitFor();

  // A typed client, by its generator, from what is served; TypeScript finds no fault in the program.
  const description = join(folder, 'openapi.json');
  await writeFile(description, await (await fetch(url('/api/v1/openapi.json'))).text());
  await writeFile(join(folder, 'client.ts'), await generateSource(description));
  await writeFile(join(folder, 'program.ts'), program);
  const tsconfig = {
    extends: '../../tsconfig.json',
    include: ['*.ts'],
    exclude: [],
    compilerOptions: { ...loose, lib: ['ES2023', 'DOM'] },
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  await run('npx', ['tsc', '-p', folder], { cwd: root }).catch(({ stdout }) => expect(stdout).toBe(''));
  const env = { ...process.env, SERVER: world.deps.config.publicUrl, UPIXEL_KEY: secret };
  const { stdout } = await run('node', ['--import', 'tsx', join(folder, 'program.ts')], { cwd: root, env });
  const { asset, price, ...said } = JSON.parse(stdout);
  expect(asset).toMatchObject({ prompt: 'a fox knight', model: 'rd-fast', isPixelArt: true });
  expect(price).toBeGreaterThan(0);
  expect(said).toEqual({
    ...{ isOne: true, status: 'succeeded', type: 'image/png', begins: 'PNG', gone: 404, paid: price },
    ...{ isOneLink: true, seenByLink: 200, seenAfterEnd: 410 },
  });

  await page.reload();
  await page.getByText('Last used').waitFor();
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke the key' }).click();
  await page.getByText('You have no keys').waitFor();
  const refused = await fetch(url('/api/v1/credits'), { headers: { authorization: `Bearer ${secret}` } });
  expect(refused.status).toBe(401);
  await ada.expectClean();
  const log = await logged(world);
  expect(log).toContain('/api/v1/generations');
  expect(log).not.toContain(secret.slice(4));
}, 120_000);

/** Generated code is not written as ours is. */
const loose = {
  exactOptionalPropertyTypes: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  erasableSyntaxOnly: false,
  verbatimModuleSyntax: false,
};

test('what /developers shows to paste works as it stands', async () => {
  const { page } = ada;
  await page.goto(url('/settings/keys'));
  const secret = await makeKey('Pasted');
  await page.getByRole('link', { name: 'How to use it' }).click();
  await page.getByRole('heading', { level: 1, name: 'For developers' }).waitFor();
  // What is marked as code is shown as code.
  const prose = await page.locator('main').evaluate((main) => {
    const copy = main.cloneNode(true) as Element;
    for (const code of copy.querySelectorAll('pre')) code.remove();
    return copy.textContent;
  });
  expect(/`[^`]*`/.exec(prose)).toBeNull();
  const server = world.deps.config.publicUrl;
  const samples = [askText(server), listText(server), programText(server)];
  for (const sample of samples) expect(await page.getByText(sample, { exact: true }).count()).toBe(1);
  const [asked = '', listed = '', source = ''] = samples;
  const pasted = `${asked.replace('upx_YOUR_KEY', secret)} > /dev/null\n${listed}`;
  const { stdout } = await run('bash', ['-c', pasted]);
  expect(JSON.parse(stdout).items).toMatchObject([{ prompt: 'a fox knight', model: 'rd-fast' }]);
  await writeFile(join(folder, 'fox.mjs'), source);
  const ran = await run('node', ['fox.mjs'], { cwd: folder, env: { ...process.env, UPIXEL_KEY: secret } });
  expect(ran.stdout).toBe('fox-1.png\n');
  expect((await readFile(join(folder, 'fox-1.png'))).subarray(1, 4).toString()).toBe('PNG');
  await ada.expectClean();
}, 120_000);

test('a person names a webhook for the program that /developers shows, tests it, is told of a picture, and has it sent again', async () => {
  const { page } = ada;
  await page.goto(url('/settings/webhooks'));
  await page.getByText('You have no webhooks').waitFor();
  await page.getByRole('button', { name: 'New webhook', disabled: false }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill('https://10.0.0.1/hook');
  await dialog.getByRole('button', { name: 'Make the webhook' }).click();
  await dialog.getByText('Name an https address').waitFor();
  await expectAccessible(page);
  const port = await freePort();
  await dialog.getByLabel('Address').fill(`http://127.0.0.1:${port}/hook`);
  await dialog.getByRole('button', { name: 'Make the webhook' }).click();
  await dialog.getByText('The webhook is on').waitFor();
  const secret = await dialog.locator('code').innerText();
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'I have it' }).click();
  await page.getByText(secret).waitFor({ state: 'detached' });

  // Nobody is there yet.
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('No connection was made, or it broke.').waitFor();
  await writeFile(join(folder, 'receiver.mjs'), receiverText);
  const env = { ...process.env, UPIXEL_WEBHOOK_SECRET: secret, PORT: String(port) };
  const receiver = spawn('node', ['receiver.mjs'], { cwd: folder, env });
  const said: string[] = [];
  receiver.stdout.setEncoding('utf8').on('data', (piece: string) => said.push(...piece.trim().split('\n')));
  try {
    await expect
      .poll(() =>
        fetch(`http://127.0.0.1:${port}`).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(401);
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('It was taken.').waitFor();
    await page.getByText('Last arrived').waitFor();
    const { userId, walletId } = await owner();
    await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 40, key: 'for the webhook' });
    const wish = { prompt: 'a fox knight', model: 'rd-fast', count: 1, references: [], requestKey: 'api:told' };
    const { generationId } = await makeImages(world.deps, userId, wish);
    await expect.poll(() => said).toContain(`generation.succeeded ${generationId}`);
    expect(said).toHaveLength(2);
    await page.reload();
    await page.getByRole('button', { name: 'Show deliveries' }).click();
    await page.getByRole('listitem').filter({ hasText: 'generation.succeeded' }).getByText('Arrived').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send generation.succeeded again' }).click();
    await expect.poll(() => said.filter((line) => line.startsWith('generation.succeeded'))).toHaveLength(2);
  } finally {
    receiver.kill();
    await once(receiver, 'exit');
  }
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Delete the webhook' }).click();
  await page.getByText('You have no webhooks').waitFor();
  await page.goto(url('/developers'));
  await page.getByRole('heading', { name: 'Being told' }).waitFor();
  await expect.poll(() => page.getByText(receiverText, { exact: true }).count()).toBe(1);
  // Not clean: the browser writes the refused address down.
}, 120_000);

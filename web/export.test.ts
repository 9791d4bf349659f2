import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isChatUser } from '#core/accounts/chat-id.ts';
import { endingOf, pictureType } from '#core/assets/picture-type.ts';
import { exportedColumns, exportedTables } from '#core/privacy/export/columns.ts';
import { runExport } from '#core/privacy/export/run-export.ts';
import { tableNamed } from '#core/privacy/map/tables.ts';
import { goodPassword, linkIn, mailTo, type WebPerson, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { linkChat } from '#test/link-chat.ts';
import { expectAccessible, openBrowser } from '#test/pages.ts';
import { slackPerson } from '#test/slack-person.ts';
import { unzip } from '#test/unzip.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upixel-export-'));
  [browser, world] = await Promise.all([
    launchBrowser(),
    startWorld(await createTestDatabase(), { replicate: { speed: 0.02 } }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

const url = (path: string) => world.deps.config.publicUrl + path;
const cookieOf = ({ cookies }: WebPerson) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const fetchAs = (web: WebPerson | undefined, path: string) =>
  fetch(url(path), { headers: web ? { cookie: cookieOf(web) } : {} });

/** Asks for an export on the web, waits for the mail, and fetches the only part. */
async function exported(web: WebPerson, email: string): Promise<{ id: string; files: Map<string, Buffer> }> {
  const skip = world.mail.messages.length;
  const asked = await web.post('/api/privacy/exports');
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  const mail = await mailTo(world, email, 'The copy of your data is ready', skip);
  expect(linkIn(mail)).toBe(url('/settings/data'));
  const [newest] = (await web.get('/api/privacy/exports')).body.items;
  expect(newest).toMatchObject({ state: 'ready', parts: [{ number: 1 }] });
  const answer = await fetchAs(web, `/files/exports/${newest.id}/1`);
  expect(answer.headers.get('content-length')).toBe(String(newest.parts[0].byteLength));
  return { id: newest.id, files: unzip(Buffer.from(await answer.arrayBuffer())) };
}

const json = (files: Map<string, Buffer>, name = 'data.json') => JSON.parse(String(files.get(name)));

test('every column of the map that is somebody’s is in the export, or is said to be left out', () => {
  for (const { name, roles } of exportedTables()) {
    const table = tableNamed(name);
    if (table.erasure === 'none') continue;
    for (const [column, about] of Object.entries(table.columns)) {
      if (about === 'technical') continue;
      const role = 'of' in about ? String(about.of) : 'owner';
      expect(roles, name).toContain(role);
      const shown = exportedColumns(name, role).some((each) => each.name === column || each.sealedIn === column);
      expect(shown, `${name}.${column}`).toBe(!about.secret);
    }
  }
});

test('an account gets all of it, as it is in the database, and nobody else does', async () => {
  const email = 'ada@example.com';
  const ada = webPerson(world);
  await ada.register(email, goodPassword, 'Ada Lovelace');
  const [chat, other] = [discordPerson(world), discordPerson(world, { user: 1 })];
  await linkChat(ada, chat);
  await fund(world, chat.chatUser, 100);
  for (const [word, prompt] of [
    ['knight', 'a fox knight'],
    ['script', '<script>alert(1)</script> & "quotes"'],
  ] as const) {
    await chat.imagine({ prompt, model: 'rd-fast' });
    await chat.sees(
      prompt,
      ({ images, text }) => images.length === 1 && text.includes('rd-fast') && text.includes(word),
    );
  }
  await ada.post('/api/projects', { name: 'Icons' });
  await chat
    .run('gift', { to: other.chatUser.userId, credits: 10, message: 'for your birthday' })
    .catch(() => undefined);

  const { id, files } = await exported(ada, email);
  const data = json(files);
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.validate(json(files, 'data.schema.json'), data);
  expect(ajv.errors).toBeNull();
  // Field by field.
  const user = await world.deps.db.user.findUniqueOrThrow({ where: { email }, include: { identities: true } });
  expect(data.tables.users).toMatchObject([{ id: user.id, email, name: 'Ada Lovelace', wallet_id: user.walletId }]);
  expect(data.tables.identities).toMatchObject([{ external_id: chat.chatUser.userId, platform: 'discord' }]);
  const asked = await world.deps.db.generation.findMany({ where: { userId: user.id }, orderBy: { createdAt: 'asc' } });
  const prompts = data.tables['generations (as owner)'].map(({ prompt }: { prompt: string }) => prompt);
  expect(prompts.sort()).toEqual(['<script>alert(1)</script> & "quotes"', 'a fox knight']);
  expect(data.tables['generations (as owner)'].map((row: { id: string }) => row.id).sort()).toEqual(
    asked.map((row) => row.id).sort(),
  );
  const entries = await world.deps.db.ledgerEntry.count({ where: { lot: { walletId: user.walletId } } });
  const ledger = Object.entries<unknown[]>(data.tables).filter(([name]) => name.startsWith('ledger_entries'));
  expect(ledger.reduce((sum, [, rows]) => sum + rows.length, 0)).toBeGreaterThanOrEqual(entries > 0 ? 1 : 0);
  expect(data.tables.projects).toMatchObject([{ name: 'Icons' }]);
  expect(data.tables.sessions).toMatchObject([{ user_agent: 'Firefox on Linux' }]);
  expect(data.tables.consents.length).toBeGreaterThan(0);
  expect(data.tables.privacy_requests).toMatchObject([{ kind: 'access' }]);
  expect(data.information.contact).toBe('privacy@example.com');
  expect(data.leftOut.length).toBeGreaterThan(10);
  // The pictures, byte for byte.
  const assets = await world.deps.db.asset.findMany({ where: { userId: user.id } });
  expect(assets.length).toBe(2);
  for (const { id, contentType, storageKey } of assets) {
    const file = files.get(`pictures/${id}.${endingOf(pictureType.parse(contentType))}`);
    expect(file?.equals(await world.deps.storage.get(storageKey))).toBe(true);
  }
  // No secret is in any file.
  const session = await world.deps.db.session.findFirstOrThrow({ where: { userId: user.id } });
  const password = await world.deps.db.account.findFirstOrThrow({
    where: { userId: user.id, password: { not: null } },
  });
  const all = [...files.values()].map(String).join('\n');
  for (const secret of [session.token, password.password ?? 'x', 'argon2id$']) expect(all.includes(secret)).toBe(false);

  // Nobody else, and not she herself with an old sign-in.
  const mallory = webPerson(world);
  await mallory.register('mallory@example.com');
  expect((await fetchAs(mallory, `/files/exports/${id}/1`)).status).toBe(404);
  expect((await fetchAs(undefined, `/files/exports/${id}/1`)).status).toBe(401);
  expect((await fetchAs(ada, `/files/exports/${id}/2`)).status).toBe(404);
  expect((await mallory.get('/api/privacy/exports')).body.items).toEqual([]);
  await world.deps.db.session.update({
    where: { id: session.id },
    data: { createdAt: new Date(Date.now() - 60 * 60_000) },
  });
  expect((await fetchAs(ada, `/files/exports/${id}/1`)).status).toBe(403);
  expect((await ada.get('/api/privacy/exports')).body.type).toBe('sign_in_again');
  expect((await ada.post('/api/privacy/exports')).body.type).toBe('sign_in_again');
});

test('it opens from a folder, in a browser without a network, and runs nothing', async () => {
  const email = 'grace@example.com';
  const grace = webPerson(world);
  await grace.register(email, goodPassword, '<img src=x onerror=alert(1)>');
  const chat = slackPerson(world, { user: 1 });
  await linkChat(grace, chat);
  await chat.imagine('a lighthouse on a cliff --model rd-fast');
  await chat.sees('the picture', ({ images }) => images.length === 1);
  const { files } = await exported(grace, email);
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  const context = await browser.newContext({ offline: true, viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  const at = (name: string) => pathToFileURL(join(folder, name)).href;
  await page.goto(at('index.html'));
  await page.getByRole('heading', { level: 1, name: 'Everything UPixel keeps about you' }).waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'index.png'), fullPage: true });
  await expectAccessible(page);
  await page.getByRole('link', { name: 'users' }).click();
  await page.getByText(email).waitFor();
  await page.getByRole('link', { name: 'Back' }).click();
  await page.getByRole('link', { name: 'Your pictures' }).click();
  await page.getByText('a lighthouse on a cliff').first().waitFor();
  const images = page.locator('img');
  await expect.poll(() => images.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(10);
  expect(await images.count()).toBe(1);
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'pictures.png'), fullPage: true });
  await expectAccessible(page);
  await page.goto(at('information.html'));
  await page.getByRole('heading', { name: 'Who else gets something' }).waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'information.png'), fullPage: true });
  expect(asked.filter((each) => !each.startsWith('file:'))).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a guest gets it by a code from chat, which works once', async () => {
  const chat = discordPerson(world, { user: 2 });
  await chat.imagine({ prompt: 'a guest’s own fox', model: 'rd-fast' });
  await chat.sees('the picture', ({ images }) => images.length === 1);
  await chat.run('privacy');
  const card = await chat.sees('the card', ({ text }) => text.includes('Your data'));
  await chat.press(card.message, 'Get a copy of my data');
  const { text } = await chat.sees('the code', (look) => look.text.includes('type this code'));
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
  const guest = await openBrowser(browser, world.deps.config.publicUrl);
  const { page } = guest;
  await page.goto(url('/export'));
  await page.getByRole('heading', { level: 1, name: 'Your data' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Code' }).fill('AAAA-AAAA-AAAA');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByText('does not open anything').waitFor();
  await page.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Open' }).click();
  const download = page.getByRole('button', { name: /^Download/ });
  await download.waitFor();
  await expectAccessible(page);
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'guest.png') });
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const data = json(unzip(Buffer.concat(chunks)));
  expect(data.tables.identities).toMatchObject([{ external_id: chat.chatUser.userId }]);
  expect(data.tables['generations (as owner)']).toMatchObject([{ prompt: 'a guest’s own fox' }]);
  expect(data.tables.users).toEqual([]);
  expect(page.url()).toBe(url('/export'));
  const again = await webPerson(world).post('/api/privacy/exports/open', { code });
  expect(again.status).toBe(404);
  // Asked once more, it is the same answered request, with a new code.
  await chat.run('privacy');
  const second = await chat.sees('the card again', ({ buttons }) =>
    buttons.some(({ label }) => label === 'Get a copy of my data'),
  );
  await chat.press(second.message, 'Get a copy of my data');
  await chat.sees('another code', (look) => look.text.includes('It is ready') && !look.text.includes(code));
  const { id: identityId } = await world.deps.db.identity.findFirstOrThrow({
    where: await isChatUser(world.deps, chat.chatUser),
  });
  expect(await world.deps.db.privacyRequest.findMany({ where: { identityId } })).toMatchObject([{ state: 'done' }]);
  await guest.context.close();
});

test('large ones come in parts; past their time they are gone, and one that takes an hour is given up with a word', async () => {
  const { deps } = world;
  const email = 'large@example.com';
  const web = webPerson(world);
  await web.register(email);
  const chat = slackPerson(world);
  await linkChat(web, chat);
  for (const prompt of ['one', 'two', 'three']) {
    await chat.imagine(`${prompt} --model rd-fast`);
    await chat.sees(prompt, ({ text, images }) => images.length === 1 && text.includes(prompt));
  }
  const { id: userId } = await deps.db.user.findUniqueOrThrow({ where: { email } });
  const row = await deps.db.export.create({ data: { userId, requestId: userId } });
  await runExport(deps, row.id, 40_000);
  const parts = await deps.db.exportPart.findMany({ where: { exportId: row.id }, orderBy: { number: 'asc' } });
  expect(parts.length).toBeGreaterThan(1);
  const zips = await Promise.all(parts.map(async ({ storageKey }) => unzip(await deps.storage.get(storageKey))));
  expect(zips.flatMap((zip) => [...zip.keys()]).filter((name) => name.startsWith('pictures/'))).toHaveLength(3);
  await deps.db.export.update({ where: { id: row.id }, data: { expiresAt: new Date(0) } });
  expect((await fetchAs(web, `/files/exports/${row.id}/1`)).status).toBe(404);
  const { forgetExports } = await import('#core/privacy/export/forget-exports.ts');
  expect(await forgetExports(deps, 10)).toBe(1);
  expect(await deps.storage.exists(parts[0]?.storageKey ?? '')).toBe(false);

  const slow = await deps.db.export.create({
    data: { userId, requestId: userId, begunAt: new Date(Date.now() - 61 * 60_000) },
  });
  await deps.queues.enqueue('export', { exportId: slow.id });
  const mail = await mailTo(world, email, 'The copy of your data could not be made');
  expect(mail.text).toContain('Nothing was lost');
  expect((await deps.db.export.findUniqueOrThrow({ where: { id: slow.id } })).state).toBe('failed');
});

test('its owner asks for it in the settings, and finds the open request when asking again', async () => {
  const email = 'settings@example.com';
  await webPerson(world).register(email);
  const person = await openBrowser(browser, world.deps.config.publicUrl);
  const { page } = person;
  await page.goto(url('/sign-in?next=/settings/data'));
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Make a copy of my data' }).click();
  await page.getByText(/Your request is P-/).waitFor();
  const download = page.getByRole('link', { name: /^Download/ });
  await download.waitFor();
  await expectAccessible(page);
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'settings.png') });
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  expect(file.suggestedFilename()).toBe('upixel-export-1.zip');
  await person.expectClean();
  await person.context.close();
});

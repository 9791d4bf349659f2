import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { endingOf, pictureType } from '#core/assets/picture-type.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { photoWithPlace } from '#core/images/sample-pictures.ts';
import { openText } from '#core/keys/stored-text.ts';
import { readPerson } from '#core/privacy/erasure/person.ts';
import { exportedColumns, exportedTables } from '#core/privacy/export/columns.ts';
import { isRowOf, type Person } from '#core/privacy/map/rows-of.ts';
import { readReceiptKeys } from '#core/privacy/receipts/keys.ts';
import { readReceipt } from '#core/privacy/receipts/receipt.ts';
import { start as startPostgres } from '#sandbox/postgres/start.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { migrate } from '../prisma/migrate.ts';
import { goodPassword, linkIn, mailTo, tokenIn, webPerson } from './account-person.ts';
import { launchBrowser } from './browser.ts';
import { buildOwnPicture } from './builders/own-picture.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { openTeam } from './open-team.ts';
import { inProof } from './proof.ts';
import { type Needle, needle } from './search/needles.ts';
import { openSealed } from './search/open-sealed.ts';
import { type Dump, dumpOf, searchDump, searchFolder } from './search/places.ts';
import { slackPerson } from './slack-person.ts';
import { unzip } from './unzip.ts';
import { startWorld, type World } from './world.ts';

/** Requests of four images each. */
const requests = inProof ? 48 : 1;

let world: World;
let database: TestDatabase;
let folder: string;
/** In the long proof the database has a server of its own, whose data folder is searched once it is stopped. */
let server: Awaited<ReturnType<typeof startPostgres>> | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upixel-privacy-'));
  if (inProof) {
    server = await startPostgres({ dataDir: join(folder, 'postgres') });
    await migrate(server.url);
    database = { url: server.url, close: async () => undefined };
  } else database = await createTestDatabase();
  world = await startWorld(database, { logLevel: 'info', replicate: { speed: 0.02 } });
}, 120_000);
afterAll(async () => {
  await world?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const email = 'ada.zuckerkandl@example.com';
const newEmail = 'augusta.king@example.com';
/** What is corrected, and what it is afterwards. */
const before = { name: 'Zuckerkandl', project: 'Quokkaburg', title: 'Axolotlfest' };
const after = { name: 'Augustaking', project: 'Wombatville', title: 'Numbatparade' };
/** Sealed with her key. */
const words = [
  after.project,
  after.title,
  'xylophagous',
  'Dugongdorf',
  'Tapirtown',
  'perspicacious',
  'lugubrious',
  'marmosetbay',
];

const open = () => openSealed(world.deps);
const fileOf = async (_bytes: Buffer, path: string) =>
  world.deps.storage.get(relative(join(world.deps.config.dataDir, 'files'), path)).catch(() => undefined);
/** All of our own stores, read as somebody does who has every key of today. */
const traces = async (needles: readonly Needle[]) => [
  ...(await searchDump(await dumpOf(database.url), needles, open())),
  ...(await searchFolder(world.deps.config.dataDir, needles, fileOf)),
];
/** The names of what is found somewhere. */
const namesIn = (found: readonly string[], needles: readonly Needle[]) =>
  needles.map(({ name }) => name).filter((name) => found.some((each) => each.endsWith(`: ${name}`)));
const userOf = async (address: string) =>
  (await world.deps.db.user.findUniqueOrThrow({ where: { email: address } })).id;
const personOf = async (userId: string) => {
  const person = await readPerson(world.deps.db, { kind: 'account', userId });
  if (!person) throw new Error('The account is gone');
  return person;
};

/** They change by being looked at, or go by themselves. */
const restless = ['exports', 'export_parts', 'mails', 'sessions', 'privacy_requests', 'deliveries'];

/** Each row and each column that the map says an export has, compared with the database. */
async function expectWhole(data: { tables: Record<string, Array<Record<string, unknown>>> }, person: Person) {
  for (const { name, roles } of exportedTables().filter((each) => !restless.includes(each.name)))
    for (const role of roles) {
      const columns = exportedColumns(name, role);
      const rows = await world.deps.db.$queryRaw<Array<{ row: Record<string, unknown> }>>`
        SELECT to_jsonb(that) AS row FROM ${Prisma.raw(name)} that WHERE ${isRowOf(name, role, person)}`;
      const expected = await Promise.all(rows.map(({ row }) => opened(row, columns)));
      const got = data.tables[roles.length === 1 ? name : `${name} (as ${role})`] ?? [];
      const sorted = (list: unknown[]) => list.map((row) => JSON.stringify(row)).sort();
      const inOrder = got.map((row) => Object.fromEntries(columns.map((column) => [column.name, row[column.name]])));
      expect(sorted(inOrder), `${name} as ${role}`).toEqual(sorted(expected));
      expect(new Set(got.flatMap(Object.keys)), name).toEqual(
        new Set(got.length > 0 ? columns.map((each) => each.name) : []),
      );
    }
}

async function opened(row: Record<string, unknown>, columns: ReturnType<typeof exportedColumns>) {
  const entries = columns.map(async ({ name, sealedIn }) => {
    const sealed = sealedIn === undefined ? null : row[sealedIn];
    if (typeof sealed !== 'string') return [name, row[name]];
    return [name, await openText(world.deps, { sealed: Buffer.from(sealed.slice(2), 'hex') })];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Nothing leaves the browser for it. */
async function expectReadable(files: Map<string, Buffer>) {
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, 'export', name)), { recursive: true });
    await writeFile(join(folder, 'export', name), bytes);
  }
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(join(folder, 'export', 'index.html')).href);
    await page.getByRole('heading', { level: 1, name: 'Everything UPixel keeps about you' }).waitFor();
    await page.getByRole('link', { name: 'Your pictures' }).click();
    await page.locator('figure img').first().waitFor();
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
  } finally {
    await browser.close();
  }
}

/** 60 bytes that none of the others has: what is drawn in large squares is written in the same bytes in many a picture. */
function pieceOnlyIn(picture: Buffer, others: readonly Buffer[]): Buffer {
  for (let from = picture.length >> 1; from < picture.length - 80; from += 60) {
    const piece = picture.subarray(from, from + 60);
    if (!others.some((other) => other.includes(piece))) return piece;
  }
  throw new Error('No piece of the picture is in this one only');
}

const isDone = (id: string) =>
  vi.waitFor(
    async () => expect((await world.deps.db.erasure.findUniqueOrThrow({ where: { id } })).state).toBe('done'),
    { timeout: 60_000, interval: 100 },
  );

test('export, correct, object, delete, stop, delete again: day 8, the due date, day 43', async () => {
  const { deps, stripe, replicate } = world;
  const [web, onDiscord, onSlack] = [webPerson(world), discordPerson(world), slackPerson(world)];
  const grace = discordPerson(world, { user: 1 });
  await fund(world, grace.chatUser, 100);
  await web.register(email, undefined, `Ada ${before.name}`);
  const userId = await userOf(email);

  // A team's wallet, used before anything is linked: a guest's key becomes the account's.
  await openTeam(world);
  await linkChat(web, onDiscord);
  await linkChat(web, onSlack);
  // A plan, and credits that can be given.
  for (const item of ['plan-pro', 'pack-500']) {
    const begun = await web.post('/api/billing/checkout', { item });
    expect(begun.status, JSON.stringify(begun.body)).toBe(200);
    const { sessionId } = await deps.db.checkout.findFirstOrThrow({ where: { userId, status: 'open' } });
    stripe.people.pay(sessionId ?? '', undefined, email);
    await vi.waitFor(
      async () => {
        expect(await deps.db.payment.count({ where: { userId } })).toBe(item === 'plan-pro' ? 1 : 2);
        expect(await deps.db.checkout.count({ where: { userId, status: 'open' } })).toBe(0);
      },
      { timeout: 15_000 },
    );
  }

  const projects: string[] = [];
  for (const name of [before.project, 'Dugongdorf', 'Tapirtown'])
    projects.push((await web.post('/api/projects', { name, defaults: { style: 'perspicacious' } })).body.id);
  // It is told of nothing that happens here, and its test leads nowhere.
  const hook = { url: 'https://upixel.invalid/marmosetbay', events: ['generation.canceled'] };
  const { webhook } = (await web.post('/api/webhooks', hook)).body;
  expect((await web.post(`/api/webhooks/${webhook.id}/test`)).status).toBe(200);
  for (let nth = 0; nth < requests; nth++) {
    const prompt = `a xylophagous heron ${nth}.`;
    await onDiscord.imagine({ prompt, count: 4, project: before.project });
    await onDiscord.sees(prompt, ({ images, text }) => images.length === 4 && text.includes(prompt));
  }
  await onSlack.imagine('a xylophagous owl');
  await onSlack.sees('the picture', ({ images, text }) => images.length === 1 && text.includes('owl'));
  // A photo, of which somebody else takes the words: they are then that person’s, too.
  const photo = { filename: 'me.jpg', contentType: 'image/jpeg', bytes: await photoWithPlace(300, 200) };
  await onDiscord.imagine({ prompt: 'as a numismatic stamp', model: 'nano-banana', image: photo });
  const stamp = await onDiscord.sees('it', ({ images, text }) => images.length === 1 && text.includes('stamp'));
  await grace.agrees(stamp.message, 'Again');
  await vi.waitFor(
    async () => {
      const { identityId } = await identify(deps, grace.chatUser);
      const own = await deps.db.generation.findMany({ where: { identityId, model: { contains: 'banana' } } });
      expect(own.map(({ finishedAt, inputImageKey }) => [finishedAt !== null, inputImageKey])).toEqual([[true, null]]);
    },
    { timeout: 30_000 },
  );
  const { id: ownPicture } = await buildOwnPicture(deps, { userId }, { title: before.title });
  // Gifts both ways.
  const give = (from: typeof grace, to: string, message: string) =>
    from.run('gift', { person: to, credits: 10, message });
  await give(onDiscord, grace.user.id, 'from a lugubrious friend');
  await grace.sees('the gift', ({ text }) => text.includes('lugubrious'));
  await give(grace, onDiscord.user.id, 'to an iridescent friend');
  await grace.sees('the gift back', ({ text }) => text.includes('iridescent'));
  await vi.waitFor(
    async () => {
      expect(await deps.db.delivery.count({ where: { status: 'pending' } })).toBe(0);
      expect(await deps.db.generation.count({ where: { inputImageUrl: { not: null }, uploadGoneAt: null } })).toBe(0);
      expect(await deps.db.mail.count()).toBe(0);
      expect(await deps.db.webhookDelivery.count({ where: { status: 'pending' } })).toBe(0);
      expect(await deps.db.asset.count({ where: { provenAt: null } })).toBe(0);
    },
    { timeout: 60_000, interval: 50 },
  );

  // Access.
  await deps.usage.flush();
  const { walletId: id } = await deps.db.user.findUniqueOrThrow({ where: { id: userId } });
  await deps.db.wallet.update({ where: { id }, data: { creditsOwed: 7 } });
  const skip = world.mail.messages.length;
  expect((await web.post('/api/privacy/exports')).status).toBe(200);
  await mailTo(world, email, 'The copy of your data is ready', skip);
  const [newest] = (await web.get('/api/privacy/exports')).body.items;
  const cookie = [...web.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const zip = await fetch(`${deps.config.publicUrl}/files/exports/${newest.id}/1`, { headers: { cookie } });
  const files = unzip(Buffer.from(await zip.arrayBuffer()));
  const person = await personOf(userId);
  const data = JSON.parse(String(files.get('data.json')));
  await expectWhole(data, person);
  const { balance } = (await web.get('/api/home')).body;
  expect(data.tables.wallets).toMatchObject([{ id, balance, credits_owed: 7 }]);
  expect(String(files.get('csv/wallets.csv'))).toContain('credits_owed');
  const assets = await deps.db.asset.findMany({ where: { userId } });
  expect(assets.length).toBe(4 * requests + 5); // one from Slack, the stamp, two of the team's, her own
  for (const { id, storageKey, contentType } of assets)
    expect(
      files
        .get(`pictures/${id}.${endingOf(pictureType.parse(contentType))}`)
        ?.equals(await deps.storage.get(storageKey)),
      id,
    ).toBe(true);
  const added = await deps.db.generation.findFirstOrThrow({ where: { userId, inputImageKey: { not: null } } });
  expect(files.has(`added/${added.id}.png`)).toBe(true);
  if (inProof) await expectReadable(files);

  // Correction.
  expect((await web.auth('update-user', { name: `Ada ${after.name}` })).status).toBe(200);
  const confirm = mailTo(world, newEmail, 'Confirm your new e-mail address', world.mail.messages.length);
  expect((await web.auth('change-email', { newEmail, password: goodPassword })).status).toBe(200);
  const token = tokenIn(await confirm);
  expect((await web.auth('confirm-email-change', { token })).status).toBe(200);
  expect((await web.patch(`/api/projects/${projects[0]}`, { name: after.project })).status).toBe(200);
  expect((await web.patch(`/api/assets/${ownPicture}`, { title: after.title })).status).toBe(204);
  const customers = await deps.db.customer.findMany({ where: { userId } });
  expect(customers.length).toBeGreaterThan(0);
  const atStripe = () => customers.map(({ id }) => stripe.objects.customers.get(id)?.email);
  await vi.waitFor(() => expect(atStripe()).toEqual(customers.map(() => newEmail)), { timeout: 15_000 });
  await vi.waitFor(async () => expect(await deps.db.mail.count()).toBe(0), { timeout: 15_000, interval: 50 });
  // The old values are in the copy that she asked for before, and the address also where she can undo its change; nowhere else.
  const old = [email, ...Object.values(before)].map((word) => needle(word));
  const elsewhere = (await traces(old)).filter((each) => !/\/exports\//.test(each));
  expect(elsewhere.filter((each) => !each.startsWith('public.email_changes: '))).toEqual([]);

  // Objection.
  expect((await web.patch('/api/privacy/statistics', { objects: true })).status).toBe(204);
  expect((await web.get('/api/privacy')).body.objectsToStatistics).toBe(true);

  // The search finds what there is: in whatever form, with every key.
  const picture = await deps.storage.get(assets.find(({ generationId }) => generationId !== null)?.storageKey ?? '');
  const identities = await deps.db.identity.findMany({ where: { userId } });
  expect(identities).toHaveLength(2);
  const readable = [needle(newEmail)];
  const notHers = await deps.db.asset.findMany({ where: { OR: [{ userId: null }, { userId: { not: userId } }] } });
  const others = await Promise.all(notHers.map(({ storageKey }) => deps.storage.get(storageKey)));
  const piece = needle(pieceOnlyIn(picture, others), 'a piece of her picture');
  const sealed = [...words, after.name, onDiscord.user.id, onSlack.user.id].map((word) => needle(word));
  const hers = [...readable, ...sealed, piece];
  const dump: Dump = await dumpOf(database.url);
  expect(namesIn(await traces(hers), hers)).toEqual(hers.map(({ name }) => name));
  const inCopy = [...readable, ...sealed];
  expect(namesIn(await searchDump(dump, inCopy, open()), inCopy)).toEqual(inCopy.map(({ name }) => name));
  // Without her keys, no word of hers.
  expect(await searchDump(dump, sealed)).toEqual([]);
  const gracesBalance = (await identify(deps, grace.chatUser)).balance;

  // Deletion, a stop, and again.
  expect((await web.post('/api/deletion')).status).toBe(200);
  const stop = tokenIn(await mailTo(world, newEmail, 'Your account will be deleted'));
  expect((await webPerson(world).post('/api/deletion/stop', { token: stop })).body).toEqual({ plansGoOn: true });
  await web.signIn(newEmail);
  const again = world.mail.messages.length;
  const due = await web.post('/api/deletion');
  expect(due.status, JSON.stringify(due.body)).toBe(200);
  const page = new URL(linkIn(await mailTo(world, newEmail, 'Your account will be deleted', again))).hash.slice(1);
  const { id: erasureId } = await deps.db.erasure.findFirstOrThrow({ where: { userId, state: 'waiting' } });
  await deps.db.erasure.update({ where: { id: erasureId }, data: { dueAt: new Date(Date.now() - 1_000) } });
  await isDone(erasureId);

  // Day 8: our own stores.
  await mailTo(world, newEmail, 'Your data was deleted');
  await vi.waitFor(async () => expect(await deps.db.mail.count()).toBe(0), { timeout: 15_000, interval: 50 });
  expect(await traces([...hers, ...old])).toEqual([]);
  // The account’s id stays in the register and the list of erasures, and ids of the service’s own in the log for 30 days. They lead nowhere.
  const ids = [userId, ...projects, ...assets.map(({ id }) => id)].map((id) => needle(id));
  const inRows = (await traces(ids)).filter((each) => !each.includes('/upixel.log: '));
  expect(inRows.sort()).toEqual([`public.erasures: ${userId}`, `public.privacy_requests: ${userId}`]);
  const { body } = await webPerson(world).post('/api/deletion/read', { token: page });
  expect(body).toMatchObject({ state: 'done', waitingFor: [] });
  expect(readReceipt(await readReceiptKeys(deps), body.receipt)).toMatchObject({
    kind: 'account',
    ticket: due.body.ticket,
    counts: { images: assets.length, customer_done: customers.length, plan_done: 1 },
  });

  // The due date: those who were given something.
  for (const { id } of customers) {
    expect(stripe.objects.deletedCustomers.has(id)).toBe(true);
    expect(JSON.stringify(stripe.objects.customers.get(id) ?? null)).not.toMatch(
      /example\.com|Zuckerkandl|Augustaking/,
    );
  }
  const uploads = await fetch(`${replicate.apiUrl}/files`, { headers: { authorization: `Bearer ${replicate.token}` } });
  expect(((await uploads.json()) as { results: unknown[] }).results).toEqual([]);
  const states = [...replicate.predictions.values()].map(({ status }) => status);
  expect(states.filter((status) => !['succeeded', 'failed', 'canceled'].includes(status))).toEqual([]);
  for (const chat of [onDiscord, onSlack]) {
    const said = chat.messages().filter(({ ephemeralFor }) => !ephemeralFor) as never[];
    const shown = said.map((message) => JSON.stringify((chat.look as (given: never) => unknown)(message)));
    expect(shown.filter((each) => /heron|xylophagous owl|lugubrious|iridescent/.test(each))).toEqual([]);
  }

  // Day 43: the last copy from before it. Whoever has it and today's keys reads nothing that was sealed for her, and all of what is Grace's.
  expect(await searchDump(dump, sealed, open())).toEqual([]);
  const gracesWords = [needle('iridescent'), needle('a crest')];
  expect(namesIn(await searchDump(dump, gracesWords, open()), gracesWords)).toEqual(['iridescent', 'a crest']);

  // Everybody else's sums hold.
  expect((await identify(deps, grace.chatUser)).balance).toBe(gracesBalance);
  expect(await findFaultyWallets(deps)).toEqual([]);
  if (server) await searchServer([...hers, ...old], sealed);
}, 600_000);

/** The folder of a server that is stopped: what no query shows any more, and what the server has not yet reused. */
async function searchServer(all: readonly Needle[], sealed: readonly Needle[]) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  // As autovacuum does in its time, so that the test need not wait for it.
  await client.query('VACUUM FULL');
  await client.query('CHECKPOINT');
  await client.end();
  await world.close();
  await server?.stop();
  const cluster = join(folder, 'postgres', 'cluster');
  expect(await searchFolder(join(cluster, 'base'), all)).toEqual([]);
  // The log of changes reaches further back, and ends within the backups' horizon: what was sealed was never readable in it.
  expect(namesIn(await searchFolder(cluster, sealed), sealed)).toEqual([]);
}

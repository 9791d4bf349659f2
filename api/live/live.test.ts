import http from 'node:http';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { receivePayment } from '#core/billing/ledger/receive-payment.ts';
import { type LiveEvent, liveEvent } from '#core/contract/pages/live-event.ts';
import { saveProgress } from '#core/generations/progress.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { packPayment } from '#test/builders/payment.ts';
import { buildTeam } from '#test/builders/team.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { createLive, type Live } from './create-live.ts';

let database: TestDatabase;
let api: TestApi;
let live: Live;
const pages: Array<{ close(): void }> = [];
const everyKind = liveEvent.shape.changed.options.length;
beforeEach(async () => {
  database = await createTestDatabase();
  api = await startTestApi(database, (app, deps, readSession) => {
    live = createLive(deps, { beatMs: 60, recheckMs: 100 });
    app.use(live.routes(readSession));
  });
  await listening();
});
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  await live.close();
  await api.close();
});

interface Page {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** The notifications received so far, and when. */
  told: Array<LiveEvent & { at: number }>;
  raw(): string;
  isOver(): boolean;
  close(): void;
}

/** A page that listens, as EventSource does. */
function openPage(who: TestUser | undefined, headers: Record<string, string> = {}): Promise<Page> {
  return new Promise((resolve, reject) => {
    const session = who ? { 'x-test-user': who.sessionId } : {};
    const request = http.get(`${api.url}/api/events`, { headers: { ...session, ...headers } }, (response) => {
      let text = '';
      let isOver = false;
      const told: Page['told'] = [];
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        for (const [, data] of piece.matchAll(/^data: (.*)$/gm))
          told.push({ ...JSON.parse(data ?? ''), at: performance.now() });
      });
      response.on('close', () => {
        isOver = true;
      });
      response.on('error', () => undefined); // when we hang up ourselves
      const page: Page = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        told,
        raw: () => text,
        isOver: () => isOver,
        close: () => request.destroy(),
      };
      pages.push(page);
      resolve(page);
    });
    request.on('error', reject);
  });
}

const kinds = ({ told }: Page) => new Set(told.map(({ changed }) => changed));
async function settled(page: Page): Promise<Page> {
  await vi.waitFor(() => expect(page.raw()).toContain('still here'), { timeout: 30_000 });
  page.told.length = 0;
  return page;
}
/**
 * Everything is announced once when listening to the database begins; from then on only changes. Every ten seconds the
 * connection that listens asks for 1, to see that it holds.
 */
async function listening() {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await vi.waitFor(
    async () => {
      const { rows } = await client.query(
        `SELECT 1 FROM pg_stat_activity WHERE application_name = 'upixel-live' AND query ~ '^(LISTEN|SELECT 1)'
       AND state = 'idle' AND datname = current_database()`,
      );
      expect(rows).toHaveLength(1);
    },
    { timeout: 30_000 },
  );
  await client.end();
}

test('is an open answer that proxies pass on, for who is signed in', async () => {
  const page = await openPage(await buildUser(api.deps));
  expect(page.status).toBe(200);
  expect(page.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  await vi.waitFor(() => expect(page.raw()).toMatch(/^retry: 3000\n/), { timeout: 30_000 });
  await vi.waitFor(() => expect(page.raw()).toContain(': still here\n\n'), { timeout: 30_000 });
  expect((await openPage(undefined)).status).toBe(401);
});

test('tells an account what changes in it, and nobody else', async () => {
  const ada = await buildUser(api.deps);
  const eve = await buildUser(api.deps);
  const hers = await settled(await openPage(ada));
  const others = await settled(await openPage(eve));
  const { id, assetIds } = await buildGeneration(api.deps, ada);
  await vi.waitFor(() => expect(hers.told).toContainEqual(expect.objectContaining({ changed: 'generation', id })), {
    timeout: 30_000,
  });
  await api.ask(ada, 'POST', '/api/assets/delete', { ids: assetIds });
  await receivePayment(api.deps, packPayment({ walletId: ada.walletId, userId: ada.userId }));
  await vi.waitFor(() => expect(kinds(hers)).toEqual(new Set(['generation', 'assets', 'credits', 'billing'])), {
    timeout: 30_000,
  });
  await buildGeneration(api.deps, eve);
  await vi.waitFor(() => expect(others.told).toHaveLength(1), { timeout: 30_000 });
  expect(kinds(others)).toEqual(new Set(['generation']));
});

test('tells the members of a team what decides which images its gallery shows, and nobody else', async () => {
  const [ada, grace, eve] = await Promise.all([buildUser(api.deps), buildUser(api.deps), buildUser(api.deps)]);
  const { workspaceId, walletId } = await buildTeam(api.deps);
  const members = [ada, grace].map(({ identityId }) => ({ workspaceId, identityId }));
  await api.deps.db.teamMember.createMany({ data: members });
  const [sees, others] = await Promise.all([openPage(ada).then(settled), openPage(eve).then(settled)]);
  const { assetIds } = await buildGeneration(api.deps, { ...grace, walletId });
  const asset = { where: { id: assetIds[0] ?? '' } };
  const owner = { where: { id: grace.userId } };
  const { db } = api.deps;
  const changes = [
    () => db.asset.update({ ...asset, data: { sharedTeamId: workspaceId } }),
    () => db.asset.update({ ...asset, data: { hiddenAt: new Date() } }),
    () => db.asset.update({ ...asset, data: { hiddenAt: null } }),
    () => db.user.update({ ...owner, data: { blockedAt: new Date() } }),
    () => db.user.update({ ...owner, data: { blockedAt: null, deletionDueAt: new Date() } }),
    () => db.asset.update({ ...asset, data: { sharedTeamId: null } }),
  ];
  for (const change of changes) {
    sees.told.length = 0;
    await change();
    const told = expect.objectContaining({ changed: 'teamGallery', id: workspaceId });
    await vi.waitFor(() => expect(sees.told).toEqual([told]), { timeout: 30_000 });
  }
  // Of what is not shown there they hear nothing.
  sees.told.length = 0;
  await db.asset.update({ ...asset, data: { hiddenAt: new Date() } });
  await db.user.update({ ...owner, data: { blockedAt: new Date() } });
  await buildGeneration(api.deps, ada);
  await vi.waitFor(() => expect(kinds(sees)).toContain('generation'), { timeout: 30_000 });
  expect(kinds(sees)).not.toContain('teamGallery');
  expect(others.told).toEqual([]);
});

test('says no more than once in 250 ms that a kind changed, and never forgets the last change', async () => {
  const ada = await buildUser(api.deps);
  const { id } = await buildGeneration(api.deps, ada);
  await api.deps.db.generation.update({ where: { id }, data: { status: 'running' } });
  const page = await settled(await openPage(ada));
  const from = performance.now();
  let lastFrom = from;
  for (let index = 1; index <= 60; index++) {
    lastFrom = performance.now();
    await saveProgress(api.deps, id, index / 100);
  }
  await vi.waitFor(() => expect(page.told.at(-1)?.at).toBeGreaterThan(lastFrom), { timeout: 30_000 });
  expect(page.told.every((event) => event.id === id)).toBe(true);
  // Counts them instead of measuring gaps: notifications sent in time may arrive late, and then together.
  const lastedMs = (page.told.at(-1)?.at ?? 0) - from;
  expect(page.told.length).toBeLessThanOrEqual(Math.ceil(lastedMs / 250) + 1);
});

test('several things at once are told of as no one thing', async () => {
  const ada = await buildUser(api.deps);
  for (let built = 0; built < 5; built++) await buildGeneration(api.deps, ada);
  const page = await settled(await openPage(ada));
  await api.deps.db.generation.updateMany({ where: { userId: ada.userId }, data: { status: 'running' } });
  await vi.waitFor(
    () => expect(page.told).toContainEqual(expect.objectContaining({ changed: 'generation', id: null })),
    { timeout: 30_000 },
  );
});

test('a connection that broke is made anew, and every page asks again', async () => {
  const ada = await buildUser(api.deps);
  const page = await settled(await openPage(ada));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'upixel-live' AND datname = current_database()`;
  await client.query(kill);
  await vi.waitFor(() => expect(kinds(page).size).toBe(everyKind), 30_000);
  await client.end();
  page.told.length = 0;
  const { id } = await buildGeneration(api.deps, ada);
  await vi.waitFor(() => expect(page.told).toContainEqual(expect.objectContaining({ changed: 'generation', id })), {
    timeout: 30_000,
  });
});

test('a browser that comes back is told to ask again for everything', async () => {
  const ada = await buildUser(api.deps);
  await settled(await openPage(ada));
  const back = await openPage(ada, { 'last-event-id': '1' });
  await vi.waitFor(() => expect(kinds(back).size).toBe(everyKind), { timeout: 30_000 });
  const anew = await settled(await openPage(ada));
  expect(anew.told).toEqual([]);
});

test('ends with its session', async () => {
  const ada = await buildUser(api.deps);
  const bob = await buildUser(api.deps);
  const eve = await buildUser(api.deps);
  const [signedOut, deleted, good] = [await openPage(ada), await openPage(bob), await openPage(eve)];
  await api.deps.db.session.delete({ where: { id: ada.sessionId } });
  await api.deps.db.session.delete({ where: { id: bob.sessionId } });
  await vi.waitFor(() => expect([signedOut.isOver(), deleted.isOver()]).toEqual([true, true]), { timeout: 30_000 });
  expect(good.isOver()).toBe(false);
});

test('the oldest of an account’s pages makes room for the eleventh', async () => {
  const ada = await buildUser(api.deps);
  const other = await openPage(await buildUser(api.deps));
  const opened: Page[] = [];
  for (let index = 0; index < 11; index++) opened.push(await openPage(ada));
  await vi.waitFor(() => expect(opened.map((page) => page.isOver())).toEqual([true, ...Array(10).fill(false)]), {
    timeout: 30_000,
  });
  expect(other.isOver()).toBe(false);
});

test('closing ends every page, so that the server can stop, and opens none', async () => {
  const ada = await buildUser(api.deps);
  const page = await openPage(ada);
  await live.close();
  await vi.waitFor(() => expect(page.isOver()).toBe(true), { timeout: 30_000 });
  expect((await openPage(ada)).status).toBe(503);
});

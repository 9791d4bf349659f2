import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { contract } from '#core/contract/pages/contract.ts';
import type { LedgerLine } from '#core/contract/pages/ledger-shapes.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { settle } from '#core/generations/settlement.ts';
import { claimRuns } from '#core/generations/submission.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { addWorkspace } from '#core/teams/add-workspaces.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { ledgerCsv } from './csv-routes.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase(), (app, deps, readSession) =>
    app.use(ledgerCsv(deps, readSession)),
  );
});
afterAll(async () => {
  expect(await findFaultyWallets(api.deps)).toEqual([]);
  await api.close();
});

const list = async (who: TestUser, query: Record<string, string> = {}) => {
  const { json } = await api.ask(who, 'GET', `/api/ledger?${new URLSearchParams(query)}`);
  return contract.listLedger.answer.parse(json);
};
const words = (lines: LedgerLine[]) => lines.map(({ amount, balanceAfter, words }) => [amount, balanceAfter, words]);

/** Requests images as a person in chat does, and keeps this many of them. */
async function imagine(identityId: string, asked: { prompt: string; model?: string; count: number; kept?: number }) {
  const generation = await requestGeneration(api.deps, {
    requester: { identityId },
    requestKey: randomUUID(),
    model: findImageModel(asked.model ?? '') ?? defaultModel,
    prompt: asked.prompt,
    size: 'square',
    count: asked.count,
    target: { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1000 },
  });
  if (!generation) throw new Error('not accepted');
  if (asked.kept === undefined) return generation.id;
  const [run] = await claimRuns(api.deps, generation.id);
  if (!run) throw new Error('not claimed');
  const assets = Array.from({ length: asked.kept }, (_, position) => ({
    ...{
      id: randomUUID(),
      position,
      storageKey: 'a',
      thumbnailKey: 'b',
      contentType: 'image/png' as const,
      sha256: 'c',
    },
    ...{ width: 1, height: 1, byteLength: 1 },
  }));
  await settle(api.deps, { predictionId: run.predictionId, status: 'succeeded', assets });
  return generation.id;
}

test('every line is explained, with the balance after it', async () => {
  const user = await buildUser(api.deps, { credits: 20 });
  await imagine(user.identityId, { prompt: 'a fox knight', count: 4, kept: 3 });
  const { walletId } = user;
  await grantCredits(api.deps, { walletId, origin: 'purchase', amount: 100, key: randomUUID() });
  await grantCredits(api.deps, { walletId, origin: 'grant', amount: 1, key: randomUUID() });
  await imagine(user.identityId, {
    prompt: `a very long story ${'and so on '.repeat(20)}`,
    model: 'rd-plus',
    count: 3,
  });
  const { items, next } = await list(user);
  expect(next).toBeNull();
  expect(words(items)).toEqual([
    [-7, 94, expect.stringMatching(/^Held for 3 pictures with rd-plus, 7 of 24 credits: “a very long story .{41}…”$/)],
    [-17, 101, expect.stringMatching(/^Held for 3 pictures with rd-plus, 17 of 24 credits: “/)],
    [1, 118, '1 credit granted by UPixel'],
    [100, 117, 'Bought 100 credits'],
    [1, 17, 'Back for 1 picture that was not made: “a fox knight”'],
    [-4, 16, '4 pictures with flux-schnell: “a fox knight”'],
    [20, 20, '20 trial credits'],
  ]);
  expect(items[5]?.lot).toMatchObject({ label: 'Trial credits', expiresAt: null });
  const wallet = await api.deps.db.wallet.findUniqueOrThrow({ where: { id: walletId } });
  expect(items[0]?.balanceAfter).toBe(wallet.balance);
});

test('a request that is called off gives back in words', async () => {
  const user = await buildUser(api.deps, { credits: 20 });
  const id = await imagine(user.identityId, { prompt: 'never mind', count: 2 });
  expect((await api.ask(user, 'POST', `/api/generations/${id}/cancel`, {})).json).toEqual({ outcome: 'canceled' });
  expect((await api.ask(user, 'POST', `/api/generations/${id}/cancel`, {})).json).toEqual({ outcome: 'canceled' });
  expect((await list(user, { limit: '1' })).items[0]).toMatchObject({
    kind: 'release',
    amount: 2,
    balanceAfter: 20,
    words: 'Back for 2 pictures that you canceled: “never mind”',
    generationId: id,
  });
});

test('a linked guest’s lots bring their history along, and a second trial is explained away', async () => {
  const user = await buildUser(api.deps, { credits: 20 });
  await addWorkspace(api.deps, { platform: 'slack', externalId: 'T' });
  const guest = await identify(api.deps, { platform: 'slack', teamId: 'T', userId: randomUUID() });
  const { walletId } = guest;
  await api.deps.db.identity.update({ where: { id: guest.identityId }, data: { createdAt: new Date('2026-01-05') } });
  await imagine(guest.identityId, { prompt: 'as a guest', count: 1, kept: 1 });
  await grantCredits(api.deps, { walletId, origin: 'grant', amount: 5, key: randomUUID() });
  await api.deps.db
    .$queryRaw`SELECT outcome FROM link_identity(${guest.identityId}::uuid, ${user.userId}::uuid, 'Ada', NULL, NULL)`;
  const { items } = await list(user);
  expect(words(items)).toEqual([
    [-19, 25, 'Trial credits count once per person: not carried over from a second identity'],
    [5, 44, '5 credits granted by UPixel'],
    [-1, 39, '1 picture with flux-schnell: “as a guest”'],
    [20, 40, '20 trial credits'],
    [20, 20, '20 trial credits'],
  ]);
});

test('pages and filters', async () => {
  const user = await buildUser(api.deps, { credits: 20 });
  for (let index = 0; index < 5; index++)
    await imagine(user.identityId, { prompt: `number ${index}`, count: 2, kept: 1 });
  const all = (await list(user)).items;
  expect(all).toHaveLength(11);
  const paged: LedgerLine[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await list(user, { limit: '3', ...(cursor ? { cursor } : {}) });
    paged.push(...page.items);
    cursor = page.next;
    if (cursor)
      await grantCredits(api.deps, { walletId: user.walletId, origin: 'grant', amount: 1, key: randomUUID() });
  }
  expect(paged).toEqual(all);
  const holds = (await list(user, { kind: 'hold' })).items;
  expect(holds).toEqual(all.filter(({ kind }) => kind === 'hold'));
  const today = new Date().toISOString().slice(0, 10);
  const days = [all[0], all.at(-1)].map((line) => line?.createdAt.slice(0, 10) ?? today);
  expect((await list(user, { from: days[1] ?? '', to: days[0] ?? '', kind: 'hold' })).items).toEqual(holds);
  expect((await list(user, { to: '2020-01-01' })).items).toEqual([]);
  expect((await api.ask(user, 'GET', '/api/ledger?cursor=x')).json).toMatchObject({ type: 'bad_cursor', status: 400 });
  const page = await api.statementsOf(() => list(user, { limit: '3', cursor: all[0]?.id ?? '' }));
  expect(page).toHaveLength(1);
});

/** Parses RFC 4180 by its grammar. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

test('is a file for spreadsheets that runs nothing', async () => {
  const user = await buildUser(api.deps, { credits: 20 });
  const prompts = ['=1+1', '+x', '-x', '@SUM(A1)', 'a "quoted", fox\nin two lines', 'Füchse'];
  for (const prompt of prompts) await imagine(user.identityId, { prompt, count: 1, kept: 1 });
  const response = await api.fetch(user, '/api/ledger.csv?kind=hold');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename=upixel-credits-[\d-]+\.csv$/);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const [columns, ...rows] = readCsv(bytes.subarray(3).toString('utf8'));
  expect(columns?.slice(0, 6)).toEqual(['time', 'kind', 'credits', 'balance', 'explanation', 'prompt']);
  expect(rows.map((row) => row[5]).reverse()).toEqual(["'=1+1", "'+x", "'-x", "'@SUM(A1)", ...prompts.slice(4)]);
  expect(rows.map((row) => row[2])).toEqual(rows.map(() => '-1')); // a number stays a number
  expect(rows.every((row) => row.length === columns?.length)).toBe(true);
  expect((await api.fetch(undefined, '/api/ledger.csv')).status).toBe(401);
  expect((await api.fetch(user, '/api/ledger.csv?kind=theft')).status).toBe(400);
});

test('a long history is read in pages, and none of it is lost', async () => {
  const user = await buildUser(api.deps);
  const grants = Array.from({ length: 1200 }, () => randomUUID());
  await api.deps.db.$queryRaw`
    SELECT grant_credits(${user.walletId}::uuid, 'grant', 1, key, NULL) FROM unnest(${grants}::text[]) AS key`;
  const text = await (await api.fetch(user, '/api/ledger.csv')).text();
  const balances = readCsv(text)
    .slice(1)
    .map((row) => Number(row[3]));
  expect(balances).toEqual(Array.from({ length: 1200 }, (_, index) => 1200 - index));
});

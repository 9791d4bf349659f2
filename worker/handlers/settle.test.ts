import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { refusalWords } from '#core/models/refusal-words.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildRequest } from '#test/builders/request.ts';
import { createTestDatabase } from '#test/database.ts';
import { fund } from '#test/fund.ts';
import { startWorld, type World } from '#test/world.ts';
import { settle } from './settle.ts';
import { submit } from './submit.ts';
import { sweep } from './sweep.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [], replicate: { speed: 0 } });
});
afterAll(() => world.close());
afterEach(() => world.replicate.faults.clear());

/** A request whose run is over at the provider, and the credits held for it. */
async function ended({ count = 1 } = {}) {
  const { deps, replicate } = world;
  const user = { platform: 'discord', teamId: '', userId: buildDiscordId() } as const;
  await fund(world, user, 20);
  const { identityId } = await identify(deps, user);
  const asked = await requestGeneration(deps, buildRequest(identityId, { count, target: nowhere }));
  if (!asked) throw new Error('not accepted');
  const generationId = asked.id;
  await submit(deps, { generationId });
  const isOver = () => [...replicate.predictions.values()].every(({ status }) => isEnd(status));
  await vi.waitUntil(isOver, { timeout: 30_000, interval: 5 });
  const row = () => deps.db.prediction.findFirstOrThrow({ where: { generationId } });
  const generation = () => deps.db.generation.findUniqueOrThrow({ where: { id: generationId } });
  const balance = async () =>
    (await deps.db.identity.findUniqueOrThrow({ where: { id: identityId }, include: { wallet: true } })).wallet.balance;
  /** As if the pause were over, and so many minutes had passed since the run ended. */
  const later = (minutes = 0) =>
    deps.db
      .$executeRaw`UPDATE predictions SET next_try_at = now() - interval '1 ms', ended_at = ended_at - ${minutes}::int * interval '1 minute' WHERE generation_id = ${generationId}::uuid`;
  /** However slow this machine is, the pause is not over yet. */
  const waits = () =>
    deps.db.prediction.updateMany({ where: { generationId }, data: { nextTryAt: new Date(Date.now() + 60_000) } });
  const isDue = async () => (await findLost(deps)).of('settle').some((each) => each.generationId === generationId);
  return { generationId, before: asked.balance, row, generation, balance, later, waits, isDue };
}

const isEnd = (status: string) => status === 'succeeded' || status === 'failed';
const nowhere = { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1_000_000 } as const;

test.each([
  ['403', { type: 'answer', status: 403 }],
  ['a connection that is cut', { type: 'dropAfter' }],
] as const)(
  'outputs that answer %s: tried again after growing pauses, and after 50 minutes the credits go back',
  async (_name, fault) => {
    const { deps, replicate } = world;
    const run = await ended();
    replicate.faults.add({ on: 'GET /delivery', do: fault, times: 100 });
    for (const pauseS of [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
      const triedAt = Date.now();
      await settle(deps, { generationId: run.generationId, slot: 0 });
      const putOffAt = ((await run.row()).nextTryAt?.getTime() ?? 0) - pauseS * 1000;
      expect(putOffAt).toBeGreaterThanOrEqual(triedAt - 1);
      expect(putOffAt).toBeLessThanOrEqual(Date.now() + 1);
      // Until then nothing asks: neither the sweep nor a webhook that comes twice.
      await run.waits();
      expect(await run.isDue()).toBe(false);
      const asked = replicate.calls.length;
      await settle(deps, { generationId: run.generationId, slot: 0 });
      expect(replicate.calls.length).toBe(asked);
      await run.later();
      expect(await run.isDue()).toBe(true);
    }
    expect(await run.balance()).toBe(run.before);

    await run.later(51);
    await settle(deps, { generationId: run.generationId, slot: 0 });
    expect(await run.generation()).toMatchObject({ status: 'failed', failure: 'unavailable', stored: 0 });
    expect(await run.balance()).toBe(run.before + 1);
  },
);

test('a provider that says nothing of a run any more: the credits go back, and not before it can have ended', async () => {
  const { deps, replicate } = world;
  const run = await ended();
  replicate.faults.add({ on: /^GET \/v1\/predictions/, do: { type: 'answer', status: 500 }, times: 100 });
  const since = (minutes: number) =>
    deps.db
      .$executeRaw`UPDATE predictions SET next_try_at = now() - interval '1 ms', submitted_at = now() - ${minutes}::int * interval '1 minute'
      WHERE generation_id = ${run.generationId}::uuid`;
  await settle(deps, { generationId: run.generationId, slot: 0 });
  await since(50);
  await settle(deps, { generationId: run.generationId, slot: 0 });
  expect(await run.generation()).toMatchObject({ status: 'running' });
  expect(await run.balance()).toBe(run.before);
  await since(70);
  await settle(deps, { generationId: run.generationId, slot: 0 });
  expect(await run.generation()).toMatchObject({ status: 'failed', failure: 'unavailable' });
  expect(await run.balance()).toBe(run.before + 1);
});

test('a silent run that is found again and again is asked about once; each webhook counts', async () => {
  const { deps } = world;
  const { generationId } = await ended();
  await deps.db
    .$executeRaw`UPDATE predictions SET checked_at = now() - interval '1 hour' WHERE generation_id = ${generationId}::uuid`;
  const waiting = async () => (await deps.queues.backlog()).find(({ job }) => job === 'settle')?.waiting;
  const before = await waiting();
  for (let sweeps = 0; sweeps < 3; sweeps++) await sweep(deps);
  expect(await waiting()).toBe((before ?? 0) + 1);
  for (let webhooks = 0; webhooks < 2; webhooks++) await deps.queues.enqueue('settle', { generationId, slot: 0 });
  expect(await waiting()).toBe((before ?? 0) + 3);
});

test('one of four pictures never comes: the others are kept and delivered at the end, and the rest is paid back', async () => {
  const { deps, replicate } = world;
  const run = await ended({ count: 4 });
  replicate.faults.add({ on: /^GET \/delivery.*out-1/, do: { type: 'answer', status: 403 }, times: 100 });
  await settle(deps, { generationId: run.generationId, slot: 0 });
  expect(await run.generation()).toMatchObject({ status: 'running' });
  await run.later(51);
  await settle(deps, { generationId: run.generationId, slot: 0 });
  expect(await run.generation()).toMatchObject({ status: 'succeeded', failure: 'unavailable', stored: 3 });
  expect(await run.balance()).toBe(run.before + 1);
});

test('outputs that can be fetched again before that are kept', async () => {
  const { deps, replicate } = world;
  const run = await ended();
  replicate.faults.add({ on: 'GET /delivery', do: { type: 'answer', status: 503 }, times: 1 });
  await settle(deps, { generationId: run.generationId, slot: 0 });
  await run.later(20);
  await settle(deps, { generationId: run.generationId, slot: 0 });
  expect(await run.generation()).toMatchObject({ status: 'succeeded', failure: null, stored: 1 });
});

test('a picture that the store takes longer to keep than a claim lasts keeps its claim', async () => {
  const run = await ended();
  let free: () => void = () => undefined;
  const busy = new Promise<void>((resolve) => {
    free = resolve;
  });
  const { storage } = world.deps;
  const slow = { ...storage, put: (...kept: Parameters<typeof storage.put>) => busy.then(() => storage.put(...kept)) };
  const settling = settle({ ...world.deps, storage: slow }, { generationId: run.generationId, slot: 0 });
  const lease = async () => (await run.row()).leaseUntil?.getTime() ?? 0;
  await vi.waitUntil(async () => (await lease()) > 0, { timeout: 30_000, interval: 5 });
  const first = await lease();
  await vi.waitUntil(async () => (await lease()) > first, { timeout: 30_000, interval: 50 });
  free();
  await settling;
  expect(await run.generation()).toMatchObject({ status: 'succeeded', stored: 1 });
});

test.each(refusalWords.map(({ maker, said }) => [maker, said[0] ?? ''] as const))(
  'a filter that says no in the words of %s has refused',
  async (_maker, words) => {
    const { deps, replicate } = world;
    replicate.faults.add({ on: 'RUN', do: { type: 'answer', status: 0, body: words } });
    const run = await ended();
    await settle(deps, { generationId: run.generationId, slot: 0 });
    expect(await run.generation()).toMatchObject({ status: 'failed', failure: 'refused' });
    expect(await run.balance()).toBe(run.before + 1);
  },
);

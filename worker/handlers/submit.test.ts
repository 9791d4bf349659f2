import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { createDeps, type Deps } from '#core/deps.ts';
import { cancelGeneration } from '#core/generations/cancel.ts';
import { leases } from '#core/generations/limits.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { claimSettlement } from '#core/generations/settlement.ts';
import { refusalWords } from '#core/models/refusal-words.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildRequest } from '#test/builders/request.ts';
import { createTestDatabase } from '#test/database.ts';
import { startProxy, type TcpProxy } from '#test/proxy.ts';
import { startWorld, type World } from '#test/world.ts';
import { cancel } from './cancel.ts';
import { settle } from './settle.ts';
import { strays } from './strays.ts';
import { submit } from './submit.ts';

let world: World;
let proxy: TcpProxy;
/** A second worker, whose database is behind a proxy. */
let frozen: Deps;
const creating = /^POST \/v1\/.*predictions$/;

beforeAll(async () => {
  const database = await createTestDatabase();
  world = await startWorld(database, { roles: [], replicate: { modelTimeMs: 3_600_000 } });
  proxy = await startProxy(database.url);
  const shared = createDeps({ ...world.deps.config, databaseUrl: proxy.through(database.url) });
  // With a job's timeout, as a worker has it: a person's 5 s would be over before the claim is.
  frozen = { ...shared, db: shared.dbFor('job') };
});
beforeEach(() => world.replicate.reset());
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await frozen.close();
  await proxy.close();
  await world.close();
});

async function ask() {
  const { identityId, walletId } = await identify(world.deps, {
    platform: 'discord',
    teamId: '',
    userId: buildDiscordId(),
  });
  const generation = await requestGeneration(world.deps, buildRequest(identityId));
  if (!generation) throw new Error('not accepted');
  return { generationId: generation.id, identityId, walletId, price: generation.price, balance: generation.balance };
}

/** As if so much time had passed for a generation, by the only clock that counts: the database's. */
async function wait(generationId: string, seconds: number) {
  await world.deps.db.$executeRaw`
    UPDATE predictions SET lease_until = lease_until - ${seconds}::int * interval '1 second',
      posted_until = posted_until - ${seconds}::int * interval '1 second' WHERE generation_id = ${generationId}::uuid`;
  await world.deps.db.$executeRaw`
    UPDATE generations SET started_at = started_at - ${seconds}::int * interval '1 second' WHERE id = ${generationId}::uuid`;
  world.replicate.clock.advance(seconds * 1_000);
}

const runOf = (generationId: string) => world.deps.db.prediction.findFirstOrThrow({ where: { generationId } });
const creations = () => world.replicate.calls.filter(({ method, path }) => creating.test(`${method} ${path}`)).length;
const lookedFor = () => world.replicate.calls.filter(({ path }) => path === '/v1/predictions').length;
/** Whether a second prediction of it will be looked for. */
const isWatched = async (generationId: string) =>
  (await world.deps.queues.all.find(({ name }) => name === 'strays')?.getJob(`strays-${generationId}`)) !== undefined;
const madeIds = () => [...world.replicate.predictions.keys()];

test('a worker died before it saved the id, and the webhook saves it while the next worker looks: paid once', async () => {
  const { deps, replicate } = world;
  const { generationId } = await ask();
  await submit(deps, { generationId });
  const row = await runOf(generationId);
  const externalId = row.externalId ?? '';
  const past = new Date(Date.now() - 1_000);
  await deps.db.prediction.update({
    where: { id: row.id },
    data: { status: 'submitting', externalId: null, leaseUntil: past, postedUntil: past },
  });

  replicate.faults.add({ on: 'GET /v1/predictions', do: { type: 'slow', ms: 500 } });
  const resumed = submit(deps, { generationId });
  await vi.waitUntil(() => lookedFor() > 0, { timeout: 30_000, interval: 5 });
  expect(await claimSettlement(deps, { generationId, slot: 0, externalId })).toMatchObject({ externalId });
  await resumed;

  expect(replicate.predictions.size).toBe(1);
  expect(await runOf(generationId)).toMatchObject({ externalId });
});

test.each([
  ['has taken over', undefined],
  ['has taken over, and heard no answer', { type: 'dropAfter' }],
] as const)(
  'a worker frozen between its claim and the creation sends nothing, because another %s',
  async (_, fault) => {
    const { generationId } = await ask();
    proxy.holdAnswersTo('take_sendable_runs');
    const late = submit(frozen, { generationId });
    await vi.waitUntil(async () => (await runOf(generationId)).status === 'submitting', { timeout: 30_000 });
    const frozenAt = performance.now();
    // Its claim permits the creation, so that another one looks for that first, and for long enough.
    await wait(generationId, 70);
    if (fault) world.replicate.faults.add({ on: creating, do: fault });
    await submit(world.deps, { generationId });
    expect([lookedFor(), creations()]).toEqual([1, 1]);
    await vi.waitUntil(() => performance.now() - frozenAt > leases.submitMs, { timeout: 30_000 });
    proxy.pass();
    await late;
    expect(creations()).toBe(1);
    if (!fault) expect(await runOf(generationId)).toMatchObject({ status: 'running', externalId: madeIds()[0] });
  },
);

test('a worker frozen after its last look at the claim sends nothing, though nobody has taken over', async () => {
  const { generationId } = await ask();
  proxy.holdAnswersTo('take_sendable_runs');
  const late = submit(frozen, { generationId });
  await vi.waitUntil(async () => (await runOf(generationId)).posts === 1, { timeout: 30_000 });
  // Its own monotonic clock may have stood still meanwhile, as in a machine that was suspended.
  vi.setSystemTime(Date.now() + leases.submitMs);
  await wait(generationId, leases.submitMs / 1_000);
  proxy.pass();
  await late.finally(() => vi.useRealTimers());
  expect(creations()).toBe(0);
});

test('nothing was sent by a worker that died after its claim: the next one sends at once', async () => {
  const { generationId } = await ask();
  await world.deps.db.$queryRaw`SELECT * FROM claim_runs(${generationId}::uuid, '{"free": 1}'::jsonb, 6000)`;
  await wait(generationId, 7);
  await submit(world.deps, { generationId });
  expect(creations()).toBe(1);
  expect(lookedFor()).toBe(0);
});

test.each([
  ['answers 502 and carries it out 14 s later', { type: 'answerBefore', status: 502, ms: 14_000 }, 0],
  ['hangs up, and lists it 14 s later', { type: 'dropAfter' }, 14_000],
  ['creates it, answers 504, and lists it 14 s later', { type: 'answerAfter', status: 504 }, 14_000],
] as const)('the provider %s: paid once', async (_, fault, listLagMs) => {
  const { deps, replicate } = world;
  const { generationId } = await ask();
  replicate.faults.add({ on: creating, do: fault });
  replicate.setListLag(listLagMs);
  const from = performance.now();
  expect(await submit(deps, { generationId })).toEqual({ againInMs: expect.any(Number) });
  await wait(generationId, 7);
  const again = await submit(deps, { generationId });
  // Half of what has passed.
  expect(again?.againInMs).toBeLessThan(5_000 + (performance.now() - from) / 2);
  await wait(generationId, 8);
  expect(await submit(deps, { generationId })).toBeUndefined();
  expect(creations()).toBe(1);
  expect(madeIds()).toEqual([(await runOf(generationId)).externalId]);
});

test('it is sent again after a minute of looking, and what appears later still is canceled at sight and charged to nobody', async () => {
  const { deps, replicate } = world;
  const { generationId, walletId, balance } = await ask();
  replicate.faults.add({ on: creating, do: { type: 'answerBefore', status: 502, ms: 90_000 } });
  const from = performance.now();
  await submit(deps, { generationId });
  let [looks, seconds] = [0, 7];
  await wait(generationId, seconds);
  for (; ; looks++) {
    const again = await submit(deps, { generationId });
    if (creations() > 1) break;
    expect(seconds).toBeLessThan(66);
    const pause = Math.ceil((again?.againInMs ?? 0) / 1_000);
    expect(pause).toBeGreaterThan(0);
    await wait(generationId, pause);
    seconds += pause;
  }
  // On a slow machine some of them pass by themselves.
  expect(seconds + (performance.now() - from) / 1_000).toBeGreaterThanOrEqual(66);
  expect(looks).toBeGreaterThan(3);
  expect(looks).toBeLessThan(12);
  expect(creations()).toBe(2);
  const [ours] = madeIds();
  expect(await runOf(generationId)).toMatchObject({ status: 'running', externalId: ours, posts: 2 });
  expect(await isWatched(generationId)).toBe(true);

  expect(await strays(deps, { generationId })).toMatchObject({ againInMs: expect.any(Number) });
  replicate.clock.advance(25_000);
  const counted = async () => Number(/second_predictions_total (\d+)/.exec((await deps.metrics.text()).body)?.[1]);
  const before = await counted();
  const second = madeIds()[1] ?? '';
  await strays(deps, { generationId });
  expect(replicate.predictions.get(second)?.status).toBe('canceled');
  expect(replicate.predictions.get(ours ?? '')?.status).toBe('processing');
  expect(await deps.db.strayPrediction.findMany({ where: { generationId } })).toMatchObject([
    { externalId: second, slot: 0, canceledAt: expect.any(Date) },
  ]);
  expect(await counted()).toBe(before + 1);
  expect(await deps.db.wallet.findUniqueOrThrow({ where: { id: walletId } })).toMatchObject({ balance });
});

test('a second prediction is watched for though the queue lost the job, and stopped though the provider fails for a while', async () => {
  const { deps, replicate } = world;
  const { generationId } = await ask();
  replicate.faults.add({ on: creating, do: { type: 'answerBefore', status: 502, ms: 90_000 } });
  await submit(deps, { generationId });
  await wait(generationId, 70);
  await submit(deps, { generationId });
  expect(creations()).toBe(2);
  const isDue = async () => (await findLost(deps)).of('strays').some((each) => each.generationId === generationId);
  expect(await isDue()).toBe(true);
  replicate.clock.advance(25_000);
  replicate.faults.add({ on: 'GET /v1/predictions', do: { type: 'answer', status: 500 }, times: 2 });
  expect(await strays(deps, { generationId })).toMatchObject({ againInMs: expect.any(Number) });
  replicate.faults.add({ on: 'cancel', do: { type: 'answer', status: 500 }, times: 2 });
  const second = madeIds()[1] ?? '';
  expect(await strays(deps, { generationId })).toMatchObject({ againInMs: expect.any(Number) });
  expect(replicate.predictions.get(second)?.status).toBe('processing');
  // After the time for looking is over, a known one is stopped all the same.
  await wait(generationId, 700);
  await deps.db.prediction.updateMany({ where: { generationId }, data: { submittedAt: new Date(0) } });
  await deps.db.strayPrediction.updateMany({ where: { generationId }, data: { seenAt: new Date(Date.now() - 6_000) } });
  expect(await isDue()).toBe(true);
  await settle(deps, { generationId, slot: 0, externalId: second });
  expect(await strays(deps, { generationId })).toMatchObject({ againInMs: expect.any(Number) });
  expect(replicate.predictions.get(second)?.status).toBe('canceled');
  expect(await isDue()).toBe(false);
  expect(await strays(deps, { generationId })).toBeUndefined();
});

test('what the provider does not stop is tried again with growing pauses, until it has ended', async () => {
  const { deps, replicate } = world;
  const { generationId, identityId } = await ask();
  await submit(deps, { generationId });
  expect(await cancelGeneration(deps, { generationId, who: { identityId, userId: null } })).toBe('canceling');
  replicate.faults.add({ on: 'cancel', do: { type: 'answer', status: 503 }, times: 2 });
  const calledOff = (seconds: number) => deps.db.$executeRaw`
    UPDATE generations SET cancel_requested_at = now() - ${seconds}::int * interval '1 second' WHERE id = ${generationId}::uuid`;
  for (const seconds of [60, 300]) {
    const from = performance.now();
    await calledOff(seconds);
    const { againInMs = 0 } = (await cancel(deps, { generationId })) ?? {};
    // Half of what has passed.
    expect(againInMs).toBeGreaterThanOrEqual(seconds * 500 - 1);
    expect(againInMs).toBeLessThanOrEqual(seconds * 500 + (performance.now() - from) / 2 + 1);
  }
  await cancel(deps, { generationId });
  const { externalId } = await runOf(generationId);
  expect(replicate.predictions.get(externalId ?? '')?.status).toBe('canceled');
  await settle(deps, { generationId, slot: 0, externalId: externalId ?? '' });
  expect(await cancel(deps, { generationId })).toBeUndefined();
});

test('a webhook of a second prediction, or of one for a run that has ended, stops it and settles nothing', async () => {
  const { deps, replicate } = world;
  const { generationId } = await ask();
  await submit(deps, { generationId });
  const ours = (await runOf(generationId)).externalId;
  const other = await ask();
  await submit(deps, { generationId: other.generationId });
  const externalId = (await runOf(other.generationId)).externalId ?? '';
  await deps.db.prediction.updateMany({ where: { externalId }, data: { externalId: null, status: 'failed' } });

  await settle(deps, { generationId, slot: 0, externalId });
  expect(replicate.predictions.get(externalId)?.status).toBe('canceled');
  expect(await runOf(generationId)).toMatchObject({ externalId: ours, status: 'running' });
  await deps.db.strayPrediction.deleteMany({});
  await settle(deps, { generationId: other.generationId, slot: 0, externalId });
  expect(await deps.db.strayPrediction.count({ where: { externalId } })).toBe(1);
  await deps.db.prediction.updateMany({ where: { generationId: other.generationId }, data: { status: 'running' } });
});

test.each([10, -10])('a worker whose clock is %i minutes off gives up nothing, and ends nothing', async (minutes) => {
  const { deps, replicate } = world;
  const { generationId } = await ask();
  replicate.faults.add({ on: creating, do: { type: 'rateLimit', retryAfterS: 0 } });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
  try {
    expect(await submit(deps, { generationId })).toEqual({ againInMs: expect.any(Number) });
    await wait(generationId, 3);
    await submit(deps, { generationId });
    const { externalId } = await runOf(generationId);
    await settle(deps, { generationId, slot: 0, externalId: externalId ?? '' });
    expect(await runOf(generationId)).toMatchObject({ status: 'running', externalId: madeIds()[0] });
    expect(replicate.predictions.get(externalId ?? '')?.status).not.toBe('canceled');
  } finally {
    vi.useRealTimers();
  }
});

test('what was called off while its outcome is unknown is not sent again', async () => {
  const { deps, replicate } = world;
  const { generationId, identityId } = await ask();
  replicate.faults.add({ on: creating, do: { type: 'drop' } });
  await submit(deps, { generationId });
  await cancelGeneration(deps, { generationId, who: { identityId, userId: null } });
  await wait(generationId, 70);
  await submit(deps, { generationId });
  expect(creations()).toBe(1);
  expect(await runOf(generationId)).toMatchObject({ status: 'canceled' });
  expect(await isWatched(generationId)).toBe(true);
});

test.each(refusalWords.map(({ maker, said }) => [maker, said[0] ?? ''] as const))(
  'an input that is not taken in the words of %s is refused by a filter, and the credits are back',
  async (_, detail) => {
    const { deps, replicate } = world;
    const { generationId, walletId, price, balance } = await ask();
    replicate.faults.add({
      on: creating,
      do: { type: 'answer', status: 422, body: { title: 'x', detail, status: 422 } },
    });
    await submit(deps, { generationId });
    const { status, failure } = await deps.db.generation.findUniqueOrThrow({ where: { id: generationId } });
    expect({ status, failure }).toEqual({ status: 'failed', failure: 'refused' });
    expect((await deps.db.wallet.findUniqueOrThrow({ where: { id: walletId } })).balance).toBe(balance + price);
  },
);

/** Submits again as often as it is asked to, for five minutes. */
async function untilGivenUp(generationId: string): Promise<void> {
  const from = performance.now();
  let seconds = 0;
  for (let tries = 0; ; tries++) {
    expect(tries).toBeLessThan(60);
    const again = await submit(world.deps, { generationId });
    if (!again) {
      // On a slow machine some of them pass by themselves.
      expect(seconds + (performance.now() - from) / 1_000).toBeGreaterThan(295);
      expect(seconds).toBeLessThan(310);
      return;
    }
    const pause = Math.ceil(again.againInMs / 1_000) || 1;
    await wait(generationId, pause);
    seconds += pause;
  }
}

test('a store that does not give the picture to start from: the same, and nothing is sent', async () => {
  const { deps } = world;
  const { generationId, walletId, price, balance } = await ask();
  await deps.db.generation.update({ where: { id: generationId }, data: { inputImageKey: 'inputs/out-of-reach' } });
  await untilGivenUp(generationId);
  expect(await runOf(generationId)).toMatchObject({ status: 'failed' });
  expect((await deps.db.wallet.findUniqueOrThrow({ where: { id: walletId } })).balance).toBe(balance + price);
  expect(creations()).toBe(0);
});

test.each([
  ['answers 500', { type: 'answer', status: 500 }],
  ['answers 503', { type: 'answer', status: 503 }],
  ['hangs up', { type: 'drop' }],
  ['asks to wait', { type: 'rateLimit', retryAfterS: 1 }],
] as const)(
  'a provider that %s for 20 minutes: it ends 5 minutes after asking, and the credits are back',
  async (_, fault) => {
    const { deps, replicate } = world;
    const { generationId, walletId, price, balance } = await ask();
    replicate.faults.add({ on: creating, do: fault, times: 1_000 });
    await untilGivenUp(generationId);
    expect(await runOf(generationId)).toMatchObject({ status: 'failed' });
    const { status, failure } = await deps.db.generation.findUniqueOrThrow({ where: { id: generationId } });
    expect({ status, failure }).toEqual({ status: 'failed', failure: 'unavailable' });
    expect((await deps.db.wallet.findUniqueOrThrow({ where: { id: walletId } })).balance).toBe(balance + price);
    expect(replicate.predictions.size).toBe(0);
  },
);

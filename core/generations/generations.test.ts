import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGuest } from '#test/builders/guest.ts';
import { buildSubscription, packPayment, pay } from '#test/builders/payment.ts';
import { buildImage, buildRequest } from '#test/builders/request.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { withKeys } from '#test/keys.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { type Guest, identify } from '../accounts/identify.ts';
import { plans } from '../billing/plans.ts';
import { findFaultyWallets } from '../credits/audit.ts';
import type { Database } from '../database/client.ts';
import { keepPool } from '../database/direct.ts';
import type { Failure } from '../failure.ts';
import { defaultModel, findImageModel } from '../models/catalogue.ts';
import { createSeal } from '../seal.ts';
import { runningByPlan, trialCredits } from './limits.ts';
import { type GenerationRequest, requestGeneration } from './request.ts';
import { claimSettlement, type FailureCode, type Settlement, settle } from './settlement.ts';
import { claimRuns, permitCreation, saveExternalId } from './submission.ts';

let database: TestDatabase;
let db: Database;
const seal = createSeal(Buffer.alloc(32));
beforeAll(async () => {
  database = await createTestDatabase();
  // Without our limits of time: fifty at once wait for each other.
  const pool = new pg.Pool({ connectionString: database.url });
  db = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  keepPool(db, pool);
});
afterAll(async () => {
  expect(await findFaultyWallets({ db })).toEqual([]);
  await db.$disconnect();
  await database.close();
});

const target = {
  platform: 'discord',
  workspaceId: '',
  channelId: '1',
  userId: '2',
  replyToken: 'token',
  fileLimit: 1000,
} as const;
const request = ({ identityId }: Pick<Guest, 'identityId'>, over: Partial<GenerationRequest> = {}) =>
  requestGeneration(withKeys({ db, seal }), buildRequest(identityId, { target, ...over }));

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: Failure) => error.code,
  );
const balanceOf = async ({ walletId }: Pick<Guest, 'walletId'>) =>
  (await db.wallet.findUniqueOrThrow({ where: { id: walletId } })).balance;

/** Ends every run that may be claimed, with up to `stored` of its images kept. */
async function finish(generationId: string, stored: number, failure?: FailureCode) {
  for (const run of await claimRuns(withKeys({ db }), generationId)) {
    await saveExternalId({ db }, { predictionId: run.predictionId, externalId: randomUUID() });
    const kept = Math.min(stored, run.images);
    const assets = Array.from({ length: kept }, (_, index) => buildImage(run.slot * run.images + index));
    await settle(
      { db },
      { predictionId: run.predictionId, status: kept > 0 ? 'succeeded' : 'failed', assets, failure },
    );
  }
}

test('a guest gets the trial credits once, even when they first appear twice at the same moment', async () => {
  const user = { platform: 'slack', teamId: 'T1', userId: 'U1' } as const;
  await db.workspace.create({ data: { platform: 'slack', externalId: 'T1' } });
  const guests = await Promise.all(Array.from({ length: 8 }, () => identify(withKeys({ db }), user)));
  expect(new Set(guests.map((guest) => guest.walletId)).size).toBe(1);
  expect((await identify(withKeys({ db }), user)).balance).toBe(trialCredits);
  const elsewhere = await identify(withKeys({ db }), { ...user, teamId: 'T2' });
  expect(elsewhere.walletId).not.toBe(guests[0]?.walletId);
});

test('a request delivered twice makes one generation and holds once', async () => {
  const guest = await buildGuest({ db });
  const requestKey = randomUUID();
  const results = await Promise.all([request(guest, { requestKey }), request(guest, { requestKey })]);
  expect(results.filter((result) => result !== undefined)).toHaveLength(1);
  expect(await balanceOf(guest)).toBe(trialCredits - defaultModel.priceCredits);
});

test('50 requests at once on one wallet: exactly as many pass as there is credit for', async () => {
  const guest = await buildGuest({ db });
  const model = findImageModel('flux-2-pro') ?? defaultModel;
  const affordable = Math.floor(trialCredits / model.priceCredits);
  const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(request(guest, { model }))));
  expect(codes.filter((code) => code === 'accepted')).toHaveLength(affordable);
  expect(codes.filter((code) => code === 'too_few_credits')).toHaveLength(50 - affordable);
  expect(await balanceOf(guest)).toBe(trialCredits - affordable * model.priceCredits);
});

test('50 at once within credit: exactly as many pass as may be open, and as many run as may run', async () => {
  const guest = await buildGuest({ db });
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => request(guest)));
  const accepted = results.flatMap((result) => (result.status === 'fulfilled' && result.value ? result.value.id : []));
  expect(accepted).toHaveLength(plans.free.open);
  const claims = await Promise.all(accepted.map((id) => claimRuns(withKeys({ db }), id)));
  expect(claims.filter((runs) => runs.length > 0)).toHaveLength(plans.free.running);
});

test('credits are kept for what was stored and released for the rest, once', async () => {
  const guest = await buildGuest({ db });
  const generation = await request(guest, { count: 4 });
  if (!generation) throw new Error('not accepted');
  await finish(generation.id, 3, 'bad_output');
  await finish(generation.id, 3, 'bad_output');
  expect(await balanceOf(guest)).toBe(trialCredits - 3 * defaultModel.priceCredits);
  const row = await db.generation.findUniqueOrThrow({ where: { id: generation.id } });
  expect(row).toMatchObject({ status: 'succeeded', stored: 3, failure: 'bad_output' });
});

test('images of one request stand in its order, whichever of its runs ended first', async () => {
  const guest = await buildGuest({ db });
  const generation = await request(guest, { model: findImageModel('flux-2-pro') ?? defaultModel, count: 3 });
  if (!generation) throw new Error('not accepted');
  const runs = await claimRuns(withKeys({ db }), generation.id);
  expect(runs.map(({ images }) => images)).toEqual([1, 1, 1]);
  for (const { predictionId, slot } of [1, 2, 0].flatMap((nth) => runs[nth] ?? [])) {
    await saveExternalId({ db }, { predictionId, externalId: randomUUID() });
    await settle({ db }, { predictionId, status: 'succeeded', assets: [buildImage(slot)] });
  }
  // As lists have them: the newest first.
  const orderBy = [{ createdAt: 'desc' }, { id: 'desc' }] as const;
  const assets = await db.asset.findMany({ where: { generationId: generation.id }, orderBy: [...orderBy] });
  expect(assets.map(({ position }) => position)).toEqual([0, 1, 2]);
});

test('settled twice at the same moment, it is settled once', async () => {
  const guest = await buildGuest({ db });
  const generation = await request(guest, { count: 2 });
  if (!generation) throw new Error('not accepted');
  const [run] = await claimRuns(withKeys({ db }), generation.id);
  if (!run) throw new Error('not claimed');
  const settlement: Settlement = { predictionId: run.predictionId, status: 'failed', assets: [], failure: 'failed' };
  const results = await Promise.all(Array.from({ length: 5 }, () => settle({ db }, settlement)));
  expect(results.filter((result) => result.settled)).toHaveLength(1);
  expect(await balanceOf(guest)).toBe(trialCredits);
});

test('a claim that runs out is taken over, as one that may have been sent once that was permitted', async () => {
  const generation = await request(await buildGuest({ db }));
  if (!generation) throw new Error('not accepted');
  const runOut = () =>
    db.prediction.updateMany({
      where: { generationId: generation.id },
      data: { leaseUntil: new Date(Date.now() - 2_000), postedUntil: new Date(Date.now() - 2_000) },
    });
  const [run] = await claimRuns(withKeys({ db }), generation.id);
  if (!run) throw new Error('not claimed');
  // Nothing is to be done first, so the claim permits the creation.
  expect(run).toMatchObject({ unclearMs: null, permission: { posts: 1 } });
  expect(await claimRuns(withKeys({ db }), generation.id)).toEqual([]);
  await runOut();
  const [next] = await claimRuns(withKeys({ db }), generation.id);
  if (!next) throw new Error('not taken over');
  expect(next.unclearMs).toBeGreaterThan(1_900);
  expect(next.permission).toBeUndefined();
  const { permission: _, ...slept } = run;
  expect(await permitCreation({ db }, slept)).toBeUndefined();
  expect(await permitCreation({ db }, next)).toMatchObject({ posts: 2 });
  expect(await permitCreation({ db }, next)).toBeUndefined(); // once
});

test('a run that begins with a picture is permitted only after that is at the provider', async () => {
  const generation = await request(await buildGuest({ db }), { inputImageKey: 'uploads/fox.png' });
  const [run] = await claimRuns(withKeys({ db }), generation?.id ?? '');
  if (!run) throw new Error('not claimed');
  expect(run).toMatchObject({ unclearMs: null });
  expect(run.permission).toBeUndefined();
  await db.prediction.updateMany({ where: { generationId: generation?.id ?? '' }, data: { leaseUntil: new Date(0) } });
  const [next] = await claimRuns(withKeys({ db }), generation?.id ?? '');
  if (!next) throw new Error('not taken over');
  // Surely nothing was sent.
  expect(next).toMatchObject({ unclearMs: null });
  expect(await permitCreation({ db }, run)).toBeUndefined();
  expect(await permitCreation({ db }, next)).toMatchObject({ posts: 1 });
});

test('a provider id that comes by webhook before it was saved is adopted, another one is not', async () => {
  const generation = await request(await buildGuest({ db }));
  if (!generation) throw new Error('not accepted');
  const [run] = await claimRuns(withKeys({ db }), generation.id);
  const wanted = { generationId: generation.id, slot: 0 };
  expect(await claimSettlement(withKeys({ db }), wanted)).toBeUndefined(); // nothing is known yet
  expect(await claimSettlement(withKeys({ db }), { ...wanted, externalId: 'first' })).toMatchObject({
    externalId: 'first',
  });
  expect(await claimSettlement(withKeys({ db }), { ...wanted, externalId: 'second' })).toBeUndefined();
  if (run) await saveExternalId({ db }, { predictionId: run.predictionId, externalId: 'second' });
  const row = await db.prediction.findFirstOrThrow({ where: { generationId: generation.id } });
  expect(row.externalId).toBe('first');
});

test('the database itself refuses a negative balance and any change of the ledger', async () => {
  const { walletId } = await buildGuest({ db });
  await expect(db.wallet.update({ where: { id: walletId }, data: { balance: -1 } })).rejects.toThrow(/not_negative/);
  await expect(db.ledgerEntry.updateMany({ where: { lot: { walletId } }, data: { amount: 1 } })).rejects.toThrow(
    /append-only/,
  );
  await expect(db.ledgerEntry.deleteMany({ where: { lot: { walletId } } })).rejects.toThrow(/append-only/);
  await expect(db.$executeRaw`TRUNCATE ledger_entries`).rejects.toThrow(/append-only/);
  await expect(db.$executeRaw`TRUNCATE wallets CASCADE`).rejects.toThrow(/append-only/);
});

test('the audit finds a wallet that does not add up', async () => {
  const { walletId } = await buildGuest({ db });
  await db.wallet.update({ where: { id: walletId }, data: { balance: trialCredits + 1 } });
  expect(await findFaultyWallets({ db })).toEqual([{ walletId, fault: 'wallet_is_not_sum_of_lots' }]);
  await db.wallet.update({ where: { id: walletId }, data: { balance: trialCredits } });
});

test('50 requests at once on a wallet with credit for 10: exactly 10 pass', async () => {
  const account = await buildUser({ db });
  await buildSubscription({ db }, account, { plan: 'studio' }); // so that nothing but the credit limits them
  const model = findImageModel('rd-plus') ?? defaultModel;
  await pay({ db }, packPayment(account, { credits: 10 * model.priceCredits + 1 }));
  const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(request(account, { model, count: 1 }))));
  expect(codes.filter((code) => code === 'accepted')).toHaveLength(10);
  expect(codes.filter((code) => code === 'too_few_credits')).toHaveLength(40);
  expect(await balanceOf(account)).toBe(1);
});

test('a process of the version before takes no request that it would carry out in part', async () => {
  const guest = await buildGuest({ db });
  const model = findImageModel('sd-3.5-large') ?? defaultModel;
  const wanted = await request(guest, { model, negativePrompt: 'fog' });
  const takes = (id: string | undefined) =>
    db.$queryRaw`SELECT prediction_id FROM take_due_runs(${id}::uuid, ${runningByPlan}::jsonb, 6000)`;
  expect(await takes(wanted?.id)).toEqual([]);
  expect(await claimRuns(withKeys({ db }), wanted?.id ?? '')).toHaveLength(1);
  const usual = await request(guest);
  expect(await takes(usual?.id)).toHaveLength(1);
});

test('a press whose request has failed can be repeated at once: it is being made no more', async () => {
  const guest = await buildGuest({ db });
  const pressKey = randomUUID();
  const first = await request(guest, { pressKey });
  expect(await codeOf(request(guest, { pressKey }))).toBe('pressed_twice');
  await finish(first?.id ?? '', 0, 'failed');
  expect(await codeOf(request(guest, { pressKey }))).toBe('accepted');
});

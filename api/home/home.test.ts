import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { contract } from '#core/contract/pages/contract.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { cancelGeneration } from '#core/generations/cancel.ts';
import { saveProgress } from '#core/generations/progress.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { settle } from '#core/generations/settlement.ts';
import { claimRuns } from '#core/generations/submission.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { noPreferences } from '#core/preferences/preferences.ts';
import { savePreferences } from '#core/preferences/save-preferences.ts';
import { claimSchedule, endSchedule } from '#core/schedules/claim.ts';
import { addWorkspace } from '#core/teams/add-workspaces.ts';
import { nameWorkspaces } from '#core/teams/names.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase());
});
afterAll(() => api.close());

const home = async (who: TestUser) => contract.getHome.answer.parse((await api.ask(who, 'GET', '/api/home')).json);

async function ask({ identityId }: TestUser, prompt: string, model = defaultModel, count = 2): Promise<string> {
  const generation = await requestGeneration(api.deps, {
    requester: { identityId },
    requestKey: randomUUID(),
    model,
    prompt,
    size: 'square',
    count,
    target: { platform: 'slack', workspaceId: 'T9', channelId: '1', userId: '2', fileLimit: 1000 },
  });
  if (!generation) throw new Error('not accepted');
  return generation.id;
}

/** They have had this month's free credits, and spent them. */
async function takeFreeMonth({ userId, identityId }: TestUser): Promise<void> {
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  await api.deps.db.freeMonth.create({ data: { month, identityId, userId } });
}

test('shows credits by lot, what is held, what runs and what was made last, in two statements', async () => {
  const user = await buildUser(api.deps, { platform: 'slack', teamId: 'T9', credits: 20 });
  await takeFreeMonth(user);
  const id = await addWorkspace(api.deps, { platform: 'slack', externalId: 'T9' });
  await nameWorkspaces(api.deps, [{ id, name: 'Pixel Guild' }]);
  const { walletId } = user;
  const expiresAt = new Date(Date.now() + 86_400_000);
  await grantCredits(api.deps, { walletId, origin: 'plan', amount: 30, key: randomUUID(), expiresAt });
  const images = await buildGeneration(api.deps, user, { images: 14, prompt: 'done' });
  const running = await ask(user, 'on its way', findImageModel('flux-2-pro')); // 2 images, a run each, 6 credits each
  const waiting = await ask(user, 'waits');
  const [run] = await claimRuns(api.deps, running);
  await saveProgress(api.deps, running, 0.4567);
  const asset = {
    id: randomUUID(),
    position: 0,
    storageKey: 'a',
    thumbnailKey: 'b',
    contentType: 'image/png' as const,
  };
  await settle(api.deps, {
    predictionId: run?.predictionId ?? '',
    status: 'succeeded',
    assets: [{ ...asset, sha256: 'c', width: 8, height: 8, byteLength: 1 }],
  });

  const statements = await api.statementsOf(() => home(user));
  expect(statements).toHaveLength(2);
  const { lots, running: open, latest, shortfalls, ...account } = await home(user);
  expect(shortfalls).toEqual([]); // open requests have not come short
  // One image of 6 is stored and paid for, one of 6 is still held, and two of 1.
  expect(account).toEqual({ balance: 36, onHold: 8, plan: 'Free' });
  expect(lots).toMatchObject([
    { origin: 'plan', label: 'Credits of your plan', balance: 16, expiresAt: expiresAt.toISOString() },
    { origin: 'trial', balance: 20, expiresAt: null },
  ]);
  const place = { platform: 'slack', name: 'Pixel Guild' };
  expect(open).toMatchObject([
    { id: waiting, status: 'queued', progress: null, ahead: 0, stored: 0, price: 2, place },
    {
      id: running,
      status: 'running',
      progress: 0.46,
      ahead: 0,
      stored: 1,
      price: 12,
      model: 'flux-2-pro',
      canceling: false,
      place,
    },
  ]);
  expect(latest).toHaveLength(12);
  expect(latest[0]?.prompt).toBe('on its way');
  expect(images.assetIds).toContain(latest[1]?.id);
});

test('an account with nothing has an empty home, and nobody has another’s', async () => {
  const user = await buildUser(api.deps);
  await takeFreeMonth(user);
  const nothing = { lots: [], running: [], shortfalls: [], latest: [] };
  expect(await home(user)).toEqual({ balance: 0, onHold: 0, plan: 'Free', ...nothing });
  expect((await api.ask(undefined, 'GET', '/api/home')).status).toBe(401);
});

test('whoever has not chatted this month has its free credits by looking, once', async () => {
  const user = await buildUser(api.deps);
  const seen = await Promise.all([home(user), home(user)]);
  expect(Math.max(...seen.map(({ balance }) => balance))).toBe(30);
  expect(await home(user)).toMatchObject({ balance: 30, plan: 'Free', lots: [{ origin: 'plan', balance: 30 }] });
});

test('who waits is told how many go first', async () => {
  const user = await buildUser(api.deps, { credits: 20 });
  const first = await ask(user, 'first');
  const second = await ask(user, 'second');
  const aheadOf = async (id: string) => (await home(user)).running.find((each) => each.id === id)?.ahead ?? -1;
  expect(await aheadOf(second)).toBeGreaterThan(await aheadOf(first));
});

test('tells what came short in the last day, why, and what came back', async () => {
  const user = await buildUser(api.deps, { credits: 20 });
  const run = async (generationId: string) => (await claimRuns(api.deps, generationId))[0]?.predictionId ?? '';
  const stored = { storageKey: 'a', thumbnailKey: 'b', contentType: 'image/png' as const, sha256: 'c', byteLength: 1 };

  const partial = await ask(user, 'in part');
  await settle(api.deps, {
    predictionId: await run(partial),
    status: 'succeeded',
    assets: [{ ...stored, id: randomUUID(), position: 0, width: 8, height: 8 }],
    failure: 'refused',
  });
  const canceled = await ask(user, 'called off', defaultModel, 1);
  await cancelGeneration(api.deps, { generationId: canceled, who: { identityId: null, userId: user.userId } });
  const old = await ask(user, 'long ago', defaultModel, 1);
  await settle(api.deps, { predictionId: await run(old), status: 'failed', assets: [], failure: 'failed' });
  const createdAt = new Date(Date.now() - 25 * 3_600_000);
  await api.deps.db.generation.update({ where: { id: old }, data: { createdAt } });

  const { shortfalls } = await home(user);
  // What somebody canceled is no failure.
  expect(shortfalls.map(({ id }) => id)).toEqual([partial]);
  expect(shortfalls.find(({ id }) => id === partial)).toMatchObject({
    count: 2,
    stored: 1,
    creditsBack: 1,
    why: expect.stringMatching(/^The safety filter of .* refused this\.$/),
    next: expect.stringMatching(/other words/),
    place: { platform: 'slack' },
  });
});

test('what the check withheld is said, and is in no list; nor is what a place for adults alone shows covered', async () => {
  const user = await buildUser(api.deps, { credits: 20 });
  const id = await ask(user, 'in an age-restricted channel', defaultModel, 2);
  const predictionId = (await claimRuns(api.deps, id))[0]?.predictionId ?? '';
  const picture = { contentType: 'image/png' as const, sha256: 'c', byteLength: 1, width: 8, height: 8 };
  const flagged = { ...picture, id: randomUUID(), position: 0, storageKey: 'assets/a/0-c.png', thumbnailKey: 'b' };
  await settle(api.deps, {
    predictionId,
    status: 'succeeded',
    assets: [{ ...flagged, isFlagged: true }],
    withheld: [{ ...picture, position: 1, storageKey: 'assets/a/1-c.png' }],
    failure: 'refused',
  });
  const { shortfalls, latest } = await home(user);
  expect(shortfalls).toMatchObject([
    { id, stored: 1, creditsBack: 1, why: 'Our check for adult content flagged 1, and it was withheld.' },
  ]);
  expect(latest).toEqual([]);
  expect((await api.ask(user, 'GET', `/api/assets/${flagged.id}`)).status).toBe(404);
  for (const kind of ['image', 'thumbnail'])
    expect((await api.fetch(user, `/files/assets/${flagged.id}/${kind}`)).status).toBe(404);
});

test('progress is kept on change only, and only while it runs and has an owner', async () => {
  const user = await buildUser(api.deps, { credits: 20 });
  const id = await ask(user, 'slowly');
  const progress = async () => (await api.deps.db.generation.findUniqueOrThrow({ where: { id } })).progress;
  await saveProgress(api.deps, id, 0.5);
  expect(await progress()).toBeNull(); // it waits
  await claimRuns(api.deps, id);
  const versionOf = () => api.deps.db.$queryRaw`SELECT xmin::text FROM generations WHERE id = ${id}::uuid`;
  await saveProgress(api.deps, id, 0.5);
  const version = await versionOf();
  await saveProgress(api.deps, id, 0.501);
  expect(await versionOf()).toEqual(version);
  expect(await progress()).toBe(0.5);
  await saveProgress(api.deps, id, 7);
  expect(await progress()).toBe(1);
});

test('what came short is shown until it is dismissed; what comes short afterwards is shown again', async () => {
  const [user, other] = [await buildUser(api.deps, { credits: 20 }), await buildUser(api.deps, { credits: 20 })];
  const comesShort = async (prompt: string, who = user) => {
    const id = await ask(who, prompt, defaultModel, 1);
    const [run] = await claimRuns(api.deps, id);
    const predictionId = run?.predictionId ?? '';
    await settle(api.deps, { predictionId, status: 'failed', assets: [], failure: 'failed' });
    return id;
  };
  const shown = async () => (await home(user)).shortfalls.map(({ id }) => id);
  const dismiss = async (id: string) => (await api.ask(user, 'POST', '/api/home/shortfalls/dismiss', { id })).status;

  const first = await comesShort('first');
  const second = await comesShort('second');
  expect(await dismiss(await comesShort('of somebody else', other))).toBe(404);
  expect(await shown()).toEqual([second, first]);
  // Dismissed while a newer one, not seen yet, was on its way.
  expect(await dismiss(first)).toBe(204);
  expect(await shown()).toEqual([second]);
  expect(await dismiss(second)).toBe(204);
  expect(await dismiss(first)).toBe(204); // an old one takes nothing back
  expect(await shown()).toEqual([]);
  const third = await comesShort('third');
  expect(await shown()).toEqual([third]);
});

test('everybody may know whether requests are worked on, and which release is served', async () => {
  const standing = async () =>
    contract.getStanding.answer.parse((await api.ask(undefined, 'GET', '/api/standing')).json);
  await api.deps.db.schedule.deleteMany();
  expect(await standing()).toMatchObject({ making: 'stopped', stoppedSince: null });
  await claimSchedule(api.deps, 'sweep');
  await endSchedule(api.deps, 'sweep', 0);
  expect(await standing()).toMatchObject({ making: 'running', stoppedSince: null });
  const endedAt = new Date(Date.now() - 60_000);
  await api.deps.db.schedule.updateMany({ data: { endedAt } });
  expect(await standing()).toMatchObject({ making: 'stopped', stoppedSince: endedAt.toISOString() });
  expect((await standing()).release).toMatch(/^\/assets\/index-.+\.js$/);
});

test('what an account wants where it names nothing is what its chat said, until it says so itself', async () => {
  const user = await buildUser(api.deps);
  const read = async () =>
    contract.getPreferences.answer.parse((await api.ask(user, 'GET', '/api/preferences')).json).preferences;
  const save = (body: object) => api.ask(user, 'POST', '/api/preferences', body);
  expect(await read()).toEqual({ model: null, size: null, format: null, resultsFor: null, noticesOff: [] });

  const ofChat = { ...noPreferences, model: 'flux-2-pro', size: 'tall', noticesOff: ['payments', 'of the past'] };
  await savePreferences(api.deps, { userId: null, identityId: user.identityId }, ofChat);
  expect(await read()).toMatchObject({ model: 'flux-2-pro', size: 'tall', noticesOff: ['payments'] });
  expect((await save({ model: 'no such model' })).json).toMatchObject({ type: 'unknown_model' });
  expect((await save({ size: null, resultsFor: 'me' })).json).toMatchObject({ model: 'flux-2-pro', size: null });
  expect(await read()).toMatchObject({ size: null, resultsFor: 'me', noticesOff: ['payments'] });
  expect((await identify(api.deps, user.chatUser)).prefers).toMatchObject({
    model: 'flux-2-pro',
    size: null,
    resultsFor: 'me',
  });
});

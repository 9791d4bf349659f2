import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { deleteAssets } from '#core/assets/delete-assets.ts';
import { cancelGeneration } from '#core/generations/cancel.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { claimRuns } from '#core/generations/submission.ts';
import { enlarge } from '#core/models/enlarge.ts';
import { realEsrgan } from '#core/models/real-esrgan.ts';
import type { CheckBeforePosting } from '#core/ports/check-before-posting.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildRequest } from '#test/builders/request.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { reference } from './reference.ts';
import { submit } from './submit.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
});
afterAll(() => world.close());

/** A request to make a picture larger, of somebody new, whose picture it is. */
async function ask(model: typeof enlarge | typeof realEsrgan = enlarge) {
  const { deps } = world;
  const user = { platform: 'discord', teamId: '', userId: buildDiscordId() } as const;
  const owner = await identify(deps, user);
  const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#2040c0' } })
    .png()
    .toBuffer();
  const art = await buildGeneration(deps, owner, {}, () => ({ bytes, width: 30, height: 20 }));
  const asked = await requestGeneration(
    deps,
    buildRequest(owner.identityId, {
      ...{ model, prompt: 'a fox', size: 'same' },
      madeFrom: { assetId: art.assetIds[0] ?? '', tool: 'upscale', originModel: 'a/b', takesPicture: true },
    }),
  );
  const row = () => deps.db.generation.findUniqueOrThrow({ where: { id: asked?.id ?? '' }, include: { assets: true } });
  const balance = async () => (await identify(deps, user)).balance;
  return { generationId: asked?.id ?? '', sourceId: art.id, row, balance, before: owner.balance, who: owner };
}

test('a worker that dies while it enlarges: the next one does it again, and it is stored and posted once', async () => {
  const { deps } = world;
  const { generationId, row } = await ask();
  const runs = world.replicate.predictions.size;
  // Nothing can be done before the picture is copied, and whoever asked for that may be gone: the sweep finds it.
  expect(await submit(deps, { generationId })).toBeUndefined();
  expect(await row()).toMatchObject({ status: 'queued', inputImageKey: null });
  await reference(deps, { generationId });
  expect(await claimRuns(deps, generationId)).toHaveLength(1);
  expect(await submit(deps, { generationId })).toBeUndefined();
  expect((await row()).assets).toEqual([]);
  // It never came back.
  await deps.db
    .$executeRaw`UPDATE predictions SET lease_until = now() - interval '1 second' WHERE generation_id = ${generationId}::uuid`;
  expect((await findLost(deps)).of('submit')).toContainEqual({ generationId });
  await Promise.all([submit(deps, { generationId }), submit(deps, { generationId })]);
  expect(await submit(deps, { generationId })).toBeUndefined();
  const { assets, ...made } = await row();
  expect(made).toMatchObject({ status: 'succeeded', stored: 1, unitPrice: 0 });
  expect(assets).toMatchObject([{ width: 120, height: 80, contentType: 'image/png' }]);
  expect(world.replicate.predictions.size).toBe(runs);
});

test('what was called off before it is enlarged is not made', async () => {
  const { generationId, row, who } = await ask();
  await reference(world.deps, { generationId });
  await claimRuns(world.deps, generationId);
  expect(await cancelGeneration(world.deps, { generationId, who })).toBe('canceling');
  await world.deps.db
    .$executeRaw`UPDATE predictions SET lease_until = now() - interval '1 second' WHERE generation_id = ${generationId}::uuid`;
  await submit(world.deps, { generationId });
  expect(await row()).toMatchObject({ status: 'canceled', assets: [] });
});

test('a picture that is deleted after the press and before it is copied gives the credits back, and says why', async () => {
  const { deps } = world;
  const { generationId, sourceId, row, balance, before } = await ask(realEsrgan);
  expect(await balance()).toBe(before - 1);
  await deleteAssets(deps, sourceId);
  await reference(deps, { generationId });
  expect(await row()).toMatchObject({ status: 'failed', failure: 'reference_gone', inputImageKey: null });
  expect(await balance()).toBe(before);
});

test('the same if its file is gone, as after an erasure, which takes the row as well', async () => {
  const { deps } = world;
  const gone = await ask(realEsrgan);
  const [source] = await deps.db.asset.findMany({ where: { generationId: gone.sourceId } });
  await deps.storage.delete([source?.storageKey ?? '']);
  await reference(deps, { generationId: gone.generationId });
  expect(await gone.row()).toMatchObject({ failure: 'reference_gone' });
  const erased = await ask(realEsrgan);
  await deps.db.asset.deleteMany({ where: { generationId: erased.sourceId } });
  await reference(deps, { generationId: erased.generationId });
  expect(await erased.row()).toMatchObject({ failure: 'reference_gone', sourceAssetId: null });
  expect(await erased.balance()).toBe(erased.before);
});

test('it is checked for where it is shown: what must not be is withheld, and a check that cannot look is asked again', async () => {
  const { deps } = world;
  const checkedBy = (look: CheckBeforePosting['look']) => ({
    ...deps,
    checks: [{ name: 'a check', limitMs: 1_000, isAtProvider: false, isAskedFor: () => true, look }],
  });
  const { generationId, row } = await ask();
  await reference(deps, { generationId });
  const silent = checkedBy(() => Promise.reject(new Error('it does not answer')));
  expect((await submit(silent, { generationId }))?.againInMs).toBeGreaterThan(0);
  expect(await row()).toMatchObject({ status: 'running', assets: [] });
  await deps.db
    .$executeRaw`UPDATE predictions SET lease_until = now() - interval '1 second' WHERE generation_id = ${generationId}::uuid`;
  await submit(
    checkedBy(async () => ({ refuses: 'withheld' })),
    { generationId },
  );
  expect(await row()).toMatchObject({ status: 'failed', withheld: 1, assets: [] });
});

test('of what a check never looked at the person is told that, and not that something could not be reached', async () => {
  const { deps } = world;
  const look: CheckBeforePosting['look'] = () => Promise.reject(new Error('it does not answer'));
  const silent = {
    ...deps,
    checks: [{ name: 'a check', limitMs: 1_000, isAtProvider: false, isAskedFor: () => true, look }],
  };
  const { generationId, row } = await ask();
  await reference(deps, { generationId });
  await submit(silent, { generationId });
  const longAgo = new Date(Date.now() - 60 * 60_000);
  await deps.db.generation.update({ where: { id: generationId }, data: { startedAt: longAgo } });
  await deps.db.prediction.updateMany({ where: { generationId }, data: { leaseUntil: longAgo, nextTryAt: longAgo } });
  await submit(silent, { generationId });
  expect(await row()).toMatchObject({ status: 'failed', failure: 'unavailable', unchecked: 1, assets: [] });
});

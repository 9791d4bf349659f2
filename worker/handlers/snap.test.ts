import { afterAll, beforeAll, expect, test } from 'vitest';
import { hidePictures, showPictures } from '#core/abuse/hide.ts';
import { identify } from '#core/accounts/identify.ts';
import { chooseCandidate } from '#core/assets/contract/choose-candidate.ts';
import { deleteAssets } from '#core/assets/delete-assets.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { claimRuns } from '#core/generations/submission.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { createPixelThreads, type PixelThreads } from '#core/images/pixel-threads.ts';
import { readProvenance, xmpPacket } from '#core/images/provenance.ts';
import type { PixelWish } from '#core/models/pixel-wish.ts';
import { snap } from '#core/models/snap.ts';
import type { CheckBeforePosting } from '#core/ports/check-before-posting.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildRequest } from '#test/builders/request.ts';
import { createTestDatabase } from '#test/database.ts';
import { fakeArt, photograph, unsureArt } from '#test/pixel/foreign.ts';
import { startWorld, type World } from '#test/world.ts';
import { snapRun } from '../submission/snap-run.ts';
import { reference } from './reference.ts';
import { submit } from './submit.ts';

let world: World;
let pixelThreads: PixelThreads;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
  pixelThreads = createPixelThreads();
});
afterAll(async () => {
  await pixelThreads.stop();
  await world.close();
});
const withThreads = () => ({ ...world.deps, pixelThreads });

/** A request for pixel art of a picture that a model drew, of somebody new, whose picture it is. */
async function ask(file: Awaited<ReturnType<typeof fakeArt>>, pixel?: PixelWish) {
  const { deps } = world;
  const who = await identify(deps, { platform: 'discord', teamId: '', userId: buildDiscordId() });
  const bytes = Buffer.concat(readContainer(file.bytes).rewritten(xmpPacket('a/model')));
  const art = await buildGeneration(deps, who, {}, () => ({ bytes, width: 298, height: 298 }));
  const asked = await requestGeneration(
    deps,
    buildRequest(who.identityId, {
      ...{ model: snap, prompt: 'a fox', size: 'same', pixel },
      madeFrom: { assetId: art.assetIds[0] ?? '', tool: 'pixel-art', originModel: null, takesPicture: true },
    }),
  );
  const generationId = asked?.id ?? '';
  const row = () =>
    deps.db.generation.findUniqueOrThrow({
      where: { id: generationId },
      include: { assets: { orderBy: { position: 'asc' } } },
    });
  return { generationId, sourceId: art.id, row, who };
}

test('a worker that dies while it looks: the next one does it again, and it is stored and posted once', async () => {
  const { deps } = world;
  const { generationId, row } = await ask(await fakeArt());
  expect(await submit(withThreads(), { generationId })).toBeUndefined();
  expect(await row()).toMatchObject({ status: 'queued', inputImageKey: null });
  await reference(deps, { generationId });
  expect(await claimRuns(deps, generationId)).toHaveLength(1);
  await deps.db
    .$executeRaw`UPDATE predictions SET lease_until = now() - interval '1 second' WHERE generation_id = ${generationId}::uuid`;
  expect((await findLost(deps)).of('submit')).toContainEqual({ generationId });
  await Promise.all([submit(withThreads(), { generationId }), submit(withThreads(), { generationId })]);
  expect(await submit(withThreads(), { generationId })).toBeUndefined();
  const { assets, ...made } = await row();
  expect(made).toMatchObject({ status: 'succeeded', stored: 1, unitPrice: 0 });
  expect(made.pixelFound).toEqual({ kind: 'snapped', width: 298, height: 298 });
  expect(assets).toMatchObject([{ width: 32, height: 32, contract: { breaches: [], isOffer: false } }]);
  // It is as much a model's as what it was made of.
  const file = await deps.storage.get(assets[0]?.storageKey ?? '');
  expect(readProvenance(file)).toMatchObject({ aiSystem: 'a/model' });
});

test('what is made of a picture while an operator hides it is hidden, and shown again with it', async () => {
  const { deps } = world;
  const { generationId, sourceId, row } = await ask(await fakeArt());
  await reference(deps, { generationId });
  await hidePictures(deps, sourceId);
  await submit(withThreads(), { generationId });
  const source = await deps.db.asset.findFirstOrThrow({ where: { generationId: sourceId } });
  expect((await row()).assets).toMatchObject([{ width: 32, hiddenAt: source.hiddenAt }]);
  expect(source.hiddenAt).not.toBeNull();
  await showPictures(deps, sourceId);
  expect((await row()).assets).toMatchObject([{ hiddenAt: null }]);
});

test('what is made of a picture while an operator deletes it is hidden, and no message says so of what is deleted', async () => {
  const { deps } = world;
  const { generationId, sourceId, row } = await ask(await fakeArt());
  await reference(deps, { generationId });
  await deleteAssets(deps, sourceId);
  await hidePictures(deps, sourceId);
  await submit(withThreads(), { generationId });
  const source = await deps.db.asset.findFirstOrThrow({ where: { generationId: sourceId } });
  expect((await row()).assets).toMatchObject([{ width: 32, hiddenAt: source.hiddenAt, hiddenToldAt: null }]);
  expect(source.hiddenAt).not.toBeNull();
  expect(source.hiddenToldAt).toEqual(source.hiddenAt);
});

test('a picture that is deleted before it is copied, and one whose time is up, cost nothing and say why', async () => {
  const { deps } = world;
  const deleted = await ask(await fakeArt());
  await deleteAssets(deps, deleted.sourceId);
  await reference(deps, { generationId: deleted.generationId });
  expect(await deleted.row()).toMatchObject({ status: 'failed', failure: 'reference_gone' });
  const slow = await ask(await fakeArt());
  await reference(deps, { generationId: slow.generationId });
  const never: PixelThreads = {
    ...pixelThreads,
    snap: (_pictures, _options, signal) =>
      new Promise((_, reject) => {
        // Its time may be up before it is asked.
        if (signal?.aborted) reject(signal.reason);
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
  };
  const [run] = await claimRuns(deps, slow.generationId);
  if (!run) throw new Error('it is not to be run');
  await snapRun({ ...deps, pixelThreads: never }, slow.generationId, run, { limitMs: 50 });
  expect(await slow.row()).toMatchObject({ status: 'failed', failure: 'timed_out', stored: 0 });
});

test('both of two grids are kept until one is chosen; two who choose at once choose one', async () => {
  const { deps } = world;
  const { generationId, row, who } = await ask(await unsureArt());
  await reference(deps, { generationId });
  await submit(withThreads(), { generationId });
  const { assets, ...made } = await row();
  expect(made).toMatchObject({ status: 'succeeded', stored: 2, count: 1, pixelFound: { kind: 'unsure' } });
  expect(assets).toHaveLength(2);
  const said = await Promise.allSettled(assets.map(({ id }) => chooseCandidate(deps, { assetId: id, who })));
  expect(said.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const after = await row();
  expect(after.stored).toBe(1);
  expect(after.assets.filter(({ deletedAt }) => deletedAt === null)).toHaveLength(1);
});

test('the picture itself is checked before anything of it is shown, and not its few cells', async () => {
  const { deps } = world;
  const looked: number[] = [];
  const checkedBy = (verdict: Awaited<ReturnType<CheckBeforePosting['look']>>) => ({
    ...withThreads(),
    checks: [
      {
        ...{ name: 'a check', limitMs: 1_000, isAtProvider: false, isAskedFor: () => true },
        look: async ({ width }: { width: number }) => {
          looked.push(width);
          return verdict;
        },
      },
    ],
  });
  const refused = await ask(await fakeArt());
  await reference(deps, { generationId: refused.generationId });
  await submit(checkedBy({ refuses: 'withheld' }), { generationId: refused.generationId });
  expect(await refused.row()).toMatchObject({ status: 'failed', withheld: 1, stored: 0, assets: [] });
  const flagged = await ask(await fakeArt());
  await reference(deps, { generationId: flagged.generationId });
  await submit(checkedBy('flagged'), { generationId: flagged.generationId });
  expect((await flagged.row()).assets[0]?.flaggedAt).toBeInstanceOf(Date);
  // Nothing is shown of a photograph, and nobody is asked about it.
  const photo = await ask(await photograph());
  await reference(deps, { generationId: photo.generationId });
  await submit(checkedBy({ refuses: 'withheld' }), { generationId: photo.generationId });
  expect(await photo.row()).toMatchObject({ failure: 'no_grid', withheld: 0 });
  expect(looked).toEqual([298, 298]);
});

test('a size that was said decides between two grids, and a palette and a number of colours are both kept to', async () => {
  const { deps } = world;
  const sized = await ask(await unsureArt(), { longest: 16 });
  await reference(deps, { generationId: sized.generationId });
  await submit(withThreads(), { generationId: sized.generationId });
  expect((await sized.row()).assets).toMatchObject([{ width: 16, height: 16 }]);
  const palette = { colours: [0x1a1c2c, 0xf4f4f4, 0xb13e53, 0x3b5dc9, 0x38b764, 0xffcd75] };
  const few = await ask(await fakeArt(), { palette, colours: 3 });
  await reference(deps, { generationId: few.generationId });
  await submit(withThreads(), { generationId: few.generationId });
  const [asset] = (await few.row()).assets;
  expect(asset?.contract).toMatchObject({ breaches: [], asked: { maxColours: 3, palette: palette.colours } });
});

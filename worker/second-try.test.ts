import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { storedContract } from '#core/assets/contract/asset-contract.ts';
import { decideOffer } from '#core/assets/contract/decide-offer.ts';
import { plainText } from '#core/chat/card/card.ts';
import { statusCard } from '#core/chat/present/generation.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { isSecondTry } from '#core/generations/second-try.ts';
import { readView } from '#core/generations/view.ts';
import { rdFast } from '#core/models/retro-diffusion.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildRequest } from '#test/builders/request.ts';
import { createTestDatabase } from '#test/database.ts';
import { fund } from '#test/fund.ts';
import { startWorld, type World } from '#test/world.ts';
import { settle } from './handlers/settle.ts';
import { submit } from './handlers/submit.ts';
import { secondTry } from './second-try.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [], replicate: { speed: 0 } });
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

/** A request for pixel art whose run is over. */
async function ended(prompt: string, over: Parameters<typeof buildRequest>[1] = {}) {
  const { deps, replicate } = world;
  const user = { platform: 'discord', teamId: '', userId: buildDiscordId() } as const;
  await fund(world, user, 50);
  const { identityId } = await identify(deps, user);
  const asking = buildRequest(identityId, { model: rdFast, prompt, size: '32x32', ...over });
  const asked = await requestGeneration(deps, asking);
  if (!asked) throw new Error('not accepted');
  const generationId = asked.id;
  await submit(deps, { generationId });
  const runs = () => [...replicate.predictions.values()].filter(({ input }) => input.prompt === prompt);
  await vi.waitUntil(() => runs().every(({ status }) => status === 'succeeded'), { timeout: 30_000, interval: 5 });
  return {
    runs,
    row: () => deps.db.prediction.findFirstOrThrow({ where: { generationId } }),
    generation: () => deps.db.generation.findUniqueOrThrow({ where: { id: generationId } }),
    settles: () => settle(deps, { generationId, slot: 0 }),
    pictures: async () => {
      const rows = await deps.db.asset.findMany({ where: { generationId }, orderBy: { position: 'asc' } });
      return rows.map(({ width, height, contract }) => ({ width, height, contract: storedContract.parse(contract) }));
    },
  };
}

test('what is as asked needs no second try', async () => {
  const run = await ended('a fox as asked');
  await run.settles();
  expect(run.runs()).toHaveLength(1);
  const [picture] = await run.pictures();
  expect(picture).toMatchObject({
    ...{ width: 32, height: 32 },
    contract: { breaches: [], changes: [], isOffer: false, facts: { width: 32, grid: 1 }, asked: { maxColours: 256 } },
  });
  expect(picture?.contract?.secondTry).toBeUndefined();
});

test('what is not is drawn once more, as many as are not, with another seed; and that is kept', async () => {
  const run = await ended('a fox, wrong-size-once', { count: 2, pixel: { preset: 'retro' } });
  await run.settles();
  const [first, second, ...others] = run.runs();
  expect(others).toEqual([]);
  expect(second?.input).toEqual({ ...first?.input, seed: second?.input.seed });
  expect(second?.input.seed).not.toBe(first?.input.seed);
  expect(second?.webhook).toBeUndefined();
  const pictures = await run.pictures();
  expect(pictures.map(({ width, contract }) => [width, contract?.isOffer, contract?.secondTry?.index])).toEqual([
    [32, false, 0],
    [32, false, 1],
  ]);
  expect(await run.generation()).toMatchObject({ status: 'succeeded', stored: 2 });
});

const twoColours = { colours: [0x1a1c2c, 0xf4f4f4] };

test.each([
  ['wrong-size', {}, { breaches: [{ kind: 'size' }], changes: [] }],
  ['half-alpha', {}, { breaches: [], changes: [{ kind: 'alpha', pixels: 512 }] }],
  ['too-many-colours', { palette: twoColours }, { breaches: [], changes: [{ kind: 'colours', to: 2 }] }],
  ['keeps-background', { background: 'none' }, { breaches: [{ kind: 'background' }], changes: [] }],
] as const)('%s twice: it is offered as near as it comes, and there is no third try', async (word, pixel, contract) => {
  const run = await ended(`a fox with ${word}`, { pixel });
  await run.settles();
  expect(run.runs()).toHaveLength(2);
  expect((await run.pictures()).map((each) => each.contract)).toMatchObject([{ ...contract, isOffer: true }]);
});

test('how many colours no model is told: they become so many here, however far that moves them, and nobody is asked', async () => {
  const run = await ended('a fox with too-many-colours, in four', { pixel: { colours: 4 } });
  await run.settles();
  expect(run.runs()).toHaveLength(1);
  expect(await run.pictures()).toMatchObject([
    { contract: { isOffer: false, breaches: [], changes: [{ kind: 'colours', to: 4 }] } },
  ]);
});

test.each([
  ['after it was created', {}],
  ['before its id was saved', { secondExternalId: null }],
])('a crash %s: it is waited for, and no third is created', async (when, lost) => {
  const run = await ended(`a fox of wrong-size-once and a crash ${when}`);
  const { id: predictionId, generationId } = await run.row();
  await secondTry(world.deps, { generationId, predictionId, images: 1 });
  await world.deps.db.prediction.update({ where: { id: predictionId }, data: lost });
  await run.settles();
  expect(run.runs()).toHaveLength(2);
  expect((await run.row()).secondExternalId).toBe(run.runs()[1]?.id);
  expect(await run.pictures()).toMatchObject([{ width: 32, contract: { isOffer: false, secondTry: { images: 1 } } }]);
});

test('a second try whose creation was not answered is not created again', async () => {
  const run = await ended('a fox of wrong-size, unanswered');
  world.replicate.faults.add({ on: 'POST /v1/models', do: { type: 'dropAfter' }, times: 1 });
  await run.settles();
  world.replicate.faults.clear();
  expect(run.runs().length).toBeLessThanOrEqual(2);
  expect(await run.pictures()).toMatchObject([{ contract: { isOffer: true } }]);
  expect((await run.row()).secondAskedAt).not.toBeNull();
});

test('while one is drawn once more, its status says so', async () => {
  const run = await ended('a fox that waits');
  const { id, generationId } = await run.row();
  expect(await isSecondTry(world.deps, generationId)).toBe(false);
  await world.deps.db.prediction.update({ where: { id }, data: { secondAskedAt: new Date() } });
  expect(await isSecondTry(world.deps, generationId)).toBe(true);
  const view = await readView(world.deps, generationId);
  if (!view) throw new Error('no view');
  const said = plainText(statusCard(view, { at: 'second_try' }));
  expect(said).toContain('One was not as asked; I draw it once more, at our cost.');
  await run.settles();
  expect(await isSecondTry(world.deps, generationId)).toBe(false);
});

test('nobody gives back more than twenty pictures in a day, and what is on offer stays so', async () => {
  const run = await ended('a fox, wrong-size', { size: '48x48' });
  await run.settles();
  const generation = await run.generation();
  const { identityId, userId, walletId } = generation;
  const [asset] = await world.deps.db.asset.findMany({ where: { generationId: generation.id } });
  const before = await buildGeneration(world.deps, { walletId, identityId: identityId ?? '', userId }, { images: 20 });
  // Nobody paid for them.
  await world.deps.db.generation.update({ where: { id: before.id }, data: { unitPrice: 0 } });
  const data = { givenBackAt: new Date(), deletedAt: new Date() };
  await world.deps.db.asset.updateMany({ where: { generationId: before.id }, data });
  const decide = (keeps: boolean) =>
    decideOffer(world.deps, { assetId: asset?.id ?? '', who: { identityId, userId }, keeps });
  await expect(decide(false)).rejects.toMatchObject({ code: 'too_much' });
  await world.deps.db.asset.updateMany({ where: { generationId: before.id }, data: { givenBackAt: new Date(0) } });
  expect(await decide(false)).toEqual({ price: generation.unitPrice });
  // To say it again changes nothing, and is no other one.
  await world.deps.db.asset.updateMany({ where: { generationId: before.id }, data });
  expect(await decide(false)).toEqual({ price: generation.unitPrice });
});

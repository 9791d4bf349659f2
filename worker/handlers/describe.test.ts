import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { markUndelivered } from '#core/generations/delivery.ts';
import { deleteDescription, describePrompt, findDescription } from '#core/generations/description.ts';
import { findHistory } from '#core/generations/find-history.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { scene } from '#core/images/sample-pictures.ts';
import { blip } from '#core/models/blip.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildRequest } from '#test/builders/request.ts';
import { createTestDatabase } from '#test/database.ts';
import { fund } from '#test/fund.ts';
import { startWorld, type World } from '#test/world.ts';
import { erase } from './erase.ts';
import { reference } from './reference.ts';
import { settle } from './settle.ts';
import { submit } from './submit.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [], replicate: { speed: 0 } });
});
afterAll(() => world.close());

const nowhere = { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1_000_000 } as const;

/** Somebody with a picture, who asks for its description; nothing is done about it yet. */
async function asked() {
  const { deps } = world;
  const user = { platform: 'discord', teamId: '', userId: buildDiscordId() } as const;
  await fund(world, user, 20);
  const who = await identify(deps, user);
  const bytes = await scene(2000, 300).png().toBuffer();
  const art = await buildGeneration(deps, who, {}, () => ({ bytes, width: 2000, height: 300 }));
  const made = await requestGeneration(
    deps,
    buildRequest(who.identityId, {
      ...{ model: blip, prompt: describePrompt, size: 'same', target: nowhere },
      madeFrom: { assetId: art.assetIds[0] ?? '', tool: 'describe', originModel: null, takesPicture: true },
    }),
  );
  if (!made) throw new Error('not accepted');
  const generationId = made.id;
  const isDue = async (job: 'reference' | 'submit' | 'settle' | 'erase') =>
    (await findLost(deps)).of(job).some((each) => each.generationId === generationId);
  const later = () => deps.db.$executeRaw`
    UPDATE generations SET created_at = created_at - interval '1 minute' WHERE id = ${generationId}::uuid`;
  return { generationId, who, isDue, later };
}

/** As after a crash, and by two processes at once. */
const overAndOver = async (work: () => Promise<unknown>) => {
  await Promise.all([work(), work()]);
  await work();
};

test('whoever takes over at any step, it is asked for once, kept once, and paid once', async () => {
  const { deps, replicate } = world;
  const { generationId, who, isDue, later } = await asked();
  await later();
  expect(await isDue('reference')).toBe(true);
  await overAndOver(() => reference(deps, { generationId }));
  expect(await isDue('submit')).toBe(true);
  await overAndOver(() => submit(deps, { generationId }));
  expect(replicate.predictions.size).toBe(1);
  const [run] = replicate.predictions.values();
  expect(run?.input).toEqual({ image: expect.stringMatching(/\/v1\/files\//), task: 'image_captioning' });
  await vi.waitUntil(() => run?.status === 'succeeded', { timeout: 30_000, interval: 5 });
  await deps.db
    .$executeRaw`UPDATE predictions SET checked_at = now() - interval '1 minute' WHERE generation_id = ${generationId}::uuid`;
  expect(await isDue('settle')).toBe(true);
  await overAndOver(() => settle(deps, { generationId, slot: 0 }));
  expect(replicate.paid).toBe(1);
  const entries = await deps.db.ledgerEntry.findMany({ where: { generationId } });
  expect(entries.map(({ kind, amount }) => [kind, amount])).toEqual([['hold', -1]]);
  const row = await deps.db.generation.findUniqueOrThrow({ where: { id: generationId }, include: { assets: true } });
  expect(row).toMatchObject({ status: 'succeeded', stored: 1, failure: null, assets: [] });
  const { description } = await findDescription(deps, generationId);
  expect(description).toMatch(/^a small pixel art creature/);
  // If no chat takes it, it is kept.
  await markUndelivered(deps, { generationId });
  const [kept] = await findHistory(deps, who, { limit: 5, undelivered: true });
  expect(kept).toMatchObject({ id: generationId, description, isKept: true, assets: 0 });
});

test('what was deleted while nobody worked is taken out of the chat by whoever comes next', async () => {
  const { deps } = world;
  const { generationId, isDue } = await asked();
  await deps.db.generation.update({ where: { id: generationId }, data: { description: 'a heron', stored: 1 } });
  await deleteDescription(deps, generationId);
  await expect(findDescription(deps, generationId)).rejects.toMatchObject({ code: 'unknown_generation' });
  expect(await isDue('erase')).toBe(false);
  await deps.db
    .$executeRaw`UPDATE generations SET description_erase_after = now() - interval '1 second' WHERE id = ${generationId}::uuid`;
  expect(await isDue('erase')).toBe(true);
  await overAndOver(() => erase(deps, { generationId }));
  expect(await isDue('erase')).toBe(false);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { claimSettlement } from '#core/generations/settlement.ts';
import { buildRequest } from '#core/generations/testing.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { submit } from './submit.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
});
afterAll(() => world.close());

async function ask(): Promise<string> {
  const { identityId } = await identify(world.deps, { platform: 'discord', teamId: '', userId: randomUUID() });
  const generation = await requestGeneration(world.deps, buildRequest(identityId));
  if (!generation) throw new Error('not accepted');
  return generation.id;
}

test('a worker died before it saved the id, and the webhook saves it while the next worker looks: paid once', async () => {
  const { deps, replicate } = world;
  const generationId = await ask();
  await submit(deps, { generationId });
  const [row] = await deps.db.prediction.findMany({ where: { generationId } });
  const externalId = row?.externalId ?? '';
  const leaseUntil = new Date(Date.now() - 1_000);
  await deps.db.prediction.update({
    where: { id: row?.id ?? '' },
    data: { status: 'submitting', externalId: null, leaseUntil },
  });

  const before = replicate.calls.length;
  replicate.faults.add({ on: 'GET /v1/predictions', do: { type: 'slow', ms: 500 } });
  const resumed = submit(deps, { generationId });
  const isLooking = () => replicate.calls.slice(before).some(({ path }) => path.startsWith('/v1/predictions'));
  await vi.waitUntil(isLooking, { timeout: 5_000, interval: 5 });
  expect(await claimSettlement(deps, { generationId, slot: 0, externalId })).toMatchObject({ externalId });
  await resumed;

  expect(replicate.predictions.size).toBe(1);
  expect(await deps.db.prediction.findMany({ where: { generationId } })).toMatchObject([{ externalId }]);
});

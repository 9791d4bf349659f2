import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { signWebhook } from '#sandbox/replicate/sign-webhook.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildRequest } from '#test/builders/request.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { startWorld, type World } from '#test/world.ts';

/** One in which nobody settles, so that rows stay as a webhook leaves them. */
let still: World;
let world: World;
beforeAll(async () => {
  still = await startWorld(await createTestDatabase(), { roles: ['api'], logLevel: 'silent' });
  world = await startWorld(await createTestDatabase(), { logLevel: 'silent' });
});
afterAll(async () => {
  await still?.close();
  await world?.close();
});

test('the provider is not asked about a run of whose end it told, signed', async () => {
  const ada = discordPerson(world);
  await fund(world, ada.chatUser, 60);
  await ada.imagine({ prompt: 'a believed newt' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  const { externalId, said } = await world.deps.db.prediction.findFirstOrThrow({ where: { status: 'succeeded' } });
  const asks = world.replicate.calls.filter(({ path }) => path === `/v1/predictions/${externalId}`);
  expect(asks).toEqual([]);
  // Where the pictures were is forgotten.
  expect(said).toBeNull();
});

/** A run at the provider, as the row of it says. */
async function run(externalId: string | null) {
  const { deps } = still;
  const { identityId } = await identify(deps, { platform: 'discord', teamId: '', userId: buildDiscordId() });
  const asked = await requestGeneration(deps, buildRequest(identityId, {}));
  if (!asked) throw new Error('not accepted');
  const where = { generationId_slot: { generationId: asked.id, slot: 0 } };
  const status = externalId === null ? 'submitting' : 'running';
  await deps.db.prediction.update({ where, data: { status, externalId, submittedAt: new Date() } });
  const address = `${deps.config.publicUrl}/webhooks/replicate/${asked.id}?slot=0`;
  return {
    address,
    said: async () => (await deps.db.prediction.findUniqueOrThrow({ where })).said,
    /** Signed, as the provider tells of it. */
    async tell(prediction: object): Promise<number> {
      const body = JSON.stringify({ ...ended, ...prediction });
      const at = Math.floor(Date.now() / 1_000);
      const headers = signWebhook(still.replicate.webhookSecret, `msg_${randomUUID()}`, at, body);
      return (await fetch(address, { method: 'POST', headers, body })).status;
    },
  };
}

const ended = {
  ...{ id: 'own', model: 'black-forest-labs/flux-schnell', status: 'succeeded', error: null, logs: '' },
  ...{ input: {}, output: ['https://replicate.delivery/a/output.jpg'], metrics: { predict_time: 1.25 } },
  ...{ created_at: '2026-11-24T10:00:00.000Z', completed_at: '2026-11-24T10:00:02.000Z', data_removed: false },
};
const kept = { status: 'succeeded', outputs: ended.output, refused: false, predictTimeMs: 1_250 };

test('an end is kept with its pictures, and is final', async () => {
  const { tell, said } = await run('own-1');
  expect(await tell({ id: 'own-1', status: 'processing', output: null })).toBe(202);
  expect(await said()).toBeNull();
  expect(await tell({ id: 'own-1' })).toBe(202);
  expect(await said()).toEqual({ id: 'own-1', ...kept });
  // Late, and out of order.
  for (const status of ['processing', 'failed', 'canceled'])
    expect(await tell({ id: 'own-1', status, output: null })).toBe(202);
  expect(await said()).toEqual({ id: 'own-1', ...kept });
});

test('what was signed for another run is not believed here', async () => {
  const { tell, said } = await run('own-2');
  expect(await tell({ id: 'another' })).toBe(202);
  expect(await said()).toBeNull();
});

test('a row that does not know its run yet believes what was made with this very address', async () => {
  const [one, other] = [await run(null), await run(null)];
  expect(await one.tell({ id: 'own-3' })).toBe(202);
  expect(await one.said()).toBeNull();
  expect(await one.tell({ id: 'own-3', webhook: other.address })).toBe(202);
  expect(await one.said()).toBeNull();
  expect(await one.tell({ id: 'own-3', webhook: one.address })).toBe(202);
  expect(await one.said()).toEqual({ id: 'own-3', ...kept });
});

test('what the provider has deleted, and what is no prediction, says nothing', async () => {
  const { tell, said } = await run('own-4');
  expect(await tell({ id: 'own-4', output: null, data_removed: true })).toBe(202);
  expect(await tell({ id: 'own-4', status: 'dancing' })).toBe(400);
  expect(await said()).toBeNull();
});

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isPlace } from '#core/chat/place-hash.ts';
import { statusCard } from '#core/chat/present/generation.ts';
import { readConfig } from '#core/config.ts';
import { createDeps, type Deps } from '#core/deps.ts';
import { returnMessage } from '#core/generations/delivery.ts';
import { claimMessage } from '#core/generations/view.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { discordRefusals } from '#sandbox/discord/refusals.ts';
import { everything, stageDeliveries } from '#test/deliveries.ts';
import { erase } from './erase.ts';
import { progress } from './progress.ts';
import { settle } from './settle.ts';

/** Whose turn it is with a message, and what is shown in the end. Refusals and pauses: deliver-refused, deliver-later. */
const { world, onDiscord, inSlack, withStatus } = stageDeliveries();
/** Another process on the same database, with its own connections. */
let other: Deps;
beforeAll(() => {
  other = createDeps(readConfig(world().env));
});
afterAll(() => other.close());

test('a delivery that takes long, in whichever of its steps, keeps its claim until it is done', async () => {
  const { deps } = world();
  const ada = onDiscord();
  const fox = await withStatus(ada);
  await fox.sent();
  let free: () => void = () => undefined;
  const busy = new Promise<void>((resolve) => {
    free = resolve;
  });
  const { discord } = deps.messengers;
  const deliver: typeof discord.deliver = (...given) => busy.then(() => discord.deliver(...given));
  const messengers = { ...deps.messengers, discord: { ...discord, deliver } };
  const ending = settle({ ...deps, messengers }, { generationId: fox.generationId, slot: 0 });
  const lease = async () => (await fox.row()).leaseUntil?.getTime() ?? 0;
  await vi.waitUntil(async () => (await lease()) > 0, { timeout: 30_000, interval: 5 });
  const first = await lease();
  expect(first).toBeGreaterThan(Date.now());
  await vi.waitUntil(async () => (await lease()) > first, { timeout: 30_000, interval: 50 });
  free();
  await ending;
  expect(await fox.row()).toMatchObject({ status: 'delivered' });
});

test('a status that the chat refuses for good is not tried again', async () => {
  const { deps } = world();
  const fox = await withStatus(onDiscord());
  world().discord.faults.add({ on: everything, do: discordRefusals.invalidForm, times: 100 });
  await progress(deps, { generationId: fox.generationId });
  const before = fox.calls();
  await progress(deps, { generationId: fox.generationId });
  expect(fox.calls()).toBe(before);
});

test('whoever finishes a status after another took over has the result written again', async () => {
  const { deps } = world();
  const ada = onDiscord();
  const fox = await withStatus(ada);
  await fox.sent();
  // Another process holds the message: it is about to show a status, and sleeps.
  const sleeper = await claimMessage(other, fox.generationId, 'open', 30 * 60_000);
  if (typeof sleeper === 'string') throw new Error(sleeper);
  await settle(deps, { generationId: fox.generationId, slot: 0 });
  expect(await fox.row()).toMatchObject({ status: 'pending' });
  await fox.later(); // past its lease
  await fox.try();
  await ada.sees('the result', ({ images }) => images.length === 1);

  await other.messengers.discord.update(sleeper.target, statusCard(sleeper.view, { at: 'starting' }));
  await ada.sees('the late status', ({ text, images }) => text.includes('Starting') && images.length === 0);
  await returnMessage(other, sleeper.hold);
  expect(await fox.isDue()).toBe(true);
  await fox.try();
  await ada.sees('the result again', ({ images }) => images.length === 1);
  expect(ada.messages()).toHaveLength(1);
});

test('a status whose answer is lost comes much later: the result is written again after it', async () => {
  const { deps } = world();
  const ada = onDiscord();
  const fox = await withStatus(ada);
  await fox.sent();
  // One of its two attempts comes in the end: of two, the second could come after what is looked for below.
  world().discord.faults.add({ on: 'PATCH', do: { type: 'answerBefore', status: 504, ms: 60_000 } });
  world().discord.faults.add({ on: 'PATCH', do: { type: 'answer', status: 504 } });
  await progress(deps, { generationId: fox.generationId });
  await settle(deps, { generationId: fox.generationId, slot: 0 });
  world().discord.clock.advance(60_000);
  await ada.sees('the late status', ({ text, images }) => text.includes('🎨') && images.length === 0);
  await fox.later();
  await fox.try();
  await ada.sees('the result', ({ images }) => images.length === 1);
  // And once more, in case it was even later.
  expect((await fox.row()).rewriteAt).not.toBeNull();
});

test('a reply token and a bot token that another key sealed count as not there', async () => {
  const { deps } = world();
  const ada = onDiscord();
  const fox = await withStatus(ada);
  await fox.sent();
  const replyToken = new Uint8Array(Buffer.from('sealed with another key, or not at all'));
  const delivery = { where: { generationId: fox.generationId }, data: { target: { update: { replyToken } } } };
  await deps.db.delivery.update(delivery);
  await settle(deps, { generationId: fox.generationId, slot: 0 });
  expect(await fox.row()).toMatchObject({ status: 'delivered', deliveryMethod: 'channel' });

  const externalId = inSlack().target.workspaceId;
  const where = await isPlace(deps, { platform: 'slack', externalId });
  const { botToken } = await deps.db.workspace.findFirstOrThrow({ where });
  await deps.db.workspace.updateMany({ where, data: { botToken: replyToken } });
  deps.slackTokens.forget(externalId);
  expect(await deps.slackTokens.tokenFor(externalId)).toBeUndefined();
  expect((await deps.metrics.text()).body).toMatch(/operator_needed_total\{cause="encryption_key"\} [1-9]/);
  await deps.db.workspace.updateMany({ where, data: { botToken } });
});

test('deleted pictures are erased from a chat that refuses, and later from one that does not answer, for a day', async () => {
  const { deps } = world();
  const [ada, grace] = [onDiscord(), onDiscord()];
  const [fox, owl, hen] = [await withStatus(ada), await withStatus(grace), await withStatus(ada)];
  for (const each of [fox, owl, hen]) {
    await each.ended();
    await deps.db.asset.updateMany({
      where: { generationId: each.generationId },
      data: { deletedAt: new Date(Date.now() - 6_000) },
    });
  }
  const erased = async ({ generationId }: { generationId: string }) =>
    (await deps.db.asset.findFirstOrThrow({ where: { generationId } })).erasedAt !== null;
  world().discord.faults.add({ on: 'DELETE', do: discordRefusals.missingAccess });
  await erase(deps, { generationId: fox.generationId });
  expect(await erased(fox)).toBe(true);

  world().discord.faults.add({ on: 'DELETE', do: { type: 'answer', status: 503 }, times: 2 });
  const due = async () => (await findLost(deps)).of('erase').some((each) => each.generationId === owl.generationId);
  expect(await due()).toBe(true);
  await erase(deps, { generationId: owl.generationId });
  expect([await erased(owl), await due()]).toEqual([false, false]);
  // Not now(): columns keep milliseconds, and PostgreSQL rounds up as well as down, so that now would not be due yet.
  await deps.db
    .$executeRaw`UPDATE assets SET erase_after = now() - interval '1 second' WHERE generation_id = ${owl.generationId}::uuid`;
  expect(await due()).toBe(true);
  await erase(deps, { generationId: owl.generationId });
  expect(await erased(owl)).toBe(true);

  world().discord.faults.add({ on: 'DELETE', do: { type: 'answer', status: 503 }, times: 100 });
  for (const hours of [23, 25]) {
    await deps.db
      .$executeRaw`UPDATE assets SET erase_after = NULL, deleted_at = now() - ${hours}::int * interval '1 hour'
      WHERE generation_id = ${hen.generationId}::uuid`;
    await erase(deps, { generationId: hen.generationId });
    expect(await erased(hen)).toBe(hours === 25);
  }
});

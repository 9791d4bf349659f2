import { expect, test, vi } from 'vitest';
import { targetOfRow } from '#core/chat/stored-target.ts';
import { recentGenerations } from '#core/generations/recent.ts';
import { redeliver } from '#core/generations/redeliver.ts';
import { discordRefusals } from '#sandbox/discord/refusals.ts';
import { slackRefusals } from '#sandbox/slack/refusals.ts';
import { everything, stageDeliveries } from '#test/deliveries.ts';
import { inProof } from '#test/proof.ts';

/** What a chat does not take now. */
const { world, onDiscord, inSlack, withStatus } = stageDeliveries();
const deliveries = () => world().deps.db.delivery;
const inAMinute = () => new Date(Date.now() + 60_000);

test.each([
  ['Discord answers 503', onDiscord, { type: 'answer', status: 503 }],
  ...([408, 409, 425] as const).map(
    (status) => [`Discord answers ${status}`, onDiscord, { type: 'answer', status }] as const,
  ),
  ['Discord does not accept the bot’s token', onDiscord, discordRefusals.unauthorized],
  ['Slack does not answer', inSlack, { type: 'drop' }],
  ['Slack does not accept our token', inSlack, slackRefusals.invalidAuth],
  ['Slack failed in the middle', inSlack, slackRefusals.internalError],
] as const)('%s: the result waits, with growing pauses, and comes when that is over', async (_name, place, fault) => {
  const ada = place();
  const fox = await withStatus(ada);
  for (const { faults } of [world().discord, world().slack]) faults.add({ on: everything, do: fault, times: 1000 });
  let triedAt = Date.now();
  await fox.ended();
  for (const pauseS of [2, 4, 8, 16, 32]) {
    const { nextTryAt } = await fox.row();
    const putOffAt = (nextTryAt?.getTime() ?? 0) - pauseS * 1000;
    expect(putOffAt).toBeGreaterThanOrEqual(triedAt - 1);
    expect(putOffAt).toBeLessThanOrEqual(Date.now() + 1);
    // However slow this machine is, the pause is not over yet.
    await deliveries().update({ where: { generationId: fox.generationId }, data: { nextTryAt: inAMinute() } });
    const before = fox.calls();
    expect(await fox.isDue()).toBe(false);
    await fox.try();
    expect(fox.calls()).toBe(before);
    await fox.later();
    triedAt = Date.now();
    await fox.try();
  }
  for (const { faults } of [world().discord, world().slack]) faults.clear();
  await fox.later();
  expect(await fox.isDue()).toBe(true);
  await fox.try();
  expect(await fox.row()).toMatchObject({ status: 'delivered', failures: 0 });
  await ada.sees('it', ({ text, images }) => text.includes(fox.prompt) && images.length === 1);
});

// Discord's library retries by itself for half a minute, which is left to the proof.
test.each(
  [['Slack', inSlack, /^POST .*files\./] as const, ['Discord', onDiscord, everything] as const].slice(
    0,
    inProof ? 2 : 1,
  ),
)('%s takes it and says nothing: the result waits', async (_name, place, on) => {
  const fox = await withStatus(place());
  for (const { faults } of [world().discord, world().slack])
    faults.add({ on, do: { type: 'slow', ms: 60_000 }, times: 9 });
  await fox.ended();
  expect(await fox.row()).toMatchObject({ status: 'pending', failures: 1, nextTryAt: expect.any(Date) });
});

test('a pause that the chat asks for is kept to, and no worker sits through it', async () => {
  const ada = onDiscord();
  const fox = await withStatus(ada);
  world().discord.faults.add({ on: everything, do: { type: 'rateLimit', retryAfterS: 90 } });
  const startedAt = Date.now();
  await fox.ended();
  expect(Date.now() - startedAt).toBeLessThan(30_000);
  const { nextTryAt } = await fox.row();
  expect((nextTryAt?.getTime() ?? 0) - startedAt).toBeGreaterThan(80_000);
});

test('after a day it is given up, and /history has it; a late one can be shown elsewhere before that', async () => {
  const ada = onDiscord();
  const [fox, owl] = [await withStatus(ada), await withStatus(ada)];
  world().discord.faults.add({ on: everything, do: { type: 'answer', status: 503 }, times: 1000 });
  await fox.ended();
  await fox.later(23);
  await fox.try();
  expect(await fox.row()).toMatchObject({ status: 'undelivered' });

  await owl.ended();
  const isLate = async () =>
    (await recentGenerations(world().deps, owl.who)).find(({ id }) => id === owl.generationId)?.isLate;
  const { generation } = world().deps.db;
  await generation.update({ where: { id: owl.generationId }, data: { finishedAt: new Date() } });
  // Whatever the process's own clock says.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 });
  expect(await isLate()).toBe(false);
  vi.useRealTimers();
  await owl.later();
  expect(await isLate()).toBe(true);
  const elsewhere = onDiscord();
  await redeliver(world().deps, { generationId: owl.generationId, who: owl.who, target: elsewhere.target });
  world().discord.faults.clear();
  await owl.try();
  const { status, target } = await owl.row();
  expect(status).toBe('delivered');
  expect(target && (await targetOfRow(world().deps, target)).channelId).toBe(elsewhere.target.channelId);
});

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import { isPlace } from '#core/chat/place-hash.ts';
import { statusCard } from '#core/chat/present/generation.ts';
import { rowOfTarget, targetOfRow } from '#core/chat/stored-target.ts';
import { readConfig } from '#core/config.ts';
import { createDeps, type Deps } from '#core/deps.ts';
import { firstHold, returnMessage } from '#core/generations/delivery.ts';
import { leases } from '#core/generations/limits.ts';
import { recentGenerations } from '#core/generations/recent.ts';
import { redeliver } from '#core/generations/redeliver.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { claimMessage } from '#core/generations/view.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { discordRefusals } from '#sandbox/discord/refusals.ts';
import { slackRefusals } from '#sandbox/slack/refusals.ts';
import { buildRequest } from '#test/builders/request.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { inProof } from '#test/proof.ts';
import { slackPerson } from '#test/slack-person.ts';
import { startWorld, type World } from '#test/world.ts';
import { checkoutNote } from './checkout-note.ts';
import { deliver } from './deliver.ts';
import { erase } from './erase.ts';
import { linkedNote } from './linked-note.ts';
import { progress } from './progress.ts';
import { settle } from './settle.ts';
import { submit } from './submit.ts';

let world: World;
/** Another process on the same database, with its own connections. */
let other: Deps;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [], replicate: { speed: 0 } });
  other = createDeps(readConfig(world.env));
});
afterAll(async () => {
  await other.close();
  await world.close();
});
afterEach(() => {
  for (const { faults } of [world.discord, world.slack, world.replicate]) faults.clear();
});

/** A request made in a chat, whose status is already shown. */
async function asked(target: StatusTarget, words = '') {
  const { deps, discord, slack, replicate } = world;
  const { platform, userId } = target;
  const teamId = platform === 'slack' ? target.workspaceId : '';
  await fund(world, { platform, teamId, userId }, 20);
  const { identityId } = await identify(deps, { platform, teamId, userId });
  const prompt = `a fox ${randomUUID()}${words}`;
  const generation = await requestGeneration(deps, buildRequest(identityId, { prompt, target }));
  if (!generation) throw new Error('not accepted');
  const generationId = generation.id;
  await returnMessage(deps, firstHold(generationId));
  const row = () => deps.db.delivery.findUniqueOrThrow({ where: { generationId }, include: { target: true } });
  return {
    generationId,
    row,
    prompt,
    who: { identityId, userId: null },
    async sent() {
      const known = replicate.predictions.size;
      await submit(deps, { generationId });
      const isOver = () =>
        [...replicate.predictions.values()].slice(known).every(({ status }) => status === 'succeeded');
      await vi.waitUntil(isOver, { timeout: 5_000, interval: 5 });
    },
    /** Its pictures are made, and the first attempt to deliver them is over. */
    async ended() {
      await this.sent();
      await settle(deps, { generationId, slot: 0 });
    },
    try: () => deliver(deps, { generationId }),
    isDue: async () => (await findLost(deps)).of('deliver').some((each) => each.generationId === generationId),
    calls: () => discord.calls.length + slack.calls.length,
    /** As if the pause were over, the lease had expired, and so many hours had passed since the pictures were made. */
    async later(hours = 0) {
      await deps.db
        .$executeRaw`UPDATE deliveries SET next_try_at = next_try_at - interval '1 hour', lease_until = lease_until - interval '1 hour',
        rewrite_at = rewrite_at - interval '1 hour' WHERE generation_id = ${generationId}::uuid`;
      await deps.db.$executeRaw`UPDATE generations SET finished_at = finished_at - ${hours + 1}::int * interval '1 hour'
        WHERE id = ${generationId}::uuid`;
    },
  };
}

/** One after the other, because Discord takes five messages in five seconds per channel. */
const places = [0, 1, 2]
  .map((user) => ({ user, channel: 'dm' }))
  .concat(['general', 'art', 'after-dark'].map((channel) => ({ user: 0, channel })));
let turn = 0;

/** A target whose interaction has expired, so that only the bot's own delivery methods are left. */
function onDiscord(place = places[turn++ % places.length]) {
  const ada = discordPerson(world, place);
  const target: StatusTarget = {
    platform: 'discord',
    workspaceId: '',
    channelId: ada.channel.id,
    userId: ada.user.id,
    fileLimit: 10_000_000,
  };
  // biome-ignore lint/nursery/noMisusedPromises: a person, whose type Biome does not follow
  return { ...ada, target };
}

function inSlack() {
  const ada = slackPerson(world);
  const { platform, teamId, userId } = ada.chatUser;
  return {
    // biome-ignore lint/nursery/noMisusedPromises: a person, whose type Biome does not follow
    ...ada,
    target: {
      platform,
      workspaceId: teamId,
      userId,
      channelId: ada.channel.id,
      fileLimit: 10_000_000,
    } satisfies StatusTarget,
  };
}

/** With its status in the channel, as on Discord after the reply, or on Slack after the command. */
async function withStatus(at: ReturnType<typeof onDiscord> | ReturnType<typeof inSlack>, words?: string) {
  const { deps } = world;
  const card: Card = { tone: 'working', title: 'a fox', blocks: [text('Starting…')] };
  const target: StatusTarget = at.target;
  if (target.platform === 'slack') {
    const shown = await deps.slack.show(target, card);
    return asked({ ...target, ...(shown ? { messageId: shown.messageId } : {}) }, words);
  }
  const body = renderDiscord(card);
  const { id } = (await deps.discordRest.bot.post(`/channels/${target.channelId}/messages`, { body })) as {
    id: string;
  };
  return asked({ ...target, messageId: id }, words);
}

const everything = /^(POST|PATCH) .*(messages|chat\.|files\.)/;

test.each(
  Object.entries({ ...discordRefusals, unauthorized: undefined, tooLarge: undefined, fileTooLarge: undefined }).flatMap(
    ([name, fault]) => (fault ? [[name, fault] as const] : []),
  ),
)('Discord says %s: each way is tried once, and the picture is kept for /history', async (_name, fault) => {
  const ada = onDiscord();
  const fox = await withStatus(ada);
  world.discord.faults.add({ on: everything, do: fault, times: 100 });
  const before = fox.calls();
  await fox.ended();
  // Edit, post; then the status, to report it.
  expect(fox.calls() - before).toBe(3);
  expect(await fox.row()).toMatchObject({ status: 'undelivered', nextTryAt: null });
  await fox.later();
  expect(await fox.isDue()).toBe(false);

  world.discord.faults.clear();
  await redeliver(world.deps, { generationId: fox.generationId, who: fox.who, target: ada.target });
  await fox.try();
  expect(await fox.row()).toMatchObject({ status: 'delivered' });
  await ada.sees('it', ({ text, images }) => text.includes(fox.prompt) && images.length === 1);
});

test('a thread that is locked meanwhile: kept, and said where that can be', async () => {
  const ada = onDiscord({ user: 0, channel: 'fox-sketches' });
  const fox = await withStatus(ada);
  world.discord.people.setThread(ada.channel.id, { archived: true, locked: true });
  await fox.ended();
  expect(await fox.row()).toMatchObject({ status: 'undelivered' });
  world.discord.people.setThread(ada.channel.id, { archived: false });
});

test.each(['invalidBlocks', 'archived', 'threadLocked', 'uploadsDisabled', 'ofTomorrow'] as const)(
  'Slack says %s: the picture is kept, and its status says so where it can',
  async (name) => {
    const ada = inSlack();
    const fox = await withStatus(ada);
    world.slack.faults.add({ on: 'POST /api/files.', do: slackRefusals[name], times: 100 });
    await fox.ended();
    expect(await fox.row()).toMatchObject({ status: 'undelivered', nextTryAt: null });
    await ada.sees('word of it', ({ text }) => text.includes(fox.prompt) && text.includes('/upixel history'));
  },
);

test('a channel that is closed whole: the person is told by the way of the request', async () => {
  const ada = await answerable();
  const { responseUrl: replyToken, ...at } = ada;
  const fox = await withStatus({
    ...at,
    target: { ...at.target, replyToken, replyExpiresAt: new Date(Date.now() + 60_000) },
  });
  world.slack.faults.add({ on: /POST \/api\/(files|chat)\./, do: slackRefusals.archived, times: 100 });
  await fox.ended();
  expect(await fox.row()).toMatchObject({ status: 'undelivered' });
  await ada.sees(
    'word of it',
    ({ text }, { ephemeralFor }) => ephemeralFor === ada.user.id && text.includes('/upixel history'),
  );
});

test('Slack says that we were removed: so it is, as if the event had come', async () => {
  const { deps } = world;
  const ada = inSlack();
  const fox = await withStatus(ada);
  const team = await isPlace(deps, { platform: 'slack', externalId: ada.target.workspaceId });
  await deps.db.workspace.updateMany({ where: team, data: { installedAt: new Date(Date.now() - 60_000) } });
  const { botToken } = await deps.db.workspace.findFirstOrThrow({ where: team });
  world.slack.faults.add({ on: 'POST /api/files.', do: slackRefusals.accountInactive, times: 100 });
  await fox.ended();
  expect(await fox.row()).toMatchObject({ status: 'undelivered' });
  expect(await deps.db.workspace.findFirstOrThrow({ where: team })).toMatchObject({ botToken: null });
  await deps.db.workspace.updateMany({ where: team, data: { uninstalledAt: null, botToken } });
});

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
  for (const { faults } of [world.discord, world.slack]) faults.add({ on: everything, do: fault, times: 1000 });
  await fox.ended();
  const pauses: number[] = [];
  for (let tries = 0; tries < 5; tries++) {
    const { nextTryAt } = await fox.row();
    pauses.push(Math.round(((nextTryAt?.getTime() ?? 0) - Date.now()) / 1000));
    const before = fox.calls();
    expect(await fox.isDue()).toBe(false);
    await fox.try();
    expect(fox.calls()).toBe(before);
    await fox.later();
    await fox.try();
  }
  expect(pauses).toEqual([2, 4, 8, 16, 32]);
  for (const { faults } of [world.discord, world.slack]) faults.clear();
  await fox.later();
  expect(await fox.isDue()).toBe(true);
  await fox.try();
  expect(await fox.row()).toMatchObject({ status: 'delivered', failures: 0 });
  await ada.sees('it', ({ text, images }) => text.includes(fox.prompt) && images.length === 1);
});

test.each([
  ['discord', onDiscord, discordRefusals.unauthorized],
  ['slack', inSlack, slackRefusals.invalidAuth],
] as const)('%s does not accept our token: the operator hears of it', async (platform, place, fault) => {
  const heard = async () => {
    const { body } = await world.deps.metrics.text();
    return Number(new RegExp(`operator_needed_total\\{cause="${platform}_token"\\} (\\d+)`).exec(body)?.[1]);
  };
  const fox = await withStatus(place());
  const before = await heard();
  world[platform].faults.add({ on: everything, do: fault, times: 1000 });
  await fox.ended();
  expect(await heard()).toBeGreaterThan(before);
});

// Discord's library retries by itself for half a minute, which is left to the proof.
test.each(
  [['Slack', inSlack, /^POST .*files\./] as const, ['Discord', onDiscord, everything] as const].slice(
    0,
    inProof ? 2 : 1,
  ),
)(
  '%s takes it and says nothing: the result waits',
  async (_name, place, on) => {
    const fox = await withStatus(place());
    for (const { faults } of [world.discord, world.slack])
      faults.add({ on, do: { type: 'slow', ms: 60_000 }, times: 9 });
    await fox.ended();
    expect(await fox.row()).toMatchObject({ status: 'pending', failures: 1, nextTryAt: expect.any(Date) });
  },
  50_000,
);

test('a pause that the chat asks for is kept to, and no worker sits through it', async () => {
  const ada = onDiscord();
  const fox = await withStatus(ada);
  world.discord.faults.add({ on: everything, do: { type: 'rateLimit', retryAfterS: 90 } });
  const startedAt = performance.now();
  await fox.ended();
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  const { nextTryAt } = await fox.row();
  expect((nextTryAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(80_000);
});

test('after a day it is given up, and /history has it; a late one can be shown elsewhere before that', async () => {
  const ada = onDiscord();
  const [fox, owl] = [await withStatus(ada), await withStatus(ada)];
  world.discord.faults.add({ on: everything, do: { type: 'answer', status: 503 }, times: 1000 });
  await fox.ended();
  await fox.later(23);
  await fox.try();
  expect(await fox.row()).toMatchObject({ status: 'undelivered' });

  await owl.ended();
  const isLate = async () =>
    (await recentGenerations(world.deps, owl.who)).find(({ id }) => id === owl.generationId)?.isLate;
  // Whatever the process's own clock says.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 });
  expect(await isLate()).toBe(false);
  vi.useRealTimers();
  await owl.later();
  expect(await isLate()).toBe(true);
  const elsewhere = onDiscord();
  await redeliver(world.deps, { generationId: owl.generationId, who: owl.who, target: elsewhere.target });
  world.discord.faults.clear();
  await owl.try();
  const { status, target } = await owl.row();
  expect(status).toBe('delivered');
  expect(target && (await targetOfRow(world.deps, target)).channelId).toBe(elsewhere.target.channelId);
});

test.each([
  ['Discord', onDiscord, discordRefusals.tooLarge, everything],
  ['Discord’s other words', onDiscord, discordRefusals.fileTooLarge, everything],
  ['Slack', inSlack, slackRefusals.fileTooLarge, /getUploadURLExternal/],
] as const)('too large for %s: made smaller, and kept where that does not help', async (_name, place, fault, on) => {
  const ada = place();
  const [fox, owl] = [await withStatus(ada), await withStatus(ada)];
  for (const { faults } of [world.discord, world.slack]) faults.add({ on, do: fault });
  await fox.ended();
  expect(await fox.row()).toMatchObject({ status: 'delivered' });
  // In the place of the status, which a larger picture could not take.
  expect(ada.messages().filter((each) => ada.look(each as never).text.includes(fox.prompt))).toHaveLength(1);
  const shown = await ada.sees('it', ({ text, images }) => text.includes(fox.prompt) && images.length === 1);
  const file = 'attachments' in shown.message ? shown.message.attachments[0] : shown.message.files?.[0];
  const { byteLength } = await world.deps.db.asset.findFirstOrThrow({ where: { generationId: fox.generationId } });
  expect((file as { size: number }).size).toBeLessThan(byteLength * 0.6);

  for (const { faults } of [world.discord, world.slack]) faults.add({ on, do: fault, times: 100 });
  await owl.ended();
  expect(await owl.row()).toMatchObject({ status: 'undelivered' });
});

test.each([
  ['Discord', onDiscord, 1_024],
  ['Slack', inSlack, 1_000],
] as const)('what %s tells of a file to whoever cannot see it ends between characters', async (_name, place, most) => {
  const ada = place();
  const own = 'a fox '.length + randomUUID().length;
  // With a project's style appended, a prompt may be longer than either takes.
  const fox = await withStatus(ada, `${'x'.repeat(most - own - 5)}👨‍👩‍👧 and so on`);
  await fox.ended();
  const { message } = await ada.sees(
    'it',
    ({ text, images }) => text.includes(fox.prompt.slice(0, 60)) && images.length === 1,
  );
  const [file] = 'attachments' in message ? message.attachments : (message.files ?? []);
  const { description, alt_txt: alt } = file as { description?: string; alt_txt?: string };
  expect(description ?? alt).toBe(`${fox.prompt.slice(0, most - 5)}…`);
});

test('a delivery that takes long, in whichever of its steps, keeps its claim until it is done', async () => {
  const ada = onDiscord();
  const fox = await withStatus(ada);
  await fox.sent();
  const before = fox.calls();
  world.discord.faults.add({ on: everything, do: { type: 'slow', ms: 3_500 } });
  const ending = settle(world.deps, { generationId: fox.generationId, slot: 0 });
  await vi.waitUntil(() => fox.calls() > before, { timeout: 5_000, interval: 5 });
  const lease = async () => (await fox.row()).leaseUntil?.getTime() ?? 0;
  const first = await lease();
  expect(first).toBeGreaterThan(Date.now());
  await vi.waitUntil(async () => (await lease()) > first, { timeout: 10_000, interval: 50 });
  await ending;
  expect(await fox.row()).toMatchObject({ status: 'delivered' });
});

test('a status that the chat refuses for good is not tried again', async () => {
  const { deps } = world;
  const fox = await withStatus(onDiscord());
  world.discord.faults.add({ on: everything, do: discordRefusals.invalidForm, times: 100 });
  await progress(deps, { generationId: fox.generationId });
  const before = fox.calls();
  await progress(deps, { generationId: fox.generationId });
  expect(fox.calls()).toBe(before);
});

test('whoever finishes a status after another took over has the result written again', async () => {
  const { deps } = world;
  const ada = onDiscord();
  const fox = await withStatus(ada);
  await fox.sent();
  // Another process holds the message: it is about to show a status, and sleeps.
  const sleeper = await claimMessage(other, fox.generationId, 'open', leases.messageMs);
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
  const { deps } = world;
  const ada = onDiscord();
  const fox = await withStatus(ada);
  await fox.sent();
  // One of its two attempts comes in the end: of two, the second could come after what is looked for below.
  world.discord.faults.add({ on: 'PATCH', do: { type: 'answerBefore', status: 504, ms: 2_500 } });
  world.discord.faults.add({ on: 'PATCH', do: { type: 'answer', status: 504 } });
  await progress(deps, { generationId: fox.generationId });
  await settle(deps, { generationId: fox.generationId, slot: 0 });
  await ada.sees('the late status', ({ text, images }) => text.includes('🎨') && images.length === 0);
  await fox.later();
  await fox.try();
  await ada.sees('the result', ({ images }) => images.length === 1);
  // And once more, in case it was even later.
  expect((await fox.row()).rewriteAt).not.toBeNull();
});

test('a reply token and a bot token that another key sealed count as not there', async () => {
  const { deps } = world;
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

/** A Slack command that nobody acknowledges: only its address for answers is needed. */
async function answerable() {
  const ada = inSlack();
  ada.people.setCommands([{ command: '/upixel', description: 'x', usageHint: '' }]);
  const { responseUrl, acknowledged } = await ada.run('link');
  acknowledged.catch(() => undefined);
  const { identityId } = await identify(world.deps, ada.chatUser);
  const replyExpiresAt = new Date(Date.now() + 1_800_000);
  const reply = () =>
    rowOfTarget(world.deps, { identityId }, { ...ada.target, replyToken: responseUrl, replyExpiresAt });
  const told = (words: string) => ada.messages().filter((message) => ada.look(message).text.includes(words)).length;
  return { ...ada, responseUrl, identityId, reply, told };
}

test('a note of a linking is shown once, after pauses where the chat does not take it, and not for ever', async () => {
  const { deps, slack } = world;
  const ada = await answerable();
  const { id: userId } = await deps.db.user.create({
    data: { id: randomUUID(), email: `${randomUUID()}@example.com` },
  });
  await deps.db
    .$queryRaw`SELECT outcome FROM link_identity(${ada.identityId}::uuid, ${userId}::uuid, 'Ada', NULL, NULL)`;
  const asked = async () => {
    const { id: targetId } = await deps.db.replyTarget.create({ data: await ada.reply() });
    const data = { targetId, identityId: ada.identityId, name: 'Ada', usedAt: new Date(), expiresAt: new Date() };
    const tokenHash = new Uint8Array(Buffer.from(randomUUID()));
    return (await deps.db.linkRequest.create({ data: { ...data, tokenHash, noteAfter: new Date(Date.now() - 1) } })).id;
  };
  const due = async (id: string) => (await findLost(deps)).of('linked-note').some((each) => each.linkRequestId === id);
  const [first, second] = [await asked(), await asked()];

  slack.faults.add({ on: 'POST /commands', do: { type: 'answer', status: 503 } });
  await linkedNote(deps, { linkRequestId: first });
  expect([ada.told('You are linked'), await due(first)]).toEqual([0, false]);
  await deps.db
    .$executeRaw`UPDATE link_requests SET note_after = note_after - interval '1 hour' WHERE id = ${first}::uuid`;
  expect(await due(first)).toBe(true);
  await linkedNote(deps, { linkRequestId: first });
  expect([ada.told('You are linked'), await due(first)]).toEqual([1, false]);

  slack.faults.add({ on: 'POST /commands', do: { type: 'answer', status: 404 } });
  await linkedNote(deps, { linkRequestId: second });
  expect([ada.told('You are linked'), await due(second)]).toEqual([1, false]);
});

test('so is the note of a checkout', async () => {
  const { deps, slack } = world;
  const ada = await answerable();
  const { walletId } = await deps.db.identity.findUniqueOrThrow({ where: { id: ada.identityId } });
  const id = randomUUID();
  const { id: targetId } = await deps.db.replyTarget.create({ data: await ada.reply() });
  const bought = { walletId, kind: 'pack', item: 'small', credits: 100, amount: 500, currency: 'usd' } as const;
  await deps.db.checkout.create({
    data: {
      ...bought,
      id,
      targetId,
      status: 'paid',
      endedAt: new Date(Date.now() - 6_000),
    },
  });
  const due = async () => (await findLost(deps)).of('checkout-note').some(({ checkoutId }) => checkoutId === id);
  expect(await due()).toBe(true);
  slack.faults.add({ on: 'POST /commands', do: { type: 'drop' } });
  await checkoutNote(deps, { checkoutId: id });
  expect([ada.told('Paid'), await due()]).toEqual([0, false]);
  await deps.db.$executeRaw`UPDATE checkouts SET note_after = now() - interval '1 second' WHERE id = ${id}::uuid`;
  await checkoutNote(deps, { checkoutId: id });
  await checkoutNote(deps, { checkoutId: id });
  expect([ada.told('Paid'), await due()]).toEqual([1, false]);
});

test('deleted pictures are erased from a chat that refuses, and later from one that does not answer, for a day', async () => {
  const { deps } = world;
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
  world.discord.faults.add({ on: 'DELETE', do: discordRefusals.missingAccess });
  await erase(deps, { generationId: fox.generationId });
  expect(await erased(fox)).toBe(true);

  world.discord.faults.add({ on: 'DELETE', do: { type: 'answer', status: 503 }, times: 2 });
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

  world.discord.faults.add({ on: 'DELETE', do: { type: 'answer', status: 503 }, times: 100 });
  for (const hours of [23, 25]) {
    await deps.db
      .$executeRaw`UPDATE assets SET erase_after = NULL, deleted_at = now() - ${hours}::int * interval '1 hour'
      WHERE generation_id = ${hen.generationId}::uuid`;
    await erase(deps, { generationId: hen.generationId });
    expect(await erased(hen)).toBe(hours === 25);
  }
});

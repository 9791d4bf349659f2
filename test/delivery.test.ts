import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { discordRefusals } from '#sandbox/discord/refusals.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { inProof } from './proof.ts';
import { startWorld, type World } from './world.ts';

// How a result is delivered does not depend on the queue's backend; one is enough.
let world: World;
let ada: ReturnType<typeof discordPerson>;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { replicate: { speed: 0.1 } });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.discord.faults.clear();
  ada = discordPerson(world);
  await fund(world, ada.chatUser, 20);
});

const deliveryOf = async (prompt: string) =>
  world.deps.db.delivery.findFirstOrThrow({
    where: { generationId: { in: await askedFor(world.deps, prompt) } },
    include: { target: true },
  });
const stateOf = async (prompt: string) => {
  const { status, deliveryMethod } = await deliveryOf(prompt);
  return { status, deliveryMethod };
};
const until = async (prompt: string, status: 'delivered' | 'undelivered') => {
  for (let tries = 0; tries < 300; tries++) {
    if ((await deliveryOf(prompt)).status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${prompt} is not ${status}`);
};

/** Asks for a picture, whose status is shown and whose run takes until `comes` is called. */
async function asks(prompt: string) {
  world.replicate.faults.add({ on: 'RUN nano-banana', do: { type: 'slow', ms: 60_000 } });
  await ada.imagine({ prompt, model: 'nano-banana' });
  const { message } = await ada.sees('the status', ({ text }) => text.includes(prompt));
  const run = () => [...world.replicate.predictions.values()].find(({ input }) => input.prompt === prompt);
  await expect.poll(() => run()?.status).toBe('processing');
  return { message, comes: () => world.replicate.clock.advance(60_000) };
}

test('within 15 minutes the reply itself becomes the result', async () => {
  await ada.imagine({ prompt: 'in time' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  await until('in time', 'delivered');
  expect(await stateOf('in time')).toEqual({ status: 'delivered', deliveryMethod: 'reply' });
  expect((await deliveryOf('in time')).target).toMatchObject({ replyToken: null });
});

test('asked for from /history while it is being posted, it says so; afterwards it comes', async () => {
  await ada.imagine({ prompt: 'on its way' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  await until('on its way', 'delivered');
  const elsewhere = discordPerson(world, { channel: 'art' });
  await elsewhere.run('history');
  const history = await elsewhere.sees('the history', ({ text }) => text.includes('on its way'));
  const { generationId } = await deliveryOf('on its way');
  // As when a process has it in hand, and has not yet noted what the chat has taken.
  const held = { status: 'pending', leaseUntil: new Date(Date.now() + 60_000) } as const;
  await world.deps.db.delivery.update({ where: { generationId }, data: held });
  await elsewhere.postsHere(history.message);
  await elsewhere.sees('that it is on its way', ({ text }) =>
    text.includes('on their way to where you last wanted them'),
  );
  await world.deps.db.delivery.update({ where: { generationId }, data: { status: 'delivered', leaseUntil: null } });
  await elsewhere.postsHere(history.message);
  await elsewhere.sees(
    'the picture',
    ({ text, images }, { ephemeralFor }) => !ephemeralFor && text.includes('on its way') && images.length === 1,
  );
  await until('on its way', 'delivered');
});

test('when the interaction has run out, the bot edits its own message: still one message', async () => {
  const { comes } = await asks('overtime');
  world.discord.clock.advance(16 * 60_000);
  comes();
  await ada.sees('the picture', ({ images }) => images.length === 1);
  await until('overtime', 'delivered');
  expect(await stateOf('overtime')).toEqual({ status: 'delivered', deliveryMethod: 'channel' });
  expect(ada.messages()).toHaveLength(1);
});

test('when the message is gone too, the bot posts a new one, once', async () => {
  world.discord.faults.add({ on: /^PATCH .*messages\/\d+$/, do: { type: 'answer', status: 404 }, times: 5 });
  const { message, comes } = await asks('swept away');
  world.discord.clock.advance(16 * 60_000);
  comes();
  const result = await ada.sees('the picture', ({ images }) => images.length === 1);
  await until('swept away', 'delivered');
  expect(result.message.id).not.toBe(message.id);
  expect(await stateOf('swept away')).toEqual({ status: 'delivered', deliveryMethod: 'channel' });
  world.discord.faults.clear();
});

test('when every way is closed it is kept, stands in /history, and can be shown elsewhere', async () => {
  const { comes } = await asks('locked out');
  world.discord.clock.advance(16 * 60_000);
  ada.people.setBotPermission(ada.channel.id, { canPost: false, canAttach: false, canSee: false });
  comes();
  await until('locked out', 'undelivered');
  expect(
    await world.deps.db.asset.count({ where: { generationId: { in: await askedFor(world.deps, 'locked out') } } }),
  ).toBe(1);

  const elsewhere = discordPerson(world, { channel: 'art' });
  await elsewhere.run('history');
  const history = await elsewhere.sees('the history', ({ text }) => /locked out.*kept, not posted/s.test(text));
  expect(history.message.ephemeralFor).toBe(ada.user.id);
  await elsewhere.postsHere(history.message);
  await elsewhere.sees(
    'the picture',
    ({ text, images }, { ephemeralFor }) => !ephemeralFor && text.includes('locked out') && images.length === 1,
  );
  await until('locked out', 'delivered');
  ada.people.setBotPermission(ada.channel.id, { canPost: true, canAttach: true, canSee: true });
});

test('when every way is closed but the one to the person alone, they are told by it where the picture is', async () => {
  const { comes } = await asks('told alone');
  const on = /^(PATCH .*messages|POST .*channels\/\d+\/messages)/;
  world.discord.faults.add({ on, do: discordRefusals.missingAccess, times: 100 });
  comes();
  const word = await ada.sees('word of it', ({ text }, { ephemeralFor }) => ephemeralFor && text.includes('/history'));
  expect(word.message.ephemeralFor).toBe(ada.user.id);
  await until('told alone', 'undelivered');
});

test.each([
  ['429', { type: 'rateLimit', retryAfterS: 1 }],
  ['500', { type: 'answer', status: 500 }],
  ['a cut connection', { type: 'drop' }],
  ['a connection cut after the work', { type: 'dropAfter' }],
] as const)('Discord answers the delivery with %s: it is tried again, and comes once', async (name, fault) => {
  const { comes } = await asks(`delivery ${name}`);
  world.discord.faults.add({ on: /^PATCH .*@original$/, do: fault });
  comes();
  await ada.sees('the picture', ({ images }) => images.length === 1);
  await until(`delivery ${name}`, 'delivered');
  expect(ada.messages()).toHaveLength(1);
});

// Longer than the 4 s in which the asking process may show the first status.
test('Discord takes its time for the first status, which then comes after the result: the result has the last word', async () => {
  world.discord.faults.add({ on: /^PATCH .*@original$/, do: { type: 'slow', ms: 15_000 } });
  await ada.imagine({ prompt: 'last word, late', model: 'flux-schnell' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  await ada.sees('the late status', ({ text, images }) => text.includes('last word') && images.length === 0);
  await ada.sees('the picture again', ({ images }) => images.length === 1);
  expect(ada.messages()).toHaveLength(1);
});

test.runIf(inProof)('Discord has us wait with the first status for longer than that: it is never written', async () => {
  world.discord.faults.add({ on: /^PATCH .*@original$/, do: { type: 'rateLimit', retryAfterS: 8 } });
  await ada.imagine({ prompt: 'last word, too many', model: 'flux-schnell' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  const shown = new Set<number>();
  const unsubscribe = ada.people.subscribe(() => {
    for (const each of ada.messages()) shown.add(ada.look(each).images.length);
  });
  await sleep(9_000); // the library would have retried by now
  unsubscribe();
  expect(ada.messages().map((each) => ada.look(each).images.length)).toEqual([1]);
  expect(shown).not.toContain(0);
});

test('a gateway that drops does not delay a result', async () => {
  const { comes } = await asks('through the drop');
  ada.people.dropConnections();
  comes();
  await ada.sees('the picture', ({ images }) => images.length === 1);
  await ada.people.until(() => ada.people.gatewayConnections() > 0, 30_000, 'the bot to come back');
});

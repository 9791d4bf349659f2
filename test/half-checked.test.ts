import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { nsfwDetector } from '#core/models/nsfw-detector.ts';
import { checkNsfw } from '../worker/check-nsfw.ts';
import { settle } from '../worker/handlers/settle.ts';
import { startWorker } from '../worker/start.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** Of several pictures the check for adult content looks at some, and not at others. */
let world: World;
let worker: Awaited<ReturnType<typeof startWorker>>;
let check: ReturnType<typeof checkNsfw>;
const usualMs = 10_000;
const waitMs = 25_000;
const both = ['discord', 'slack'] as const;
type Chat = (typeof both)[number];
const chats = { discord: () => discordPerson(world), slack: () => slackPerson(world) };
const ask = (chat: Chat, prompt: string, { count = 1, model = 'flux-schnell' } = {}) =>
  chat === 'slack'
    ? slackPerson(world).imagine(`${prompt} --count ${count} --model ${model}`)
    : discordPerson(world).imagine({ prompt, count, model });

beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), {
    roles: ['api', 'bots'],
    logLevel: 'fatal',
    env: { NSFW_CHECK: 'on' },
  });
  check = checkNsfw(world.deps);
  worker = await startWorker({ ...world.deps, checks: [check] });
  for (const chat of both) await fund(world, chats[chat]().chatUser, 80);
});
afterEach(() => {
  check.limitMs = usualMs;
  world.replicate.faults.clear();
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await worker.stop();
  await world.close();
});

const balanceOf = async (chat: Chat) => (await identify(world.deps, chats[chat]().chatUser)).balance;
const runsOf = async (prompt: string) => {
  const [generationId = ''] = await askedFor(world.deps, prompt);
  const { predictions, ...generation } = await world.deps.db.generation.findUniqueOrThrow({
    where: { id: generationId },
    include: { predictions: { orderBy: { slot: 'asc' } } },
  });
  return { generation, runs: predictions };
};
const silent = (times: number) =>
  world.replicate.faults.add({ on: `RUN ${nsfwDetector.id}`, do: { type: 'never' }, times });
const waits = (prompt: string, runs = 1) =>
  vi.waitFor(
    async () =>
      expect(
        (await runsOf(prompt)).runs.filter(({ uncheckedAt, leaseUntil }) => uncheckedAt && !leaseUntil),
      ).toHaveLength(runs),
    { timeout: waitMs },
  );
/** As if they had waited for so long, and the pause were over; unless the sweep is first. */
async function later(prompt: string, seconds: number) {
  const { generation, runs } = await runsOf(prompt);
  await world.deps.db.$executeRaw`
    UPDATE predictions SET next_try_at = now() - interval '1 ms', unchecked_at = unchecked_at - ${seconds}::int * interval '1 second'
    WHERE generation_id = ${generation.id}::uuid AND unchecked_at IS NOT NULL`;
  for (const { slot } of runs) await settle({ ...world.deps, checks: [check] }, { generationId: generation.id, slot });
}
/** The pictures; one that was posted may have its thumbnail by now. */
const filesOf = async (prompt: string) => {
  const folder = `assets/${(await runsOf(prompt)).generation.id}/`;
  const files = await world.deps.storage.list(folder, { after: '', most: 20 });
  return files.filter(({ key }) => !key.endsWith('.thumb.webp'));
};

test.each(both)(
  '%s: a picture that the detector cannot read is broken: the others come at once, and it is not paid',
  async (chat) => {
    const [person, prompt, before] = [chats[chat](), `damaged foxes of ${chat}`, await balanceOf(chat)];
    await ask(chat, prompt, { count: 4 });
    const { text } = await person.sees(
      'three',
      ({ images, text }) => images.length === 3 && text.includes(prompt),
      waitMs,
    );
    expect(text).toContain(
      '3 of 4 images came: flux-schnell sent something that is not a usable picture. 1 credit for the rest',
    );
    expect(await balanceOf(chat)).toBe(before - 3);
    const { generation, runs } = await runsOf(prompt);
    expect(generation).toMatchObject({ status: 'succeeded', stored: 3, unchecked: 0, failure: 'bad_output' });
    expect(runs.map(({ uncheckedAt, failures }) => [uncheckedAt, failures])).toEqual([[null, 0]]);
  },
);

test('a detector that cannot read the address reads the picture itself', async () => {
  const [person, prompt, before] = [chats.discord(), 'a fox in the request', await balanceOf('discord')];
  world.replicate.faults.add({
    on: `RUN ${nsfwDetector.id}`,
    do: { type: 'answer', status: 500, body: 'cannot read' },
  });
  await ask('discord', prompt);
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt), waitMs);
  expect(await balanceOf('discord')).toBe(before - 1);
});

test.each(both)(
  '%s: what passed waits for seconds only for one that cannot be looked at, and comes once',
  async (chat) => {
    const [person, prompt, before] = [chats[chat](), `half a pair of ${chat}`, await balanceOf(chat)];
    check.limitMs = 400;
    silent(1);
    await ask(chat, prompt, { count: 2 });
    await waits(prompt);
    expect(await filesOf(prompt)).toHaveLength(2);
    await later(prompt, 0);
    await waits(prompt);
    expect((await runsOf(prompt)).generation).toMatchObject({ status: 'running', stored: 0 });
    await later(prompt, 11);
    const { text } = await person.sees(
      'one',
      ({ images, text }) => images.length === 1 && text.includes(prompt),
      waitMs,
    );
    expect(text).toContain(
      '1 of 2 images came: our check for adult content could not look at 1. 1 credit for the rest went back to you.',
    );
    expect(await balanceOf(chat)).toBe(before - 1);
    expect((await runsOf(prompt)).generation).toMatchObject({ status: 'succeeded', stored: 1, unchecked: 1 });
    await vi.waitFor(async () => expect(await filesOf(prompt)).toHaveLength(1), { timeout: waitMs });
    const shown = person.messages().filter((message) => person.look(message as never).text.includes(prompt));
    expect(shown).toHaveLength(1);
  },
);

test('so it does if each is a run of its own; it is not given up while others are being made', async () => {
  const [person, prompt, before] = [chats.discord(), 'three foxes, one in the dark', await balanceOf('discord')];
  check.limitMs = 400;
  silent(1);
  world.replicate.faults.add({ on: /^RUN black-forest-labs\/flux-2-pro/, do: { type: 'slow', ms: 4_000 }, times: 1 });
  await ask('discord', prompt, { count: 3, model: 'flux-2-pro' });
  await waits(prompt);
  const stored = async () => (await runsOf(prompt)).generation.stored;
  // The slow one may have come by then.
  await vi.waitFor(async () => expect(await stored()).toBeGreaterThan(0), { timeout: waitMs });
  await later(prompt, 60);
  const open = (await runsOf(prompt)).runs.filter(({ status }) => status === 'running');
  if (open.length === 2) await vi.waitFor(async () => expect(await stored()).toBe(2), { timeout: waitMs });
  await later(prompt, 0);
  const { text } = await person.sees('two', ({ images, text }) => images.length === 2 && text.includes(prompt), waitMs);
  expect(text).toContain('could not look at 1. 6 credits for the rest');
  expect(await balanceOf('discord')).toBe(before - 12);
});

test('what waits for its check takes no running place, and /queue says so', async () => {
  const person = chats.discord();
  check.limitMs = 400;
  silent(3);
  // As many as the plan runs at once.
  for (const nth of [1, 2, 3]) await ask('discord', `a fox in quarantine ${nth}`);
  for (const nth of [1, 2, 3]) await waits(`a fox in quarantine ${nth}`);
  await person.run('queue');
  const { text } = await person.sees('the queue', ({ text }) => text.includes('3 open requests'));
  expect(text).toContain('made, and being checked for adult content');
  expect(text).not.toContain('running');
  await ask('discord', 'a fox that has room');
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes('has room'), waitMs);
  for (const nth of [1, 2, 3]) expect((await runsOf(`a fox in quarantine ${nth}`)).generation.status).toBe('running');
});

test('whatever waited for a place is begun as soon as one is free', async () => {
  const { db } = world.deps;
  check.limitMs = 400;
  await db.$executeRaw`UPDATE generations SET cancel_requested_at = now() WHERE status = 'running'`;
  for (const nth of [1, 2, 3]) await later(`a fox in quarantine ${nth}`, 0);
  await vi.waitFor(async () => expect(await db.generation.count({ where: { status: 'running' } })).toBe(0), {
    timeout: waitMs,
  });
  check.limitMs = 2_000;
  silent(4);
  const [first, ...others] = [1, 2, 3, 4].map((nth) => `a fox in the way ${nth}`);
  for (const prompt of [...others, first ?? '']) await ask('discord', prompt);
  // None of them is over: each is begun as soon as one of those before waits for its check alone.
  for (const prompt of [...others, first ?? '']) await waits(prompt);
});

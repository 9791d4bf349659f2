import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { type CheckBeforePosting, decodedAtOncePx, type Verdict } from '#core/ports/check-before-posting.ts';
import { askedFor } from '#test/asked-for.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { slackPerson } from '#test/slack-person.ts';
import { startWorld, type World } from '#test/world.ts';
import { settle } from './handlers/settle.ts';
import { startWorker } from './start.ts';

/** A check of the test's own, between a model's output and its posting. */
let world: World;
let worker: Awaited<ReturnType<typeof startWorker>>;
let look: CheckBeforePosting['look'];
const limitMs = 60_000;
const ofSquares: CheckBeforePosting = {
  name: 'of squares',
  limitMs,
  isAtProvider: true,
  isAskedFor: ({ model, place }) => model?.name === 'flux-schnell' && place !== undefined,
  look: (...asked) => look(...asked),
};
const second = vi.fn(async (): Promise<Verdict> => 'passes');
const small = vi.fn(async (): Promise<Verdict> => 'passes');
const checks: CheckBeforePosting[] = [
  ofSquares,
  { ...ofSquares, name: 'after it', isAtProvider: false, look: second },
  { ...ofSquares, name: 'of what is small', maxSidePx: decodedAtOncePx, look: small },
  { ...ofSquares, name: 'of other models', isAskedFor: ({ model }) => model?.name === 'rd-fast', look: small },
];
const chats = { discord: () => discordPerson(world), slack: () => slackPerson(world) };
const ask = {
  discord: (prompt: string) => discordPerson(world).imagine({ prompt }),
  slack: (prompt: string) => slackPerson(world).imagine(prompt),
};
const both = ['discord', 'slack'] as const;

beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['api', 'bots'], logLevel: 'fatal' });
  worker = await startWorker({ ...world.deps, checks });
  for (const chat of both) await fund(world, chats[chat]().chatUser, 20);
});
afterEach(() => {
  second.mockClear();
  small.mockClear();
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await worker.stop();
  await world.close();
});

const balanceOf = async (chat: (typeof both)[number]) => (await identify(world.deps, chats[chat]().chatUser)).balance;
const runOf = async (prompt: string) => {
  const [generationId = ''] = await askedFor(world.deps, prompt);
  return world.deps.db.prediction.findFirstOrThrow({ where: { generationId }, include: { generation: true } });
};
/** As if the pause were over, and so many minutes had passed since the run ended. */
const later = (id: string, minutes: number) => world.deps.db.$executeRaw`
  UPDATE predictions SET next_try_at = now() - interval '1 ms', ended_at = ended_at - ${minutes}::int * interval '1 minute' WHERE id = ${id}::uuid`;
/** The sweep may have tried it again by then. */
const isPutOff = (prompt: string) => expect.poll(async () => (await runOf(prompt)).failures).toBeGreaterThan(0);

test.each(both)('what passes is posted in %s; before that nothing of it is stored', async (chat) => {
  const [person, prompt, before] = [chats[chat](), `a square of ${chat}`, await balanceOf(chat)];
  const stored: number[] = [];
  look = async ({ width, height, contentType }) => {
    expect([width, height, contentType]).toEqual([1024, 1024, 'image/jpeg']);
    stored.push(await world.deps.db.asset.count({ where: { generationId: (await runOf(prompt)).generationId } }));
    return 'passes';
  };
  await ask[chat](prompt);
  await person.sees('the picture', ({ images, text }) => images.length === 1 && text.includes(prompt));
  expect(stored).toEqual([0]);
  expect(second).toHaveBeenCalledOnce();
  // 1024 pixels are not decoded while somebody waits, and the model is another.
  expect(small).not.toHaveBeenCalled();
  expect(await balanceOf(chat)).toBe(before - 1);
});

test.each(both)('what is refused is said in %s with the credits back; no later check sees it', async (chat) => {
  const [person, prompt, before] = [chats[chat](), `a circle of ${chat}`, await balanceOf(chat)];
  look = async () => ({ refuses: 'refused' });
  await ask[chat](prompt);
  await person.sees('why not', ({ text }) => text.includes('refused this. Your 1 credit is back'));
  expect(second).not.toHaveBeenCalled();
  expect((await runOf(prompt)).generation).toMatchObject({ status: 'failed', failure: 'refused', stored: 0 });
  expect(await balanceOf(chat)).toBe(before);
  expect(await world.deps.db.asset.count({ where: { generationId: (await runOf(prompt)).generationId } })).toBe(0);
});

test.each([
  ['takes longer than its limit', () => new Promise<Verdict>(() => undefined)],
  ['fails', () => Promise.reject(new Error('the checker is down'))],
] as const)(
  'a check that %s: nothing is shown unchecked; the run is tried again, and in the end the credits go back',
  async (what, fails) => {
    const [person, before] = [chats.discord(), await balanceOf('discord')];
    ofSquares.limitMs = 400;
    onTestFinished(() => {
      ofSquares.limitMs = limitMs;
    });
    for (const [prompt, minutes, end] of [
      [`once: ${what}`, 0, { status: 'succeeded', failure: null, stored: 1 }],
      [`for good: ${what}`, 121, { status: 'failed', failure: 'unavailable', stored: 0, unchecked: 1 }],
    ] as const) {
      look = fails;
      await ask.discord(prompt);
      await isPutOff(prompt);
      const shown = person.messages().map((each) => person.look(each));
      expect(shown.filter(({ images, text }) => images.length > 0 && text.includes(prompt))).toEqual([]);
      if (minutes === 0) look = async () => 'passes';
      const { id, generationId } = await runOf(prompt);
      await later(id, minutes);
      // Unless the sweep is first.
      await settle({ ...world.deps, checks }, { generationId, slot: 0 });
      await expect.poll(async () => (await runOf(prompt)).generation).toMatchObject(end);
    }
    await person.sees('that it is given up', ({ text }) =>
      text.includes('nothing is shown unchecked. Your 1 credit is back'),
    );
    expect(await balanceOf('discord')).toBe(before - 1);
  },
);

test('a worker that stops at a check, and another that takes over: posted once, paid once', async () => {
  const { db } = world.deps;
  const [person, prompt, before] = [chats.discord(), 'a square twice', await balanceOf('discord')];
  let goOn: (verdict: Verdict) => void = () => undefined;
  const asked: string[] = [];
  look = () => {
    asked.push('first');
    return new Promise((resolve) => {
      goOn = resolve;
    });
  };
  await ask.discord(prompt);
  await expect.poll(() => asked).toEqual(['first']);
  const first = goOn;
  // It sleeps, or is dead: its claim is over.
  const { id, generationId } = await runOf(prompt);
  look = async () => 'passes';
  await db.$executeRaw`UPDATE predictions SET lease_until = now() - interval '1 s' WHERE id = ${id}::uuid`;
  await settle({ ...world.deps, checks }, { generationId, slot: 0 });
  await person.sees('the picture', ({ images, text }) => images.length === 1 && text.includes(prompt));
  first({ refuses: 'refused' });
  await vi.waitFor(
    async () => expect((await world.deps.queues.backlog()).find(({ job }) => job === 'settle')?.active).toBe(0),
    { timeout: 30_000 },
  );
  expect((await runOf(prompt)).generation).toMatchObject({ status: 'succeeded', failure: null, stored: 1 });
  expect(await db.asset.count({ where: { generationId } })).toBe(1);
  expect(await balanceOf('discord')).toBe(before - 1);
});

test('the time of a check at the provider counts as the model’s', async () => {
  const [person, prompt] = [chats.discord(), 'a patient square'];
  const clock = performance.now.bind(performance);
  let ahead = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => clock() + ahead);
  look = async () => {
    ahead = 60_000;
    return 'passes';
  };
  await ask.discord(prompt);
  await person.sees('the picture', ({ images, text }) => images.length === 1 && text.includes(prompt));
  now.mockRestore();
  expect((await runOf(prompt)).predictMs).toBeGreaterThanOrEqual(60_000);
});

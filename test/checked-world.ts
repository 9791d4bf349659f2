import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
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

/** How long a picture is looked at before its check counts as silent; a test may set less. */
const usualMs = 10_000;
/** How long a test waits for what comes after a look. */
export const waitMs = 30_000;

export type Chat = 'discord' | 'a direct message' | 'slack';

/** For tests of what happens to pictures that are looked at before they are posted: a world with the check, and its detector at hand. */
export function stageChecks() {
  let started: World;
  let worker: Awaited<ReturnType<typeof startWorker>>;
  let checking: ReturnType<typeof checkNsfw>;
  const world = () => started;
  const chats = {
    discord: () => discordPerson(started),
    'a direct message': () => discordPerson(started, { channel: 'dm' }),
    slack: () => slackPerson(started),
  };
  const ask = (chat: Chat, prompt: string, count = 1) =>
    chat === 'slack'
      ? slackPerson(started).imagine(`${prompt} --count ${count}`)
      : discordPerson(started, chat === 'discord' ? {} : { channel: 'dm' }).imagine({ prompt, count });

  beforeAll(async () => {
    started = await startWorld(await createTestDatabase(), {
      roles: ['api', 'bots'],
      logLevel: 'fatal',
      env: { NSFW_CHECK: 'on', WITHHELD_SHOWN_TO_ASKER: 'true' },
    });
    checking = checkNsfw(started.deps);
    worker = await startWorker({ ...started.deps, checks: [checking] });
    for (const chat of ['discord', 'slack'] as const) await fund(started, chats[chat]().chatUser, 40);
  });
  afterEach(async () => {
    checking.limitMs = usualMs;
    started.replicate.faults.clear();
    // Whoever has pictures withheld again and again has to wait.
    await started.deps.db.strike.deleteMany();
  });
  afterAll(async () => {
    expect(await findFaultyWallets(started.deps)).toEqual([]);
    await worker.stop();
    await started.close();
  });

  const balanceOf = async (chat: Chat) => (await identify(started.deps, chats[chat]().chatUser)).balance;
  const runOf = async (prompt: string) => {
    const [generationId = ''] = await askedFor(started.deps, prompt);
    return started.deps.db.prediction.findFirstOrThrow({ where: { generationId }, include: { generation: true } });
  };
  /** Runs of the detector that the provider has, and was paid for. */
  const looks = () => [...started.replicate.predictions.values()].filter(({ model }) => model.name === nsfwDetector.id);
  const fault = (action: Parameters<World['replicate']['faults']['add']>[0]['do'], times = 1) =>
    started.replicate.faults.add({ on: `RUN ${nsfwDetector.id}`, do: action, times });
  /** Another worker's try at the only picture of a generation. */
  const settleAgain = (generationId: string) =>
    settle({ ...started.deps, checks: [checking] }, { generationId, slot: 0 });
  /** As if so many minutes had passed since the run ended, and the pause were over; unless the sweep is first. */
  async function later(prompt: string, minutes = 0) {
    const { id, generationId } = await runOf(prompt);
    await started.deps.db.$executeRaw`
      UPDATE predictions SET next_try_at = now() - interval '1 ms', ended_at = ended_at - ${minutes}::int * interval '1 minute' WHERE id = ${id}::uuid`;
    await settleAgain(generationId);
  }
  const waits = (prompt: string) =>
    vi.waitFor(
      async () => expect(await runOf(prompt)).toMatchObject({ uncheckedAt: expect.any(Date), leaseUntil: null }),
      { timeout: waitMs },
    );
  const filesOf = async (prompt: string) =>
    started.deps.storage.list(`assets/${(await runOf(prompt)).generationId}/`, { after: '', most: 10 });

  return {
    world,
    chats,
    ask,
    balanceOf,
    runOf,
    looks,
    fault,
    later,
    waits,
    filesOf,
    /** From now to the end of the test, how long the check waits for the detector. */
    lookAtMost(ms: number = usualMs) {
      checking.limitMs = ms;
    },
    settleAgain,
  };
}

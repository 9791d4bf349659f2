import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { type RoleProcess, startProcess } from './process.ts';
import { inProof } from './proof.ts';
import { startRedis } from './redis.ts';
import { startWorld, type World } from './world.ts';

const redis = await startRedis();
// The check runs each point once, on one backend: many-in-flight.test.ts kills workers on both.
const backends = !redis
  ? (['PostgreSQL'] as const)
  : inProof
    ? (['PostgreSQL', 'Redis'] as const)
    : (['Redis'] as const);
afterAll(() => redis?.close());

describe.each(backends)('a worker that is killed, queue on %s', (backend) => {
  let world: World;
  let worker: RoleProcess;
  let ada: ReturnType<typeof discordPerson>;
  let paidBefore: number;

  beforeAll(async () => {
    const redisUrl = backend === 'Redis' ? redis?.url : undefined;
    world = await startWorld(await createTestDatabase(), { roles: ['api', 'bots'], redisUrl });
    worker = await startProcess('worker', world.env);
  });
  afterAll(async () => {
    await worker.stop();
    await world.close();
  });
  beforeEach(async () => {
    ada = discordPerson(world);
    await fund(world, ada.chatUser, 20);
    paidBefore = world.replicate.paid;
  });
  // The next test uses the worker that replaced the killed one.
  afterEach(() => {
    world.replicate.faults.clear();
    world.discord.faults.clear();
  });

  /** Kills the worker as soon as `look` finds what it waits for, and starts another. */
  async function killAt(look: () => unknown, subscribe: (again: () => void) => () => void) {
    const dead = new Promise<void>((resolve) => {
      const unsubscribe = subscribe(() => {
        if (!look()) return;
        unsubscribe();
        process.kill(worker.pid, 'SIGKILL');
        resolve();
      });
    });
    await dead;
    await worker.kill(); // waits for it to exit
    worker = await startProcess('worker', world.env);
  }

  const onProvider = (again: () => void) => world.replicate.on(again);
  const onDiscord = (again: () => void) => ada.people.subscribe(again);
  /** For events that only show as a request: checks every few milliseconds. */
  const often = (again: () => void) => {
    const timer = setInterval(again, 2);
    return () => clearInterval(timer);
  };

  /** It came once, was paid for once, and cost its price once. */
  async function comesOnce(prompt: string) {
    const { message } = await ada.sees(
      'the picture',
      ({ text, images }) => text.includes(prompt) && images.length === 1,
      75_000,
    );
    const generation = await world.deps.db.generation.findFirstOrThrow({
      where: { id: { in: await askedFor(world.deps, prompt) } },
    });
    expect(generation).toMatchObject({ status: 'succeeded', stored: 1 });
    expect(await world.deps.db.asset.count({ where: { generationId: generation.id } })).toBe(1);
    expect(world.replicate.paid - paidBefore).toBe(1);
    const others = ada.messages().filter((each) => each.id !== message.id && ada.look(each).text.includes(prompt));
    expect(others).toEqual([]);
    expect(await findFaultyWallets(world.deps)).toEqual([]);
  }

  test('before it submits', async () => {
    await worker.kill();
    await ada.imagine({ prompt: 'killed before submit' });
    await ada.sees('the status', ({ text }) => text.includes('killed before submit'));
    worker = await startProcess('worker', world.env);
    await comesOnce('killed before submit');
  });

  test('after it submits, before it saves the id', async () => {
    const known = world.replicate.predictions.size;
    const killed = killAt(() => world.replicate.predictions.size > known, onProvider);
    await ada.imagine({ prompt: 'killed after submit' });
    await killed;
    await comesOnce('killed after submit');
  });

  test('after it submits, and the webhook never comes', async () => {
    world.replicate.faults.add({ on: 'WEBHOOK', do: { type: 'never' }, times: 20 });
    const known = world.replicate.predictions.size;
    const killed = killAt(() => world.replicate.predictions.size > known, onProvider);
    await ada.imagine({ prompt: 'killed and silent' });
    await killed;
    await comesOnce('killed and silent');
  });

  test('while the provider works', async () => {
    const isRunning = () => [...world.replicate.predictions.values()].at(-1)?.status === 'processing';
    const killed = killAt(isRunning, onProvider);
    await ada.imagine({ prompt: 'killed while running', model: 'flux-2-pro' });
    await killed;
    await comesOnce('killed while running');
  });

  test('while it downloads', async () => {
    world.replicate.faults.add({ on: /^GET \/delivery/, do: { type: 'slow', ms: 1000 } });
    const before = world.replicate.calls.length;
    const killed = killAt(
      () => world.replicate.calls.slice(before).some(({ path }) => path.startsWith('/delivery')),
      often,
    );
    await ada.imagine({ prompt: 'killed in the download' });
    await killed;
    await comesOnce('killed in the download');
  });

  test('after it stores, before it delivers', async () => {
    world.discord.faults.add({ on: /^PATCH .*@original/, do: { type: 'slow', ms: 1000 }, times: 2 });
    const before = world.discord.calls.length;
    const edits = () =>
      world.discord.calls.slice(before).filter(({ method, path }) => method === 'PATCH' && path.endsWith('@original'));
    const killed = killAt(() => edits().length >= 2, often); // the first is the status
    await ada.imagine({ prompt: 'killed before delivery' });
    await killed;
    await comesOnce('killed before delivery');
  });

  test('after it delivers, before it notes it', async () => {
    const delivered = () => ada.messages().some((message) => ada.look(message).images.length > 0);
    const killed = killAt(delivered, onDiscord);
    await ada.imagine({ prompt: 'killed after delivery' });
    await killed;
    await comesOnce('killed after delivery');
  });
});

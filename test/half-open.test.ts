import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { statementMs } from '#core/postgres/limits.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { inProof } from './proof.ts';
import { startProxy, type TcpProxy } from './proxy.ts';
import { startRedis } from './redis.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

// Half-open: what is sent is lost, both ways, and no connection is closed. A job's statement times out after half a minute, so the
// worker's part runs whole only as a proof.
const recoveryMs = 60_000;

let world: World;
let proxy: TcpProxy;
afterEach(() => proxy.pass());

const isReady = async (world: World, port: 'PORT' | 'BOTS_PORT' | 'WORKER_PORT' = 'BOTS_PORT') =>
  (await fetch(`http://127.0.0.1:${world.env[port]}/health/ready`)).ok;

async function comesBack(prompt: string) {
  const ada = discordPerson(world);
  await vi.waitUntil(() => isReady(world), { timeout: recoveryMs, interval: 200 });
  await vi.waitUntil(
    async () => {
      await ada.imagine({ prompt });
      return ada.sees('the status', ({ text }) => text.includes(prompt), 8_000).catch(() => undefined);
    },
    { timeout: recoveryMs },
  );
}

describe('PostgreSQL swallows everything', () => {
  beforeAll(async () => {
    const database = await createTestDatabase();
    proxy = await startProxy(database.url);
    world = await startWorld(
      { url: proxy.through(database.url), close: () => database.close() },
      { roles: inProof ? ['api', 'worker', 'bots'] : ['api', 'bots'], logLevel: 'silent' },
    );
  });
  afterAll(async () => {
    await world.close();
    await proxy.close();
  });

  test('readiness turns red, nobody waits in silence in either chat, and it recovers within a minute', async () => {
    const ada = discordPerson(world);
    const grace = slackPerson(world, { user: 1 });
    await ada.run('credits');
    await ada.sees('the balance', ({ text }) => text.includes('credits'));
    await expect.poll(() => isReady(world)).toBe(true);

    proxy.swallow();
    const startedAt = performance.now();
    await ada.imagine({ prompt: 'into the void' });
    await grace.imagine('into the void');
    const missing = {
      status: 'not ready',
      database: 'does not take what is written',
      queue: expect.not.stringMatching(/^ok/),
    };
    for (const port of ['BOTS_PORT', 'PORT'] as const)
      expect(await (await fetch(`http://127.0.0.1:${world.env[port]}/health/ready`)).json()).toMatchObject(missing);
    const said = /was not carried out|cannot tell whether/;
    await ada.sees('what became of it', ({ text }) => said.test(text), 25_000);
    await grace.sees('what became of it', ({ text }) => said.test(text), 25_000);
    expect(performance.now() - startedAt).toBeLessThan(4 * statementMs.person + 5_000);

    proxy.pass();
    await comesBack('back from the void');
    if (!inProof) return;
    await ada.sees(
      'the picture',
      ({ text, images }) => text.includes('back from the void') && images.length === 1,
      recoveryMs,
    );
    await expect.poll(() => isReady(world, 'WORKER_PORT')).toBe(true);
  }, 180_000);
});

const redis = await startRedis();
describe.runIf(redis)('Redis swallows everything', () => {
  beforeAll(async () => {
    proxy = await startProxy(redis?.url ?? '');
    world = await startWorld(await createTestDatabase(), {
      redisUrl: proxy.through(redis?.url ?? ''),
      logLevel: 'silent',
    });
  });
  afterAll(async () => {
    await world.close();
    await proxy.close();
    await redis?.close();
  });

  test('readiness turns red, and the picture comes within a minute after it is over', async () => {
    const ada = discordPerson(world);
    await expect.poll(() => isReady(world)).toBe(true);
    proxy.swallow();
    expect(await isReady(world)).toBe(false);
    await ada.imagine({ prompt: 'asked in the dark' });
    await ada.sees('the status', ({ text }) => text.includes('asked in the dark'));
    proxy.pass();
    await ada.sees(
      'the picture',
      ({ text, images }) => text.includes('asked in the dark') && images.length === 1,
      recoveryMs,
    );
    await expect.poll(() => isReady(world)).toBe(true);
  }, 120_000);
});

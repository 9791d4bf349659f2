import { afterAll, beforeAll, describe } from 'vitest';
import { createTestDatabase } from './database.ts';
import { startRedis, type TestRedis } from './redis.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

const redis = await startRedis();

/** Runs the same tests with the queue on PostgreSQL and on Redis, each in a world of its own. */
export function onBothBackends(tests: (world: () => World) => void, options: WorldOptions = {}): void {
  const backends: Array<[string, TestRedis | undefined]> = [['PostgreSQL', undefined]];
  if (redis) backends.push(['Redis', redis]);
  describe.each(backends)('queue on %s', (_name, server) => {
    let world: World | undefined;
    beforeAll(async () => {
      world = await startWorld(await createTestDatabase(), { ...options, redisUrl: server?.url });
    });
    afterAll(async () => {
      await world?.close();
      await server?.close();
    });
    tests(() => {
      if (!world) throw new Error('the world is not up yet');
      return world;
    });
  });
}

import { afterAll, beforeAll, describe } from 'vitest';
import { createTestDatabase } from './database.ts';
import { canStartRedis, startRedis, type TestRedis } from './redis.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** Runs the same tests with the queue on PostgreSQL and on Redis, each in a world of its own. */
export function onBothBackends(
  tests: (world: () => World) => void,
  options: WorldOptions | ((queue: 'PostgreSQL' | 'Redis') => WorldOptions) = {},
): void {
  const backends: Array<'PostgreSQL' | 'Redis'> = canStartRedis() ? ['PostgreSQL', 'Redis'] : ['PostgreSQL'];
  describe.each(backends)('queue on %s', (queue) => {
    let server: TestRedis | undefined;
    let world: World | undefined;
    beforeAll(async () => {
      if (queue === 'Redis') server = await startRedis();
      const wanted = typeof options === 'function' ? options(queue) : options;
      world = await startWorld(await createTestDatabase(), { ...wanted, redisUrl: server?.url });
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

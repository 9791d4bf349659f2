import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLog } from '#core/log.ts';
import { prepareQueueServer } from '#core/queue/backend.ts';
import { listenToDatabase } from '../api/live/listener.ts';
import { createTestDatabase } from './database.ts';
import { startDeafPooler } from './deaf-pooler.ts';
import type { TestDatabase } from './postgres.ts';

let database: TestDatabase;
let pooler: Awaited<ReturnType<typeof startDeafPooler>>;
beforeAll(async () => {
  database = await createTestDatabase();
  pooler = await startDeafPooler(database.url);
});
afterAll(async () => {
  await pooler.close();
  await database.close();
});

test('a queue on PostgreSQL refuses a pooler that passes on no notifications, and says what to do', async () => {
  const refused = prepareQueueServer({ redisUrl: undefined, databaseUrl: pooler.url });
  await expect(refused).rejects.toThrow(/DATABASE_URL leads to a pooler.*REDIS_URL/);
  await prepareQueueServer({ redisUrl: undefined, databaseUrl: database.url });
});

test('pages look again now and then if the database cannot be heard, and only then', async () => {
  const log = createLog('silent', undefined);
  const listen = (databaseUrl: string, patienceMs: number, listening: () => void) =>
    listenToDatabase(
      { config: { databaseUrl }, log },
      { said: () => undefined, listening },
      { patienceMs, blindMs: 20 },
    );
  const [deaf, well] = [vi.fn(), vi.fn()];
  const wellMs = 3_000;
  const listeners = [listen(pooler.url, 300, deaf), listen(database.url, wellMs, well)];
  await expect.poll(() => well.mock.calls.length).toBeGreaterThan(0);
  // By then the other one would take itself for deaf, too.
  await expect.poll(() => deaf.mock.calls.length).toBeGreaterThan(wellMs / 20);
  expect(well).toHaveBeenCalledTimes(1);
  await Promise.all(listeners.map((each) => each.close()));
});

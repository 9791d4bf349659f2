import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDeps } from '#core/deps.ts';
import { createTestDatabase } from '#test/database.ts';
import { startProxy } from '#test/proxy.ts';
import { startWorld } from '#test/world.ts';
import { readFacts } from './facts.ts';

test('how much waits in each queue and for how long; and that the database does not answer', async () => {
  const database = await createTestDatabase();
  const world = await startWorld(database, { roles: [], logLevel: 'silent' });
  const proxy = await startProxy(database.url);
  const deps = createDeps({ ...world.deps.config, databaseUrl: proxy.through(database.url) });
  const told = async (name: string) => {
    await readFacts(deps);
    const { body } = await deps.metrics.text();
    const line = body.split('\n').find((each) => each.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };
  const [first, second, later] = [randomUUID(), randomUUID(), randomUUID()];
  for (const generationId of [first, second]) await deps.queues.enqueue('progress', { generationId });
  await deps.queues.enqueue('progress', { generationId: later }, { delayMs: 60_000 });
  expect(await told('upixel_queue_jobs{job="progress",state="waiting"}')).toBe(2);
  expect(await told('upixel_queue_jobs{job="progress",state="delayed"}')).toBe(1);
  await expect.poll(() => told('upixel_queue_oldest_seconds{job="progress"}')).toBeGreaterThan(0.2);
  expect(await told('upixel_queue_oldest_seconds{job="submit"}')).toBe(0);
  expect(await told('upixel_database_up')).toBe(1);

  proxy.swallow();
  expect(await told('upixel_database_up')).toBe(0);
  expect(await told('upixel_queue_up')).toBe(0);
  expect(await told('upixel_queue_jobs{job="progress",state="waiting"}')).toBeUndefined();
  proxy.pass();
  await deps.close();
  await proxy.close();
  await world.close();
});

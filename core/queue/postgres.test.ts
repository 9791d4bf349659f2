import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { createQueueBackend, prepareQueueServer, type QueueBackend } from './backend.ts';

let database: TestDatabase;
let backend: QueueBackend;
let watcher: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  const settings = { redisUrl: undefined, databaseUrl: database.url };
  await prepareQueueServer(settings);
  backend = createQueueBackend(settings);
  watcher = new pg.Client({ connectionString: database.url });
  await watcher.connect();
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((each) => each.close()));
});
afterAll(async () => {
  await backend.close();
  await watcher.end();
  await database.close();
});

const closing: Array<{ close(): Promise<unknown> }> = [];
const options = { concurrency: 4, lockDuration: 6_000, stalledInterval: 2_500, maxStalledCount: 20 };

/** So many queues, each with a worker that says what it did. */
async function startQueues(count: number) {
  const done: string[] = [];
  const names = Array.from({ length: count }, (_, index) => `queue-${index}`);
  const queues = new Map(names.map((name) => [name, backend.queue(name)]));
  const workers = names.map((name) =>
    backend.worker(name, async (job) => void done.push(`${name} ${job.name}`), options),
  );
  for (const queue of queues.values()) queue.on('error', () => undefined);
  for (const worker of workers) worker.on('error', () => undefined);
  closing.push(...queues.values(), ...workers);
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  const addToAll = (job: string) => Promise.all(names.map(async (name) => queues.get(name)?.add(job, {})));
  const allDone = (job: string) =>
    vi.waitFor(() => expect(done.filter((each) => each.endsWith(job))).toHaveLength(count), 30_000);
  return { workers, names, queues, done, addToAll, allDone };
}

const connections = async () =>
  (
    await watcher.query<{ pid: number; query: string }>(
      `SELECT pid, query FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    )
  ).rows;

test('the workers of 25 queues share their connections, and one that listens', async () => {
  const { addToAll, allDone } = await startQueues(25);
  for (const job of ['first', 'second']) {
    await addToAll(job);
    await allDone(job);
  }
  const all = await connections();
  // Six for what is enqueued, six for the workers; each of both takes as many as it needs at once.
  expect(all.length).toBeLessThanOrEqual(12);
});

test('a worker that is closed leaves the others listening, and a connection that breaks is replaced', async () => {
  const { workers, names, done, addToAll } = await startQueues(3);
  await workers[0]?.close();
  await addToAll('after a close');
  await vi.waitFor(() => expect(done).toHaveLength(2), 30_000);
  expect(done.sort()).toEqual(names.slice(1).map((name) => `${name} after a close`));
  const again = await startQueues(1);
  await again.allDone('after a close'); // what its queue had waiting
  for (const { pid } of await connections()) await watcher.query('SELECT pg_terminate_backend($1)', [pid]);
  await vi.waitFor(() => addToAll('after a break'), 30_000);
  // One that was added, and whose answer was lost, is added again.
  const doneAfter = (all: string[]) => [...new Set(all.filter((each) => each.endsWith('break')))].sort();
  await vi.waitFor(
    () => expect(doneAfter(done)).toEqual(names.slice(1).map((name) => `${name} after a break`)),
    30_000,
  );
  await vi.waitFor(() => expect(doneAfter(again.done)).toEqual(['queue-0 after a break']), 30_000);
});

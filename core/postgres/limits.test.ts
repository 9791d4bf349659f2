import { once } from 'node:events';
import { createServer } from 'node:net';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { inProof } from '#test/proof.ts';
import { startProxy } from '#test/proxy.ts';
import { createClient, createPool, createQueuePool } from './client.ts';
import { connectMs, listeningProofMs, statementMs } from './limits.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A connection to the database that can be made to lose its traffic. */
async function line() {
  const proxy = await startProxy(database.url);
  return { ...proxy, url: proxy.through(database.url) };
}

/** Not the promise `once`, which an earlier error would reject. */
const endOf = (client: pg.Client) => new Promise<void>((resolve) => void client.once('end', resolve));

const tookMs = async (work: Promise<unknown>) => {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
};
/** A busy machine may take seconds longer; the other limits are farther away. */
const within = (ms: number) => (ended: number) => ended > ms - 500 && ended < ms + 10_000;

test.concurrent('a statement that is not answered ends, and its connection is thrown away', async () => {
  const { swallow, pass, close, url } = await line();
  const pool = createPool(url, { purpose: 'person', max: 1 });
  const pidOf = async (asked: pg.Pool) => (await asked.query('SELECT pg_backend_pid() AS pid')).rows[0].pid;
  const first = await pidOf(pool);
  swallow();
  const outlasted = tookMs(expect(pool.query('SELECT 1')).rejects.toThrow('timeout'));
  expect(await outlasted).toSatisfy(within(statementMs.person));
  pass();
  expect(await pidOf(pool)).not.toBe(first);
  await pool.end();
  await close();
});

test.concurrent('so it is with a connection that somebody has whole', async () => {
  const { swallow, close, url } = await line();
  const client = createClient(url, 'person');
  await client.connect();
  swallow();
  const ended = endOf(client);
  await expect(client.query('SELECT 1')).rejects.toThrow('timeout');
  expect(await tookMs(ended)).toBeLessThan(10_000);
  await close();
});

test.concurrent('a server that takes a connection and says nothing is not waited for', async () => {
  const silent = createServer((socket) => void socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const client = createClient(`postgres://ada@127.0.0.1:${port}/x`, 'person');
  expect(await tookMs(expect(client.connect()).rejects.toThrow('timeout'))).toSatisfy(within(connectMs));
  silent.close();
});

test.concurrent('no limit is a parameter of the start, which poolers refuse', async () => {
  const named: string[] = [];
  // The first message: its length, the version, then names and values, each ended by a zero.
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      named.push(
        ...bytes
          .subarray(8)
          .toString()
          .split('\0')
          .filter((_, index) => index % 2 === 0),
      );
      socket.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `postgres://ada@127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/x`;
  const pool = createQueuePool(url, { purpose: 'job', max: 1, searchPath: 'bullmq' });
  await expect(pool.query('SELECT 1')).rejects.toThrow();
  await expect(createClient(url, 'person').connect()).rejects.toThrow();
  expect(named.filter((name) => name === 'user')).toHaveLength(2);
  // All that pgbouncer accepts (https://www.pgbouncer.org/config.html#ignore_startup_parameters).
  const taken = ['user', 'database', 'client_encoding', 'application_name', ''];
  expect(named.filter((name) => !taken.includes(name))).toEqual([]);
  server.close();
});

test.runIf(inProof)(
  'a connection that only listens notices that nothing can be heard over it',
  async () => {
    const { swallow, close, url } = await line();
    const client = createClient(url, 'person');
    await client.connect();
    await client.query('LISTEN upixel_test');
    const ended = endOf(client);
    swallow();
    expect(await tookMs(ended)).toBeLessThan(listeningProofMs + connectMs + 2_000);
    await close();
  },
  30_000,
);

import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { prepareQueueServer } from '#core/queue/backend.ts';
import { start } from '#sandbox/postgres/start.ts';
import { migrate } from '../prisma/migrate.ts';

/** A server for one run of tests or benchmarks, with a migrated database to copy from. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'upixel-postgres-'));
  // Removed by stop, and also if the run is killed.
  const server = await start({ dataDir: folder, throwaway: true, persistent: false });
  try {
    await migrate(server.url);
    // As every start does; each world would pay for it again.
    await prepareQueueServer({ redisUrl: undefined, databaseUrl: server.url });
    // PostgreSQL copies no database that has connections.
    const name = new URL(server.url).pathname.slice(1);
    await onServer(server.url, (client) => client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

export interface TestDatabase {
  url: string;
  close(): Promise<void>;
}

/** A new database with every table, ours and the queue's, all empty: a copy of the migrated one, made in some tens of milliseconds. */
export async function copyDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = new URL(serverUrl).pathname.slice(1);
  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    close: () =>
      onServer(serverUrl, async (client) => {
        await untilLeft(client, name);
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/**
 * A pool of pg has ended before its connections have: whoever ends them now is heard by a pool that nobody listens to any more. Tests that
 * leave connections open on purpose wait for half a second.
 */
async function untilLeft(client: pg.Client, database: string): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    const { rowCount } = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [database]);
    if (rowCount === 0) return;
    await sleep(50);
  }
}

/** Runs in the database `postgres`, because a database with connections cannot be copied. Concurrent copies wait for each other. */
export async function onServer(serverUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const url = new URL(serverUrl);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    await work(client);
  } finally {
    await client.end();
  }
}

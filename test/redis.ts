import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { stopWithUs } from '#sandbox/postgres/stop-with-us.ts';
import { freePort } from './free-port.ts';

export interface TestRedis {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts a Redis for this test, persisted to disk as in production; otherwise uses the one at REDIS_URL. Undefined if
 * there is neither; then a message says that these tests are skipped.
 */
export async function startRedis(): Promise<TestRedis | undefined> {
  if (!canStartRedis()) return undefined;
  return isInstalled() ? startServer() : borrowDatabase(process.env.REDIS_URL ?? '');
}

/** Whether startRedis finds one; if not, it prints that. */
export function canStartRedis(): boolean {
  if (isInstalled() || process.env.REDIS_URL) return true;
  process.stderr.write('\nRedis is not tested: there is no redis-server on the PATH and no REDIS_URL.\n\n');
  return false;
}

function isInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** One of the numbered databases of a server that is not ours: an empty one, marked as taken, and emptied afterwards. */
async function borrowDatabase(serverUrl: string): Promise<TestRedis> {
  for (let number = 1; number < 16; number++) {
    const url = new URL(serverUrl);
    url.pathname = `/${number}`;
    const client = new Redis(url.href);
    const taken =
      (await client.dbsize()) > 0 || (await client.set('upixel-test', process.pid, 'EX', 900, 'NX')) === null;
    if (!taken)
      return {
        url: url.href,
        async close() {
          await client.flushdb();
          client.disconnect();
        },
      };
    client.disconnect();
  }
  throw new Error('REDIS_URL has no empty database among 1 to 15 for the tests.');
}

async function startServer(): Promise<TestRedis> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'upixel-redis-'));
  const settings = {
    ...{ port, bind: '127.0.0.1', dir: folder, appendonly: 'yes', appendfsync: 'everysec', save: '' },
    // A whole benchmark of two builds takes twenty-two.
    databases: 64,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn('redis-server', flags, { stdio: 'ignore' });
  const guard = stopWithUs(server, folder);
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: 200 });
  client.on('error', () => undefined); // until it is listening
  await client.ping();
  client.disconnect();
  return {
    url,
    async close() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await gone;
      guard.dismiss();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

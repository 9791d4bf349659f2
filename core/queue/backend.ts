import {
  createPostgresBackend,
  createRedisBackend,
  type Job,
  type PostgresConnectionOptions,
  type Queue,
  runMigrations,
  type Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import type pg from 'pg';
import { createClient, createPool } from '../postgres/client.ts';
import type { Purpose } from '../postgres/limits.ts';
import { needDirectConnection, queueSchema } from './direct-connection.ts';
import { connectRedis } from './redis.ts';

type Process = (job: Job, token?: string) => Promise<void>;
type RunOptions = Pick<WorkerOptions, 'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount'>;

/** BullMQ on whichever server is configured; nothing outside this file knows which. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  queue(name: string): Queue;
  worker(name: string, process: Process, options: RunOptions): Worker;
  /** Resolves if the server answers and takes what is written. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

interface QueueSettings {
  redisUrl: string | undefined;
  databaseUrl: string;
}

/**
 * Makes the tables of the queue where it is on PostgreSQL; before the first queue is created, because that looks for them at
 * once. Safe to call at every start and from several processes at once. @throws a sentence, if DATABASE_URL leads to a pooler
 */
export async function prepareQueueServer({ redisUrl, databaseUrl }: QueueSettings): Promise<void> {
  if (redisUrl) return;
  await needDirectConnection(databaseUrl);
  const client = createClient(databaseUrl, 'long');
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}

export function createQueueBackend(settings: QueueSettings): QueueBackend {
  return settings.redisUrl ? onRedis(settings.redisUrl) : onPostgres(settings.databaseUrl);
}

/** With the braces that it always had: jobs of a running service are under it. */
const redisPrefix = '{upixel}';

function onRedis(url: string): QueueBackend {
  const bull = withBackend(createRedisBackend);
  // A producer fails fast, so that a person hears of it; a worker waits for Redis to come back.
  const producer = connectRedis(url, {
    maxRetriesPerRequest: 2,
    enableOfflineQueue: true,
    commandTimeout: 5_000,
    socketTimeout: 5_000,
  });
  // It asks for the next job for 10 s at most: whoever hears nothing for longer hears nothing at all.
  const consumer = connectRedis(url, { maxRetriesPerRequest: null, socketTimeout: 15_000 });
  return {
    kind: 'redis',
    queue: (name) => new bull.Queue(name, { connection: producer, prefix: redisPrefix }) as Queue,
    worker: (name, process, options) =>
      new bull.Worker(name, process, { connection: consumer, prefix: redisPrefix, ...options }) as Worker,
    ping: async () => void (await producer.set(`${redisPrefix}:ping`, Date.now(), 'EX', 60)),
    async close() {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

function onPostgres(url: string): QueueBackend {
  const bull = withBackend(createPostgresBackend);
  // All queues of a process share one pool; each worker has its own small one, because it keeps a connection listening. BullMQ would
  // make pools itself, and name its schema at the start of a connection, which a pooler refuses.
  const pools: pg.Pool[] = [];
  const poolOf = (purpose: Purpose, max: number) => {
    const made = createPool(url, { purpose, max, searchPath: queueSchema });
    made.setMaxListeners(0); // each queue listens to it
    pools.push(made);
    return made;
  };
  const pool = poolOf('person', 6);
  return {
    kind: 'postgres',
    queue: (name) => new bull.Queue(name, { connection: pool as PostgresConnectionOptions }) as unknown as Queue,
    worker: (name, process, options) =>
      new bull.Worker(name, process, {
        connection: poolOf('job', 4) as PostgresConnectionOptions,
        ...options,
      }) as unknown as Worker,
    async ping() {
      const client = await pool.connect();
      let isWell = false;
      try {
        const { rows } = await client.query("SELECT current_setting('transaction_read_only') AS readonly");
        isWell = rows[0]?.readonly === 'off';
      } finally {
        client.release(!isWell); // the next one may be to the server that writes
      }
      if (!isWell) throw new Error('the queue’s database only reads');
    },
    close: async () => void (await Promise.all(pools.map((each) => each.end()))),
  };
}

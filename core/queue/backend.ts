import {
  createPostgresBackend,
  createRedisBackend,
  type Job,
  PostgresConnection,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
  type Queue,
  runMigrations,
  type Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import type pg from 'pg';
import { createClient, createQueuePool } from '../postgres/client.ts';
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
  /** Resolves if the server answers and accepts writes. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

interface QueueSettings {
  redisUrl: string | undefined;
  databaseUrl: string;
}

/**
 * Creates the queue's tables if it is on PostgreSQL; call it before the first queue is created, because that needs them immediately.
 * Safe to call at every start and from several processes at once. @throws a sentence, if DATABASE_URL leads to a pooler
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

/** Nobody reads the events of a queue, and each keeps the error of a job that is gone: the dashboard needs a few. */
const streams = { events: { maxLen: 100 } };

/** With the braces that it has always had: a running service has jobs under it. */
const redisPrefix = '{upixel}';

function onRedis(url: string): QueueBackend {
  const bull = withBackend(createRedisBackend);
  // A producer fails fast, so that the person is notified; a worker waits for Redis to come back.
  const producer = connectRedis(url, {
    maxRetriesPerRequest: 2,
    enableOfflineQueue: true,
    commandTimeout: 5_000,
    socketTimeout: 5_000,
  });
  // A worker blocks for the next job for at most 10 s: a longer silence means that the connection is dead.
  const consumer = connectRedis(url, { maxRetriesPerRequest: null, socketTimeout: 15_000 });
  return {
    kind: 'redis',
    queue: (name) => new bull.Queue(name, { connection: producer, prefix: redisPrefix, streams }) as Queue,
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
  // BullMQ would create pools itself, and set its schema at the start of a connection, which a pooler refuses.
  const pools: pg.Pool[] = [];
  const poolOf = (purpose: Purpose, max: number) => {
    const made = createQueuePool(url, { purpose, max, searchPath: queueSchema });
    made.setMaxListeners(0); // each queue adds a listener
    made.on('connect', (client) => client.setMaxListeners(0)); // each worker waits on the one that listens
    pools.push(made);
    return made;
  };
  const pool = poolOf('person', 6);
  const workers = workersOf(() => poolOf('job', workersConnections));
  return {
    kind: 'postgres',
    queue: (name) =>
      new bull.Queue(name, { connection: pool as PostgresConnectionOptions, streams }) as unknown as Queue,
    worker: (name, process, options) =>
      new workers.Worker(name, process, {
        connection: pool as PostgresConnectionOptions, // not used
        ...options,
      }) as unknown as Worker,
    async ping() {
      const client = await pool.connect();
      let isWell = false;
      try {
        const { rows } = await client.query("SELECT current_setting('transaction_read_only') AS readonly");
        isWell = rows[0]?.readonly === 'off';
      } finally {
        client.release(!isWell); // the next one may reach the primary
      }
      if (!isWell) throw new Error('the queue’s database only reads');
    },
    async close() {
      await workers.close();
      await Promise.all(pools.map((each) => each.end()));
    },
  };
}

/** One listens for all workers; the others take their jobs, and say how these ended. */
const workersConnections = 6;

/**
 * BullMQ gives each worker a connection that listens, to the same channel, and a pool. All workers of a process share both here: 25 queues would
 * otherwise take 60 of the 100 connections that a server has.
 */
function workersOf(makePool: () => pg.Pool) {
  let shared: SharedConnection | undefined;
  const onShared: typeof createPostgresBackend = (name, options) => {
    shared ??= new SharedConnection(makePool());
    return new PostgresQueueBackend(shared, name, options);
  };
  const bull = withBackend(onShared);
  return { Worker: bull.Worker, close: async () => shared?.end() };
}

/** Outlives each worker that uses it: what a worker closes is its own wait. */
class SharedConnection extends PostgresConnection {
  #listening: unknown;

  constructor(pool: pg.Pool) {
    super(pool as PostgresConnectionOptions);
    this.setMaxListeners(0);
  }

  override async close(): Promise<void> {
    // Others still listen.
  }

  /** Each worker asks it to listen, and only that: one after the other, as a client of pg takes statements. */
  override async getListenClient(): ReturnType<PostgresConnection['getListenClient']> {
    const client = await super.getListenClient();
    if (client === this.#listening) return client;
    this.#listening = client;
    const query = client.query.bind(client);
    let before: Promise<unknown> = Promise.resolve();
    client.query = ((...asked: Parameters<typeof query>) => {
      const answer = before.then(() => query(...asked));
      before = answer.catch(() => undefined);
      return answer;
    }) as typeof client.query;
    return client;
  }

  end(): Promise<void> {
    return super.close();
  }
}

import { Socket } from 'node:net';
import pg from 'pg';
import { connectMs, goodbyeMs, idleMs, keepAliveMs, listeningProofMs, type Purpose, statementMs } from './limits.ts';
import { statementName } from './statement-name.ts';

/** Options of every connection to PostgreSQL. None is a start-up parameter, because poolers refuse those. */
const settingsFor = (purpose: Purpose) => ({
  connectionTimeoutMillis: connectMs,
  query_timeout: statementMs[purpose],
  keepAlive: true,
  keepAliveInitialDelayMillis: keepAliveMs,
});

/** pg's error message; it has no code for this. */
const isOutlasted = (error: unknown) => error instanceof Error && error.message === 'Query read timeout';
/** After a failover we may be connected to a read-only server (25006), while the next connection may reach the one that writes. */
const onlyReads = (error: unknown) => error instanceof pg.DatabaseError && error.code === '25006';
const listens = (query: unknown) => typeof query === 'string' && /^\s*LISTEN\s/m.test(query);

/**
 * A connection with time limits. If a statement outlasts `query_timeout`, pg stops waiting but would reuse the connection, whose
 * next answer then belongs to the previous statement; and a listening connection never notices that nothing can reach it any more. Here
 * such a connection is closed, so that pools and listeners open another; and so is a connection to a read-only server.
 */
export class LimitedClient extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    const socket = new Socket();
    super({ ...config, stream: () => socket });
    this.on('error', () => undefined); // pending queries fail by themselves, and an idle connection is replaced
    let underWay = 0;
    let proof: NodeJS.Timeout | undefined;
    const ask = this.query.bind(this) as (...args: unknown[]) => unknown;
    const bye = this.end.bind(this) as (...args: unknown[]) => unknown;

    const prove = () => {
      if (underWay === 0) query({ text: 'SELECT 1', query_timeout: connectMs }).catch(() => undefined);
    };
    const query = (...args: unknown[]) => {
      const answer = ask(...args);
      // pg's pool passes a callback, so there is no promise; it discards a connection whose statement failed.
      if (!(answer instanceof Promise)) return answer as Promise<unknown>;
      underWay++;
      const watched = answer.catch((error: unknown) => {
        if (isOutlasted(error)) socket.destroy(new Error('The database did not answer in time.'));
        if (onlyReads(error)) socket.destroy(new Error('The database only reads.'));
        throw error;
      });
      if (listens(args[0])) proof ??= setInterval(prove, listeningProofMs).unref();
      return watched.finally(() => underWay--);
    };
    const end = (...args: unknown[]) => {
      setTimeout(() => socket.destroy(), goodbyeMs).unref();
      return bye(...args);
    };
    this.once('end', () => clearInterval(proof));
    Object.assign(this, { query, end });
  }
}

/** A single connection, for callers that need one of their own. */
export const createClient = (connectionString: string, purpose: Purpose, more: pg.ClientConfig = {}): LimitedClient =>
  new LimitedClient({ connectionString, ...settingsFor(purpose), ...more });

/** Shared connections. */
export function createPool(connectionString: string, { purpose, max }: { purpose: Purpose; max: number }): pg.Pool {
  return poolOf({ connectionString, max, ...settingsFor(purpose) });
}

/**
 * Connections of the queue, whose tables are in `searchPath`. Its statements are few and always the same, so they are prepared. They are not flushed to
 * disk one by one: what a crash of the server takes of its last half second is jobs, which `sweep` finds again, or that they were done, and running
 * one twice is harmless. Redis (`appendfsync everysec`) promises no more. The next statement of ours that is flushed flushes these, too.
 */
export function createQueuePool(
  connectionString: string,
  { purpose, max, searchPath }: { purpose: Purpose; max: number; searchPath: string },
): pg.Pool {
  const pool = poolOf({
    connectionString,
    max,
    ...settingsFor(purpose),
    onConnect: (client) => client.query(`SET search_path TO ${searchPath}; SET synchronous_commit TO off`),
  });
  const ask = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  const query = (...args: unknown[]) => {
    const [text, values, ...others] = args;
    const isPrepared = typeof text === 'string' && Array.isArray(values) && others.length === 0;
    return isPrepared ? ask({ name: statementName(text), text, values }) : ask(...args);
  };
  return Object.assign(pool, { query });
}

function poolOf(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, idleTimeoutMillis: idleMs, Client: LimitedClient });
  pool.on('error', () => undefined); // a dropped idle connection is replaced at the next use
  return pool;
}

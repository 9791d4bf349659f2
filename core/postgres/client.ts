import { Socket } from 'node:net';
import pg from 'pg';
import { connectMs, goodbyeMs, keepAliveMs, listeningProofMs, type Purpose, statementMs } from './limits.ts';

/** What every connection to PostgreSQL is opened with. Nothing of it is a start-up parameter: poolers refuse those. */
export const settingsFor = (purpose: Purpose) => ({
  connectionTimeoutMillis: connectMs,
  query_timeout: statementMs[purpose],
  keepAlive: true,
  keepAliveInitialDelayMillis: keepAliveMs,
});

/** pg's own words; it has no code for it. */
const isOutlasted = (error: unknown) => error instanceof Error && error.message === 'Query read timeout';
/** After a failover we may be left with a server that only reads (25006), and the next connection be to the one that writes. */
const onlyReads = (error: unknown) => error instanceof pg.DatabaseError && error.code === '25006';
const listens = (query: unknown) => typeof query === 'string' && /^\s*LISTEN\s/m.test(query);

/**
 * A connection with an end. pg gives up waiting for a statement that outlasts `query_timeout`, and would use the connection again, whose
 * next answer is then the last one's; and one that listens never notices that nothing can reach it any more. Here such a connection is
 * closed, so that pools and listeners make another; and so is one to a server that only reads.
 */
export class LimitedClient extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    const socket = new Socket();
    super({ ...config, stream: () => socket });
    this.on('error', () => undefined); // whoever waits for an answer gets it, and an idle one is replaced
    let underWay = 0;
    let proof: NodeJS.Timeout | undefined;
    const ask = this.query.bind(this) as (...args: unknown[]) => unknown;
    const bye = this.end.bind(this) as (...args: unknown[]) => unknown;

    const prove = () => {
      if (underWay === 0) query({ text: 'SELECT 1', query_timeout: connectMs }).catch(() => undefined);
    };
    const query = (...args: unknown[]) => {
      const answer = ask(...args);
      // With a callback there is none: so pg's pool asks, and it throws a connection away whose statement failed.
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

/** One connection, for whoever needs it whole. */
export const createClient = (connectionString: string, purpose: Purpose, more: pg.ClientConfig = {}): LimitedClient =>
  new LimitedClient({ connectionString, ...settingsFor(purpose), ...more });

/** Connections to share. `searchPath`: the schema that is meant where none is named. */
export function createPool(
  connectionString: string,
  { purpose, max, searchPath }: { purpose: Purpose; max: number; searchPath?: string },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    Client: LimitedClient,
    ...settingsFor(purpose),
    ...(searchPath === undefined ? {} : { onConnect: (client) => client.query(`SET search_path TO ${searchPath}`) }),
  });
  pool.on('error', () => undefined); // an idle connection that drops is replaced at the next use
  return pool;
}

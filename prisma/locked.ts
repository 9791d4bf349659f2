import type pg from 'pg';

/** Any number, the same in every process and every version: only one of them changes the database at a time. */
const lockKey = 7_202_611;

/** How long one process waits for another, and a change for whoever uses its table. */
const patienceSeconds = 30;

/**
 * One transaction under the lock of all changes. The lock is the transaction's own, so that it ends with it even behind a pooler, which
 * gives each transaction another connection. `what` names the change if the lock is not to be had in time.
 * @throws a sentence; then nothing was changed
 */
export async function locked<T>(client: pg.Client, what: string, change: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL lock_timeout = '${patienceSeconds}s'`);
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const result = await change();
    await client.query('COMMIT');
    return result;
  } catch (cause) {
    // A connection that is gone has rolled back by itself; one whose statement outlasted its limit is thrown away by whoever opened it.
    if (saidBy(cause) !== 'Query read timeout') await client.query('ROLLBACK').catch(() => undefined);
    throw new Error(`The database was left as it was, because ${what} ${reasonOf(cause)}`, { cause });
  }
}

/** PostgreSQL's `lock_not_available`. */
const lockTimeout = '55P03';

function reasonOf(error: unknown): string {
  if ((error as { code?: string }).code === lockTimeout)
    return `waited ${patienceSeconds} s for a lock: another process is changing the database, or a long statement holds a table. Start again when it is done.`;
  return `fails: ${saidBy(error)}`;
}

/** What an error says; of a connection that was refused, its code. */
export function saidBy(error: unknown): string {
  const said = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : error;
  return String(said ?? 'no reason given').trim();
}

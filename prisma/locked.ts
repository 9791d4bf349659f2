import type pg from 'pg';

/** Any number, the same in every process and version: only one process changes the database at a time. */
const lockKey = 7_202_611;

/** How long one process waits for another, and a change for transactions that use its table. */
const patienceSeconds = 30;

/** How often a change starts over if its locks and those of a running process wait for each other. */
const mostTries = 5;

/**
 * Runs one transaction under the lock for all changes. The lock belongs to the transaction, so it ends with it even behind a pooler, which gives each
 * transaction another connection. Processes at work lock the same tables in another order: `change` starts over if PostgreSQL ends it for that.
 * `what` names the change in the error if the lock is not available in time.
 * @throws Error with a sentence; then nothing was changed
 */
export async function locked<T>(client: pg.Client, what: string, change: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    await client.query('BEGIN');
    try {
      await client.query(`SET LOCAL lock_timeout = '${patienceSeconds}s'`);
      await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
      const result = await change();
      await client.query('COMMIT');
      return result;
    } catch (cause) {
      // A lost connection has rolled back by itself; one whose statement timed out is discarded by the caller that opened it.
      if (saidBy(cause) !== 'Query read timeout') await client.query('ROLLBACK').catch(() => undefined);
      if (codeOf(cause) === deadlock && tries < mostTries) continue;
      throw new Error(`The database was left as it was, because ${what} ${reasonOf(cause)}`, { cause });
    }
  }
}

/** PostgreSQL's `deadlock_detected`. */
const deadlock = '40P01';

/** PostgreSQL's `lock_not_available`. */
const lockTimeout = '55P03';

function reasonOf(error: unknown): string {
  if (codeOf(error) === lockTimeout)
    return `waited ${patienceSeconds} s for a lock: another process is changing the database, or a long statement holds a table. Start again when it is done.`;
  return `fails: ${saidBy(error)}`;
}

/** PostgreSQL's code of an error, or of the one that caused it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return (error as { code?: string }).code ?? codeOf(error.cause);
}

/** An error's message; for a refused connection, its code. */
export function saidBy(error: unknown): string {
  const said = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : error;
  return String(said ?? 'no reason given').trim();
}

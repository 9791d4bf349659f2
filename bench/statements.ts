import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface StatementCount {
  text: string;
  count: number;
}

/** From the next connection on, the server logs every statement that a client sends to this database, but not those inside functions. */
export async function logStatements(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const name = new URL(databaseUrl).pathname.slice(1);
  await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} SET log_statement = 'all'`);
  await client.end();
}

/** What is noted for several pictures at once is noted by then. */
const notedByMs = 7_000;

/**
 * The statements that PostgreSQL received because of `work`, most frequent first. What was caused before has ended when it begins, and what it causes
 * is waited for. What schedules ask meanwhile is known from the time after it, in which nobody asks for anything, and taken off as often as it came there.
 */
export async function countStatements(
  log: string,
  { idleMs }: { idleMs: number },
  work: () => Promise<unknown>,
): Promise<StatementCount[]> {
  const within = async (during: () => Promise<unknown>) => {
    const { size } = await stat(log);
    const from = performance.now();
    await during();
    const tookMs = performance.now() - from;
    return { tookMs, counts: countOf((await readFile(log)).subarray(size).toString('utf8')) };
  };
  await sleep(notedByMs);
  const busy = await within(async () => {
    await work();
    await sleep(notedByMs);
  });
  const idle = await within(() => sleep(idleMs));
  const scheduled = (text: string) => Math.ceil((idle.counts.get(text) ?? 0) * (busy.tookMs / idle.tookMs));
  return [...busy.counts]
    .map(([text, count]) => ({ text, count: count - scheduled(text) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

function countOf(log: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of statementsIn(log)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** An entry is `<time> [<process>] LOG:  execute <name>: <statement>`, its further lines indented by a tab. */
function* statementsIn(log: string): Generator<string> {
  const entries = log.split(/^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/m);
  for (const entry of entries) {
    const [, statement] = /LOG: {2}(?:execute [^:]*|statement): ([\s\S]*)/.exec(entry) ?? [];
    if (statement !== undefined) yield statement.replace(/\s+/g, ' ').trim();
  }
}

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

/** The statements that PostgreSQL received during `work`, without what schedules ask by themselves (the sweep, the audit, who is due, an operator's rules, whose results are for them alone) and the health check. Most frequent first. */
export async function countStatements(log: string, work: () => Promise<unknown>): Promise<StatementCount[]> {
  const { size } = await stat(log);
  await work();
  await sleep(200); // the last delivery is recorded after it is seen
  const said = (await readFile(log)).subarray(size).toString('utf8');
  const counts = new Map<string, number>();
  for (const text of statementsIn(said)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
}

const scheduled =
  /^\(SELECT 'submit' AS job|^SELECT \$1 AS job|^-- waiting, with room|'wallet_is_not_sum_of_lots'|UPDATE schedules SET due_at|FROM denied_terms|FROM identities i WHERE i\.platform = 'discord' AND i\.id IN|^SELECT 1$/;

/** An entry is `<time> [<process>] LOG:  execute <name>: <statement>`, its further lines indented by a tab. */
function* statementsIn(log: string): Generator<string> {
  const entries = log.split(/^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/m);
  for (const entry of entries) {
    const [, statement] = /LOG: {2}(?:execute [^:]*|statement): ([\s\S]*)/.exec(entry) ?? [];
    if (statement === undefined) continue;
    const text = statement.replace(/\s+/g, ' ').trim();
    if (!scheduled.test(text)) yield text;
  }
}

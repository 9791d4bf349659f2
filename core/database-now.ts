import type { Database } from './database.ts';

/** The time by the database's clock. What one process writes down and another judges is measured by it: theirs may differ. */
export async function databaseNow(deps: { db: Pick<Database, '$queryRaw'> }): Promise<Date> {
  const [row] = await deps.db.$queryRaw<Array<{ now: Date }>>`SELECT now()`;
  if (!row) throw new Error('now() answered nothing');
  return row.now;
}

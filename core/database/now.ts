import { z } from 'zod';
import { time } from './columns.ts';
import { type Asked, sqlRow } from './rows.ts';

const nowRow = z.object({ now: time });

/** The time by the database's clock. Times that one process records and another judges use it, because processes' clocks may differ. */
export async function databaseNow({ db }: { db: Asked }): Promise<Date> {
  const row = await sqlRow(db, nowRow)`SELECT now()`;
  if (!row) throw new Error('now() answered nothing');
  return row.now;
}

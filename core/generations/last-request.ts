import { z } from 'zod';
import { milliseconds } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Owner, ownedBySql } from './owner.ts';

const lastRow = z.object({ atMs: milliseconds });

/** When somebody asked for something last, in ms since 1970 by the database's clock; 0 if never. */
export async function lastRequestMs({ db }: Pick<Deps, 'db'>, who: Owner): Promise<number> {
  const row = await sqlRow(db, lastRow)`
    SELECT (extract(epoch FROM g.created_at) * 1000)::float8 AS "atMs" FROM generations g
    WHERE ${ownedBySql(who)} ORDER BY g.created_at DESC LIMIT 1`;
  return Math.round(row?.atMs ?? 0);
}

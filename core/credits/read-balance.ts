import { z } from 'zod';
import { int } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

const row = z.object({ balance: int });

/** The credits that a wallet can spend now. */
export const readBalance = async ({ db }: Pick<Deps, 'db'>, walletId: string): Promise<number> =>
  (await sqlRow(db, row)`SELECT spendable_credits(${walletId}::uuid) AS balance`)?.balance ?? 0;

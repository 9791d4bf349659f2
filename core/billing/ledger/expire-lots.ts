import { z } from 'zod';
import { int } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';

const expire = sqlFunction({
  name: 'expire_lots',
  args: z.object({ wallets: int }),
  row: z.object({ wallets: int, credits: int }),
});

/** Batch size, so that no wallet is locked for long. */
const walletsAtOnce = 50;

/** Zeroes every expired lot. Returns how many credits expired. */
export async function expireLots({ db }: Pick<Deps, 'db'>): Promise<number> {
  let expired = 0;
  for (;;) {
    const { wallets, credits } = await expire.one(db, { wallets: walletsAtOnce });
    expired += credits;
    if (wallets === 0) return expired;
  }
}

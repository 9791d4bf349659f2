import { z } from 'zod';
import { flag, int, lotOrigin, text, time, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';

export interface Grant {
  walletId: string;
  origin: 'trial' | 'purchase' | 'plan' | 'grant';
  amount: number;
  /** Idempotency key: granting twice with the same key grants once. */
  key: string;
  expiresAt?: Date | undefined;
}

const grant = sqlFunction({
  name: 'grant_credits',
  args: z.object({ walletId: uuid, origin: lotOrigin, amount: int, key: text, expiresAt: time.nullable() }),
  row: flag,
});

/** Adds credits to a wallet as a lot of their own. Returns false if the key was used before. */
export const grantCredits = ({ db }: Pick<Deps, 'db'>, wanted: Grant): Promise<boolean> =>
  grant.one(db, { ...wanted, expiresAt: wanted.expiresAt ?? null });

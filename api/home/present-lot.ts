import type { Lot } from '#core/contract/pages/shapes.ts';
import { lotLabel } from '#core/credits/ledger-words.ts';
import type { LotRow } from '#core/credits/read-account.ts';

export const presentLot = (lot: LotRow): Lot => ({
  id: lot.id,
  label: lotLabel(lot),
  origin: lot.origin,
  balance: lot.balance,
  expiresAt: lot.expiresAt === null ? null : inUtc(lot.expiresAt),
  createdAt: inUtc(lot.createdAt),
});

/** A time as PostgreSQL writes it into JSON. */
export const inUtc = (time: string) => new Date(time).toISOString();

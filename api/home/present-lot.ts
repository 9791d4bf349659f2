import type { Lot } from '#core/contract/shapes.ts';
import { lotLabel } from '#core/credits/ledger-words.ts';
import type { LotRow } from '#core/credits/read-account.ts';

export const presentLot = ({ origin, isFrozen, expiresAt, createdAt, ...lot }: LotRow): Lot => ({
  ...lot,
  origin,
  label: lotLabel({ origin, isFrozen }),
  expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  createdAt: new Date(createdAt).toISOString(),
});

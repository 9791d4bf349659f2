import type { LedgerLine } from '#core/contract/pages/ledger-shapes.ts';
import { findLedger, type LedgerRow } from '#core/credits/ledger.ts';
import { ledgerWords, lotLabel } from '#core/credits/ledger-words.ts';
import type { ApiHandler } from '../json/handler.ts';
import { badCursor } from '../lists/cursor.ts';
import { daysOf } from '../lists/days.ts';
import { pageOf } from '../lists/page.ts';

export const listLedger: ApiHandler<'listLedger'> = async ({ deps, who }, { query }) => {
  const { cursor, limit, kind, ...days } = query;
  const rows = await findLedger(deps, who.user.walletId, {
    filter: { kind, ...daysOf(days) },
    beforeId: readLedgerCursor(cursor),
    limit: limit + 1,
  });
  return pageOf(rows, limit, presentLine, ({ id }) => id);
};

/** The id of the previous page's last line. @throws Failure bad_cursor */
export function readLedgerCursor(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) throw badCursor();
  return cursor;
}

export function presentLine(row: LedgerRow): LedgerLine {
  return {
    id: row.id,
    kind: row.kind,
    amount: row.amount,
    balanceAfter: row.balanceAfter,
    words: ledgerWords(row),
    lot: { id: row.lotId, label: lotLabel(row), expiresAt: row.lotExpiresAt?.toISOString() ?? null },
    generationId: row.generationId,
    createdAt: row.createdAt.toISOString(),
  };
}

import { findLedger, type LedgerRow } from '#core/credits/ledger.ts';
import type { ApiHandler } from '../json/handler.ts';
import { presentLine, readLedgerCursor } from '../ledger/list-ledger.ts';
import { pageOf } from '../lists/page.ts';

export const adminListLedger: ApiHandler<'adminListLedger'> = async ({ deps }, { params, query }) => {
  const { cursor, limit } = query;
  const rows = await findLedger(deps, params.id, {
    filter: { since: null, before: null },
    beforeId: readLedgerCursor(cursor),
    limit: limit + 1,
  });
  return pageOf(
    rows,
    limit,
    (row) => presentLine(withoutWords(row)),
    ({ id }) => id,
  );
};

/** Operators see neither what a person wrote nor who gave them what. */
const withoutWords = (row: LedgerRow): LedgerRow => ({ ...row, prompt: null, giftName: null, giftMessage: null });

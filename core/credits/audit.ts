import type { Deps } from '../deps.ts';

export interface LedgerFault {
  walletId: string;
  fault: 'wallet_is_not_sum_of_lots' | 'lot_is_not_sum_of_entries' | 'generation_does_not_cost_what_it_stored';
}

/**
 * The proof that no credit was lost or made: a wallet's balance is the sum of its lots, a lot's the sum of its entries,
 * and an ended generation's entries are minus the price of the images that were stored. Empty when all is well.
 */
export function findFaultyWallets(deps: Pick<Deps, 'db'>): Promise<LedgerFault[]> {
  return deps.db.$queryRaw<LedgerFault[]>`
    SELECT w.id AS "walletId", 'wallet_is_not_sum_of_lots' AS fault FROM wallets w
    WHERE w.balance <> (SELECT coalesce(sum(l.balance), 0) FROM lots l WHERE l.wallet_id = w.id)
    UNION ALL
    SELECT l.wallet_id, 'lot_is_not_sum_of_entries' FROM lots l
    WHERE l.balance <> (SELECT coalesce(sum(e.amount), 0) FROM ledger_entries e WHERE e.lot_id = l.id)
    UNION ALL
    SELECT g.wallet_id, 'generation_does_not_cost_what_it_stored' FROM generations g
    WHERE (SELECT coalesce(sum(e.amount), 0) FROM ledger_entries e WHERE e.generation_id = g.id)
      <> -g.unit_price * CASE WHEN g.finished_at IS NULL THEN g.count - (
           SELECT coalesce(sum(p.images), 0) FROM predictions p
           WHERE p.generation_id = g.id AND p.status IN ('succeeded', 'failed', 'canceled')) + g.stored
         ELSE g.stored END`;
}

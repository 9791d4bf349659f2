import { z } from 'zod';
import { uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

const ledgerFault = z.object({
  walletId: uuid,
  fault: z.enum([
    'wallet_is_not_sum_of_lots',
    'lot_is_not_sum_of_entries',
    'generation_does_not_cost_what_it_stored',
    'generation_is_paid_from_another_wallet',
    'payment_is_not_granted_once',
    'void_lot_has_credits',
    'refunded_credits_are_left',
    'gift_is_not_what_was_taken',
  ]),
});
export type LedgerFault = z.infer<typeof ledgerFault>;

/**
 * Proves that no credit was lost or created: a wallet's balance is the sum of its lots, a lot's balance the sum of its entries; an ended
 * generation's entries sum to minus the price of its stored images, in lots of the wallet that pays for it; a payment was granted exactly
 * what it brought; nothing is left in a lot that was refunded or forfeited, or whose refunds are still due credits; and a gift's entries
 * sum to zero: what one person got the other gave, or got back. Empty if all is well.
 */
export function findFaultyWallets(deps: Pick<Deps, 'db'>): Promise<LedgerFault[]> {
  return sqlRows(deps.db, ledgerFault)`
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
         ELSE g.stored END
    UNION ALL
    SELECT g.wallet_id, 'generation_is_paid_from_another_wallet' FROM generations g
    WHERE EXISTS (SELECT 1 FROM ledger_entries e JOIN lots l ON l.id = e.lot_id
                  WHERE e.generation_id = g.id AND l.wallet_id <> g.wallet_id)
    UNION ALL
    SELECT p.wallet_id, 'payment_is_not_granted_once' FROM payments p
    WHERE p.credits <> (SELECT coalesce(sum(e.amount), 0) FROM ledger_entries e WHERE e.lot_id = p.lot_id AND e.kind = 'grant')
    UNION ALL
    SELECT l.wallet_id, 'void_lot_has_credits' FROM lots l WHERE l.forfeited_at IS NOT NULL AND l.balance > 0
    UNION ALL
    SELECT l.wallet_id, 'refunded_credits_are_left' FROM payments p JOIN lots l ON l.id = p.lot_id
    WHERE p.amount_refunded > 0 AND l.balance > 0 AND refund_due(p) > 0
    UNION ALL
    SELECT l.wallet_id, 'gift_is_not_what_was_taken' FROM gifts g JOIN lots l ON l.id = g.lot_id
    WHERE (SELECT sum(e.amount) FROM ledger_entries e WHERE e.gift_id = g.id) IS DISTINCT FROM 0
      OR (SELECT sum(e.amount) FROM ledger_entries e WHERE e.gift_id = g.id AND e.lot_id = g.lot_id)
        IS DISTINCT FROM CASE WHEN g.undone_at IS NULL THEN g.amount ELSE 0 END`;
}

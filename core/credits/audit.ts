import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { uuid, uuids } from '../database/columns.ts';
import { sqlRow, sqlRows } from '../database/rows.ts';
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

type WithDb = Pick<Deps, 'db'>;

/** Rows by their ids, of each kind that is looked at by itself. */
export const auditedKinds = ['wallets', 'lots', 'generations', 'payments', 'gifts'] as const;
export type AuditedKind = (typeof auditedKinds)[number];
export type AuditedIds = Partial<Record<AuditedKind, readonly string[]>>;

/** Conditions on wallets `w`, lots `l`, generations `g`, payments `p` and gifts `t`. */
type Scope = Record<AuditedKind, Prisma.Sql>;

/**
 * Proves that no credit was lost or created: a wallet's balance is the sum of its lots, a lot's balance the sum of its entries; an ended
 * generation's entries sum to minus the price of its stored images, in lots of the wallet that pays for it; a payment was granted exactly
 * what it brought; nothing is left in a lot that was refunded or forfeited, or whose refunds are still due credits; and a gift's entries
 * sum to zero: what one person got the other gave, or got back. Empty if all is well. Reads everything: for tests and drills.
 */
export function findFaultyWallets(deps: WithDb): Promise<LedgerFault[]> {
  const all = Prisma.sql`true`;
  return findFaults(deps, { wallets: all, lots: all, generations: all, payments: all, gifts: all });
}

/** The same of everything in these wallets. */
export function findFaultsOf(deps: WithDb, walletIds: readonly string[]): Promise<LedgerFault[]> {
  const ids = Prisma.sql`${walletIds}::uuid[]`;
  return findFaults(deps, {
    wallets: Prisma.sql`w.id = ANY(${ids})`,
    lots: Prisma.sql`l.wallet_id = ANY(${ids})`,
    generations: Prisma.sql`g.wallet_id = ANY(${ids})`,
    payments: Prisma.sql`p.wallet_id = ANY(${ids})`,
    gifts: Prisma.sql`l.wallet_id = ANY(${ids})`,
  });
}

/** The same of these rows. */
export function findFaultsAmong(deps: WithDb, ids: AuditedIds): Promise<LedgerFault[]> {
  const among = (kind: AuditedKind) => Prisma.sql`${ids[kind] ?? []}::uuid[]`;
  return findFaults(deps, {
    wallets: Prisma.sql`w.id = ANY(${among('wallets')})`,
    lots: Prisma.sql`l.id = ANY(${among('lots')})`,
    generations: Prisma.sql`g.id = ANY(${among('generations')})`,
    payments: Prisma.sql`p.id = ANY(${among('payments')})`,
    gifts: Prisma.sql`t.id = ANY(${among('gifts')})`,
  });
}

const touched = z.object({ wallets: uuids, lots: uuids, generations: uuids, payments: uuids, gifts: uuids });

/** What the ledger's entries with ids above `after`, up to `upTo`, touched. */
export async function touchedBy({ db }: WithDb, after: bigint, upTo: bigint): Promise<AuditedIds> {
  const row = await sqlRow(db, touched)`
    WITH new AS MATERIALIZED (SELECT e.lot_id, e.generation_id, e.gift_id FROM ledger_entries e WHERE e.id > ${after} AND e.id <= ${upTo})
    SELECT ARRAY(SELECT DISTINCT l.wallet_id FROM lots l WHERE l.id IN (SELECT n.lot_id FROM new n)) AS wallets,
      ARRAY(SELECT DISTINCT n.lot_id FROM new n) AS lots,
      ARRAY(SELECT DISTINCT n.generation_id FROM new n WHERE n.generation_id IS NOT NULL) AS generations,
      ARRAY(SELECT p.id FROM payments p WHERE p.lot_id IN (SELECT n.lot_id FROM new n)) AS payments,
      ARRAY(SELECT DISTINCT n.gift_id FROM new n WHERE n.gift_id IS NOT NULL) AS gifts`;
  return row ?? {};
}

function findFaults({ db }: WithDb, { wallets, lots, payments, generations, gifts }: Scope): Promise<LedgerFault[]> {
  return sqlRows(db, ledgerFault)`
    SELECT w.id AS "walletId", 'wallet_is_not_sum_of_lots' AS fault FROM wallets w
    WHERE ${wallets} AND w.balance <> (SELECT coalesce(sum(l.balance), 0) FROM lots l WHERE l.wallet_id = w.id)
    UNION ALL
    SELECT l.wallet_id, 'lot_is_not_sum_of_entries' FROM lots l
    WHERE ${lots} AND l.balance <> (SELECT coalesce(sum(e.amount), 0) FROM ledger_entries e WHERE e.lot_id = l.id)
    UNION ALL
    SELECT g.wallet_id, 'generation_does_not_cost_what_it_stored' FROM generations g
    WHERE ${generations} AND (SELECT coalesce(sum(e.amount), 0) FROM ledger_entries e WHERE e.generation_id = g.id)
      <> -g.unit_price * CASE WHEN g.finished_at IS NULL THEN g.count - (
           SELECT coalesce(sum(p.images), 0) FROM predictions p
           WHERE p.generation_id = g.id AND p.status IN ('succeeded', 'failed', 'canceled')) + g.stored
         ELSE g.stored END
    UNION ALL
    SELECT g.wallet_id, 'generation_is_paid_from_another_wallet' FROM generations g
    WHERE ${generations} AND EXISTS (SELECT 1 FROM ledger_entries e JOIN lots l ON l.id = e.lot_id
                  WHERE e.generation_id = g.id AND l.wallet_id <> g.wallet_id)
    UNION ALL
    SELECT p.wallet_id, 'payment_is_not_granted_once' FROM payments p
    WHERE ${payments} AND p.credits <> (SELECT coalesce(sum(e.amount), 0) FROM ledger_entries e WHERE e.lot_id = p.lot_id AND e.kind = 'grant')
    UNION ALL
    SELECT l.wallet_id, 'void_lot_has_credits' FROM lots l WHERE ${lots} AND l.forfeited_at IS NOT NULL AND l.balance > 0
    UNION ALL
    SELECT l.wallet_id, 'refunded_credits_are_left' FROM payments p JOIN lots l ON l.id = p.lot_id
    WHERE ${payments} AND p.amount_refunded > 0 AND l.balance > 0 AND refund_due(p) > 0
    UNION ALL
    SELECT l.wallet_id, 'gift_is_not_what_was_taken' FROM gifts t JOIN lots l ON l.id = t.lot_id
    WHERE ${gifts} AND ((SELECT sum(e.amount) FROM ledger_entries e WHERE e.gift_id = t.id) IS DISTINCT FROM 0
      OR (SELECT sum(e.amount) FROM ledger_entries e WHERE e.gift_id = t.id AND e.lot_id = t.lot_id)
        IS DISTINCT FROM CASE WHEN t.undone_at IS NULL THEN t.amount ELSE 0 END)`;
}

import type { Deps } from '../deps.ts';

/** One change of a wallet's credits, and what is needed to explain it. */
export interface LedgerRow {
  /** Grows with time. A bigint, as text. */
  id: string;
  kind: 'grant' | 'hold' | 'release' | 'forfeit' | 'refund' | 'expire' | 'dispute';
  amount: number;
  balanceAfter: number;
  createdAt: Date;
  lotId: string;
  origin: 'trial' | 'purchase' | 'plan' | 'grant';
  lotExpiresAt: Date | null;
  /** The payment for it is disputed: its credits cannot be spent. */
  isFrozen: boolean;
  generationId: string | null;
  prompt: string | null;
  /** The provider's id. */
  model: string | null;
  count: number | null;
  unitPrice: number | null;
  isCanceled: boolean | null;
  /** The generation goes on: what it holds may come back. */
  isOpen: boolean | null;
  /** What went back with it, in minor units: of a refund, or a dispute that was lost. */
  money: number | null;
  /** The payment that its lot came from, as it was; null where there was none. */
  item: string | null;
  amountPaid: number | null;
  currency: string | null;
  periodStart: Date | null;
  periodEnd: Date | null;
  /** Of a lot of the Free plan: the first of its month, as YYYY-MM-DD. */
  freeMonth: string | null;
}

export interface LedgerFilter {
  kind?: LedgerRow['kind'] | undefined;
  /** `since` belongs to it, `before` does not. */
  since: Date | null;
  before: Date | null;
}

/**
 * What happened to a wallet's credits, newest first. A wallet's history is that of the lots in it: one that came from a guest
 * brings its own along, and the balances are as if it had been here from the start.
 */
export function findLedger(
  deps: Pick<Deps, 'db'>,
  walletId: string,
  wanted: { filter: LedgerFilter; beforeId?: string | undefined; limit: number },
): Promise<LedgerRow[]> {
  const { filter, beforeId = null, limit } = wanted;
  return deps.db.$queryRaw<LedgerRow[]>`
    WITH lines AS (
      SELECT e.id, e.kind, e.amount, e.money, e.created_at, e.generation_id, e.lot_id, l.origin, l.expires_at, l.frozen_at,
        (sum(e.amount) OVER (ORDER BY e.id))::int AS balance_after
      FROM ledger_entries e JOIN lots l ON l.id = e.lot_id
      WHERE l.wallet_id = ${walletId}::uuid AND (${beforeId}::bigint IS NULL OR e.id < ${beforeId}::bigint))
    SELECT e.id::text, e.kind::text, e.amount, e.balance_after AS "balanceAfter", e.created_at AS "createdAt",
      e.lot_id AS "lotId", e.origin::text, e.expires_at AS "lotExpiresAt", e.frozen_at IS NOT NULL AS "isFrozen", e.generation_id AS "generationId",
      g.prompt, g.model, g.count, g.unit_price AS "unitPrice", g.status = 'canceled' AS "isCanceled",
      g.finished_at IS NULL AND g.id IS NOT NULL AS "isOpen", e.money,
      p.item, p.amount AS "amountPaid", p.currency, p.period_start AS "periodStart", p.period_end AS "periodEnd",
      f.month::text AS "freeMonth"
    FROM lines e LEFT JOIN generations g ON g.id = e.generation_id
      LEFT JOIN payments p ON p.lot_id = e.lot_id LEFT JOIN free_months f ON f.lot_id = e.lot_id
    WHERE (${filter.kind ?? null}::text IS NULL OR e.kind::text = ${filter.kind ?? null}::text)
      AND (${filter.since}::timestamptz IS NULL OR e.created_at >= ${filter.since}::timestamptz)
      AND (${filter.before}::timestamptz IS NULL OR e.created_at < ${filter.before}::timestamptz)
    ORDER BY e.id DESC LIMIT ${limit}::int`;
}

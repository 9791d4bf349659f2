import { z } from 'zod';
import { flag, int, ledgerKind, lotOrigin, text, time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { toolName } from '../models/tools.ts';

/** One change of a wallet's credits, and what is needed to explain it. */
const ledgerRow = z.object({
  /** Increases with time. A bigint, as text. */
  id: text,
  kind: ledgerKind,
  amount: int,
  balanceAfter: int,
  createdAt: time,
  lotId: uuid,
  origin: lotOrigin,
  lotExpiresAt: time.nullable(),
  /** The payment for it is disputed: its credits cannot be spent. */
  isFrozen: flag,
  generationId: uuid.nullable(),
  prompt: storedText.nullable(),
  /** The provider's id. */
  model: text.nullable(),
  /** What was done to a picture, if a button did it. */
  tool: toolName.nullable(),
  count: int.nullable(),
  unitPrice: int.nullable(),
  isCanceled: flag.nullable(),
  /** It was called off because the chat did not take its first status; nobody canceled. */
  isUnposted: flag.nullable(),
  /** The generation is still open: credits it holds may come back. */
  isOpen: flag.nullable(),
  /** The money that went back with it, in minor units: of a refund, or of a lost dispute. */
  money: int.nullable(),
  /** The payment that its lot came from, as it was; null if there was none. */
  item: text.nullable(),
  amountPaid: int.nullable(),
  currency: text.nullable(),
  periodStart: time.nullable(),
  periodEnd: time.nullable(),
  /** For a lot of the Free plan: the first of its month, as YYYY-MM-DD. */
  freeMonth: text.nullable(),
  /** For a gift: the other person's name in the chat at the time, and the giver's message. */
  giftName: storedText.nullable(),
  giftMessage: storedText.nullable(),
});
export type LedgerRow = Opened<z.infer<typeof ledgerRow>, 'prompt' | 'giftName' | 'giftMessage'>;

export interface LedgerFilter {
  kind?: LedgerRow['kind'] | undefined;
  /** `since` is inclusive, `before` exclusive. */
  since: Date | null;
  before: Date | null;
}

/**
 * Changes of a wallet's credits, newest first. A wallet's history is that of the lots in it: a lot that came from a guest
 * brings its own history, and the balances are as if it had been here from the start. They are counted back from today's: a page of a long history
 * reads no more of it than the sums of an index.
 */
export async function findLedger(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  walletId: string,
  wanted: { filter: LedgerFilter; beforeId?: string | undefined; limit: number },
): Promise<LedgerRow[]> {
  const { filter, beforeId = null, limit } = wanted;
  const rows = await sqlRows(deps.db, ledgerRow)`
    WITH own AS MATERIALIZED (SELECT l.id, l.balance, l.origin, l.expires_at, l.frozen_at FROM lots l WHERE l.wallet_id = ${walletId}::uuid),
    ids AS MATERIALIZED (
      SELECT e.id, o.origin, o.expires_at, o.frozen_at FROM own o CROSS JOIN LATERAL (
        SELECT e.id FROM ledger_entries e WHERE e.lot_id = o.id AND (${beforeId}::bigint IS NULL OR e.id < ${beforeId}::bigint)
          AND (${filter.kind ?? null}::text IS NULL OR e.kind::text = ${filter.kind ?? null}::text)
          AND (${filter.since}::timestamptz IS NULL OR e.created_at >= ${filter.since}::timestamptz)
          AND (${filter.before}::timestamptz IS NULL OR e.created_at < ${filter.before}::timestamptz)
        ORDER BY e.id DESC LIMIT ${limit}::int) e
      ORDER BY e.id DESC LIMIT ${limit}::int),
    page AS MATERIALIZED (SELECT e.*, i.origin, i.expires_at, i.frozen_at FROM ids i JOIN ledger_entries e ON e.id = i.id),
    -- From today's balance back to the page, and along it; other lines may lie between its own.
    newer AS MATERIALIZED (SELECT coalesce(sum(e.amount), 0) AS amount FROM own o JOIN ledger_entries e ON e.lot_id = o.id
      WHERE e.id > (SELECT max(p.id) FROM page p)),
    along AS (SELECT e.id, sum(e.amount) OVER (ORDER BY e.id DESC) - e.amount AS amount FROM own o JOIN ledger_entries e ON e.lot_id = o.id
      WHERE e.id BETWEEN (SELECT min(p.id) FROM page p) AND (SELECT max(p.id) FROM page p)),
    lines AS (SELECT p.*, ((SELECT sum(o.balance) FROM own o) - newer.amount - along.amount)::int AS balance_after
      FROM page p JOIN along ON along.id = p.id CROSS JOIN newer)
    SELECT e.id::text, e.kind::text, e.amount, e.balance_after AS "balanceAfter", e.created_at AS "createdAt",
      e.lot_id AS "lotId", e.origin::text, e.expires_at AS "lotExpiresAt", e.frozen_at IS NOT NULL AS "isFrozen", e.generation_id AS "generationId",
      CASE WHEN g.id IS NOT NULL THEN stored_text(g.prompt, g.prompt_sealed) END AS prompt, g.model, g.tool, g.count, g.unit_price AS "unitPrice", g.status = 'canceled' AS "isCanceled",
      g.status = 'canceled' AND d.status = 'undelivered' AND d.message_id IS NULL AND d.shown = '' AS "isUnposted",
      g.finished_at IS NULL AND g.id IS NOT NULL AS "isOpen", e.money,
      p.item, p.amount AS "amountPaid", p.currency, p.period_start AS "periodStart", p.period_end AS "periodEnd",
      f.month::text AS "freeMonth", CASE WHEN t.id IS NULL THEN NULL WHEN t.lot_id = e.lot_id THEN stored_text(t.from_name, t.from_name_sealed)
        ELSE stored_text(t.to_name, t.to_name_sealed) END AS "giftName",
      CASE WHEN t.id IS NOT NULL THEN stored_text(t.message, t.message_sealed) END AS "giftMessage"
    FROM lines e LEFT JOIN generations g ON g.id = e.generation_id LEFT JOIN deliveries d ON d.generation_id = g.id
      LEFT JOIN payments p ON p.lot_id = e.lot_id LEFT JOIN free_months f ON f.lot_id = e.lot_id
      LEFT JOIN gifts t ON t.id = e.gift_id
    ORDER BY e.id DESC`;
  return openFields(deps, rows, 'prompt', 'giftName', 'giftMessage');
}

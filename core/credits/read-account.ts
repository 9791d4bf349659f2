import type { PlanKey } from '../billing/plans.ts';
import type { Deps } from '../deps.ts';
import type { PlaceRow } from '../generations/place-row.ts';
import type { FailureCode } from '../generations/settlement.ts';
import { requestsAhead } from '../generations/view.ts';
import type { LedgerRow } from './ledger.ts';

/** A JSON row of PostgreSQL has its times as text, with an offset. */
export interface LotRow {
  id: string;
  origin: LedgerRow['origin'];
  balance: number;
  isFrozen: boolean;
  /** What was bought, and the month of the Free plan, as in LedgerRow. */
  item: string | null;
  freeMonth: string | null;
  expiresAt: string | null;
  createdAt: string;
}

interface OpenRow extends PlaceRow {
  id: string;
  prompt: string;
  /** The provider's id. */
  model: string;
  count: number;
  unitPrice: number;
  status: 'queued' | 'running';
  canceling: boolean;
  progress: number | null;
  ahead: number;
  stored: number;
  createdAt: string;
  teamName: string | null;
}

/** A request of the last day that ended with fewer images than were asked for. */
export interface ShortRow extends PlaceRow {
  id: string;
  prompt: string;
  model: string;
  count: number;
  unitPrice: number;
  stored: number;
  failure: FailureCode | null;
  isCanceled: boolean;
  finishedAt: string;
  teamName: string | null;
}

/** Beyond that it is no news any more, and the ledger has it. */
const shortShown = 3;

export interface AccountRow {
  /** What can be spent: not what is frozen. */
  balance: number;
  plan: PlanKey;
  /** The Free plan's credits of this month are not granted yet. */
  isFreeMonthDue: boolean;
  /** What the open requests hold now: not what is paid for stored images, nor what went back. */
  onHold: number;
  /** What the next months of a plan bring less. */
  owed: number;
  lots: LotRow[];
  open: OpenRow[];
  short: ShortRow[];
}

/**
 * A wallet's credits by lot, soonest to expire first; and what its account has waiting or running, and what came short lately,
 * newest first (a guest's is not looked for): one statement.
 */
export async function readAccount(
  deps: Pick<Deps, 'db'>,
  { userId, walletId }: { userId: string | null; walletId: string },
): Promise<AccountRow | undefined> {
  const [row] = await deps.db.$queryRaw<AccountRow[]>`
    WITH open AS ( -- what the wallet pays for, and what a team pays for
      SELECT * FROM generations
      WHERE status IN ('queued', 'running') AND (wallet_id = ${walletId}::uuid OR user_id = ${userId}::uuid))
    SELECT spendable_credits(w.id) AS balance, wallet_plan(w.id) AS plan, w.credits_owed AS owed,
      wallet_plan(w.id) = 'free' AND EXISTS (SELECT 1 FROM identities i WHERE i.user_id = ${userId}::uuid)
        AND NOT EXISTS (SELECT 1 FROM free_months m WHERE m.user_id = ${userId}::uuid
                          AND m.month = date_trunc('month', now() AT TIME ZONE 'UTC')) AS "isFreeMonthDue",
      (SELECT coalesce(sum(
         (SELECT coalesce(-sum(e.amount), 0) FROM ledger_entries e WHERE e.generation_id = g.id) - g.stored * g.unit_price
       ), 0)::int FROM open g WHERE g.wallet_id = w.id) AS "onHold",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'origin', l.origin, 'balance', l.balance,
         'isFrozen', l.frozen_at IS NOT NULL, 'item', p.item, 'freeMonth', f.month,
         'expiresAt', l.expires_at, 'createdAt', l.created_at) ORDER BY l.expires_at NULLS LAST, l.created_at, l.id), '[]')
       FROM lots l LEFT JOIN payments p ON p.lot_id = l.id LEFT JOIN free_months f ON f.lot_id = l.id
       WHERE l.wallet_id = w.id AND l.balance > 0) AS lots,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'prompt', g.prompt, 'model', g.model, 'count', g.count,
         'unitPrice', g.unit_price, 'status', g.status, 'canceling', g.cancel_requested_at IS NOT NULL,
         'progress', g.progress, 'ahead', ${requestsAhead}, 'stored', g.stored, 'createdAt', g.created_at, 'platform', coalesce(d.platform, i.platform),
         'workspaceName', s.name, 'placeName', i.place_name, 'teamName', t.name) ORDER BY g.created_at DESC, g.id), '[]')
       FROM open g JOIN identities i ON i.id = g.identity_id LEFT JOIN deliveries d ON d.generation_id = g.id
         LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id
         LEFT JOIN workspaces s ON s.platform = d.platform AND s.external_id = coalesce(d.guild_id, d.team_id)
       WHERE g.user_id = ${userId}::uuid) AS open,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'prompt', g.prompt, 'model', g.model, 'count', g.count,
         'unitPrice', g.unit_price, 'stored', g.stored, 'failure', g.failure,
         'isCanceled', g.cancel_requested_at IS NOT NULL, 'finishedAt', g.finished_at,
         'platform', coalesce(d.platform, i.platform), 'workspaceName', s.name, 'placeName', i.place_name, 'teamName', t.name)
         ORDER BY g.finished_at DESC, g.id), '[]')
       FROM (SELECT * FROM generations WHERE user_id = ${userId}::uuid AND created_at > now() - interval '1 day'
               AND finished_at IS NOT NULL AND stored < count
             ORDER BY finished_at DESC, id LIMIT ${shortShown}::int) g
         JOIN identities i ON i.id = g.identity_id LEFT JOIN deliveries d ON d.generation_id = g.id
         LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id
         LEFT JOIN workspaces s ON s.platform = d.platform AND s.external_id = coalesce(d.guild_id, d.team_id)) AS short
    FROM wallets w WHERE w.id = ${walletId}::uuid`;
  return row;
}

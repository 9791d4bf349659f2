import type { Deps } from '../deps.ts';

/** A JSON row of PostgreSQL has its times as text, with an offset. */
interface LotRow {
  id: string;
  origin: 'trial' | 'purchase' | 'plan' | 'grant';
  balance: number;
  isFrozen: boolean;
  expiresAt: string | null;
  createdAt: string;
}

interface OpenRow {
  id: string;
  prompt: string;
  /** The provider's id. */
  model: string;
  count: number;
  unitPrice: number;
  status: 'queued' | 'running';
  canceling: boolean;
  progress: number | null;
  createdAt: string;
  platform: 'discord' | 'slack';
  workspaceName: string | null;
  placeName: string | null;
}

export interface AccountRow {
  /** What can be spent: not what is frozen. */
  balance: number;
  /** What the open requests hold now: not what is paid for stored images, nor what went back. */
  onHold: number;
  lots: LotRow[];
  open: OpenRow[];
}

/**
 * A wallet's credits by lot, soonest to expire first, and what its account has waiting or running, newest first (a guest's is not
 * looked for): one statement.
 */
export async function readAccount(
  deps: Pick<Deps, 'db'>,
  { userId, walletId }: { userId: string | null; walletId: string },
): Promise<AccountRow | undefined> {
  const [row] = await deps.db.$queryRaw<AccountRow[]>`
    WITH open AS ( -- what the wallet pays for, and what a team pays for
      SELECT * FROM generations
      WHERE status IN ('queued', 'running') AND (wallet_id = ${walletId}::uuid OR user_id = ${userId}::uuid))
    SELECT spendable_credits(w.id) AS balance,
      (SELECT coalesce(sum(
         (SELECT coalesce(-sum(e.amount), 0) FROM ledger_entries e WHERE e.generation_id = g.id) - g.stored * g.unit_price
       ), 0)::int FROM open g WHERE g.wallet_id = w.id) AS "onHold",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'origin', l.origin, 'balance', l.balance,
         'isFrozen', l.frozen_at IS NOT NULL,
         'expiresAt', l.expires_at, 'createdAt', l.created_at) ORDER BY l.expires_at NULLS LAST, l.created_at, l.id), '[]')
       FROM lots l WHERE l.wallet_id = w.id AND l.balance > 0) AS lots,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'prompt', g.prompt, 'model', g.model, 'count', g.count,
         'unitPrice', g.unit_price, 'status', g.status, 'canceling', g.cancel_requested_at IS NOT NULL,
         'progress', g.progress, 'createdAt', g.created_at, 'platform', coalesce(d.platform, i.platform),
         'workspaceName', s.name, 'placeName', i.place_name) ORDER BY g.created_at DESC, g.id), '[]')
       FROM open g JOIN identities i ON i.id = g.identity_id LEFT JOIN deliveries d ON d.generation_id = g.id
         LEFT JOIN workspaces s ON s.platform = d.platform AND s.external_id = coalesce(d.guild_id, d.team_id)
       WHERE g.user_id = ${userId}::uuid) AS open
    FROM wallets w WHERE w.id = ${walletId}::uuid`;
  return row;
}

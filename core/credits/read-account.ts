import { z } from 'zod';
import { planKey } from '../billing/plans.ts';
import { flag, int, lotOrigin, text, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { askedIn, placeName, placeRow, workspaceName } from '../generations/place-row.ts';
import { failureCode } from '../generations/settlement.ts';
import { requestsAhead } from '../generations/view.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { toolName } from '../models/tools.ts';
import { teamName } from '../teams/names.ts';

/** In JSON, PostgreSQL writes times as text with an offset. */
const jsonTime = z.string();

const lotRow = z.object({
  id: uuid,
  origin: lotOrigin,
  balance: int,
  isFrozen: flag,
  /** What was bought, and the month of the Free plan, as in LedgerRow. */
  item: text.nullable(),
  freeMonth: text.nullable(),
  expiresAt: jsonTime.nullable(),
  createdAt: jsonTime,
});
export type LotRow = z.infer<typeof lotRow>;

const openRow = placeRow.extend({
  id: uuid,
  prompt: storedText,
  /** The provider's id. */
  model: text,
  count: int,
  unitPrice: int,
  status: z.enum(['queued', 'running']),
  canceling: flag,
  /** Between 0 and 1. */
  progress: z.number().nullable(),
  ahead: int,
  stored: int,
  createdAt: jsonTime,
  teamName: storedText.nullable(),
});

/** A request of the last day that ended with fewer images than were asked for, and was not dismissed. */
const shortRow = placeRow.extend({
  id: uuid,
  prompt: storedText,
  model: text,
  count: int,
  unitPrice: int,
  stored: int,
  failure: failureCode.nullable(),
  withheld: int,
  unchecked: int,
  tool: toolName.nullable(),
  finishedAt: jsonTime,
  teamName: storedText.nullable(),
});
export type ShortRow = Opened<z.infer<typeof shortRow>, 'prompt' | 'workspaceName' | 'placeName' | 'teamName'>;

/** More than these are no longer news, and are in the ledger. */
const shortShown = 3;

const accountRow = z.object({
  /** Spendable credits, without frozen ones. */
  balance: int,
  plan: planKey,
  /** The Free plan's credits of this month are not granted yet, and an identity brings them. */
  isFreeMonthDue: flag,
  /** What the open requests hold now, without the price of stored images and released credits. */
  onHold: int,
  /** How many credits less the next months of a plan bring. */
  owed: int,
  lots: z.array(lotRow),
  open: z.array(openRow),
  short: z.array(shortRow),
});
export type AccountRow = Omit<z.infer<typeof accountRow>, 'open' | 'short'> & {
  open: Opened<z.infer<typeof openRow>, 'prompt' | 'workspaceName' | 'placeName' | 'teamName'>[];
  short: ShortRow[];
};

/**
 * A wallet's credits by lot, soonest to expire first; and its account's open requests and recent shortfalls,
 * newest first (not looked up for a guest): one statement.
 */
export async function readAccount(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, walletId }: { userId: string | null; walletId: string },
): Promise<AccountRow | undefined> {
  const account = await sqlRow(deps.db, accountRow)`
    WITH open AS ( -- what the wallet pays for, and what a team pays for
      SELECT * FROM generations
      WHERE status IN ('queued', 'running') AND (wallet_id = ${walletId}::uuid OR user_id = ${userId}::uuid))
    SELECT spendable_credits(w.id) AS balance, wallet_plan(w.id) AS plan, w.credits_owed AS owed,
      wallet_plan(w.id) = 'free' AND EXISTS (SELECT 1 FROM identities i WHERE i.user_id = ${userId}::uuid
          AND brings_credits_at(i.platform, i.team_id_hash, i.team_id)
          AND NOT EXISTS (SELECT 1 FROM free_months m WHERE m.identity_id = i.id
                            AND m.month = date_trunc('month', now() AT TIME ZONE 'UTC')))
        AND NOT EXISTS (SELECT 1 FROM free_months m WHERE m.user_id = ${userId}::uuid
                          AND m.month = date_trunc('month', now() AT TIME ZONE 'UTC'))
        AND NOT EXISTS (SELECT 1 FROM users u WHERE u.id = ${userId}::uuid
                          AND u.had_free_month >= date_trunc('month', now() AT TIME ZONE 'UTC')) AS "isFreeMonthDue",
      (SELECT coalesce(sum(
         (SELECT coalesce(-sum(e.amount), 0) FROM ledger_entries e WHERE e.generation_id = g.id) - g.stored * g.unit_price
       ), 0)::int FROM open g WHERE g.wallet_id = w.id) AS "onHold",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'origin', l.origin, 'balance', l.balance,
         'isFrozen', l.frozen_at IS NOT NULL, 'item', p.item, 'freeMonth', f.month,
         'expiresAt', l.expires_at, 'createdAt', l.created_at) ORDER BY l.expires_at NULLS LAST, l.created_at, l.id), '[]')
       FROM lots l LEFT JOIN payments p ON p.lot_id = l.id LEFT JOIN free_months f ON f.lot_id = l.id
       WHERE l.wallet_id = w.id AND l.balance > 0) AS lots,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'prompt', stored_text(g.prompt, g.prompt_sealed), 'model', g.model, 'count', g.count,
         'unitPrice', g.unit_price, 'status', g.status, 'canceling', g.cancel_requested_at IS NOT NULL,
         'progress', g.progress, 'ahead', ${requestsAhead}, 'stored', g.stored, 'createdAt', g.created_at, 'platform', coalesce(r.platform, i.platform),
         'workspaceName', ${workspaceName}, 'placeName', ${placeName}, 'teamName', ${teamName}) ORDER BY g.created_at DESC, g.id), '[]')
       FROM open g ${askedIn} LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id
       WHERE g.user_id = ${userId}::uuid) AS open,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'prompt', stored_text(g.prompt, g.prompt_sealed), 'model', g.model, 'count', g.count,
         'unitPrice', g.unit_price, 'stored', g.stored, 'failure', g.failure, 'withheld', g.withheld, 'unchecked', g.unchecked,
         'tool', g.tool, 'finishedAt', g.finished_at,
         'platform', coalesce(r.platform, i.platform), 'workspaceName', ${workspaceName}, 'placeName', ${placeName}, 'teamName', ${teamName})
         ORDER BY g.finished_at DESC, g.id), '[]')
       FROM (SELECT * FROM generations WHERE user_id = ${userId}::uuid AND created_at > now() - interval '1 day'
               AND finished_at IS NOT NULL AND stored < count AND cancel_requested_at IS NULL
               AND finished_at > coalesce((SELECT u.shortfalls_seen_at FROM users u WHERE u.id = ${userId}::uuid), '-infinity')
             ORDER BY finished_at DESC, id LIMIT ${shortShown}::int) g
         ${askedIn} LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id) AS short
    FROM wallets w WHERE w.id = ${walletId}::uuid`;
  if (!account) return undefined;
  const [open, short] = [
    await openFields(deps, account.open, 'prompt', 'workspaceName', 'placeName', 'teamName'),
    await openFields(deps, account.short, 'prompt', 'workspaceName', 'placeName', 'teamName'),
  ];
  return { ...account, open, short };
}

import { z } from 'zod';
import { placeHashOf } from '../chat/place-hash.ts';
import type { ReplyTarget } from '../chat/target.ts';
import { flag, int } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type UnpaidRefusal, unpaidRefusal, unpaidWords } from './unpaid.ts';

const standing = z.object({
  /** They have credits that nobody paid for. */
  hasUnpaid: flag,
  tooNew: unpaidRefusal.nullable(),
  /** Held today, in this place and in the whole service. */
  heldHere: int,
  held: int,
});

/**
 * Why somebody's free credits cannot be used here just now, in the words that a request would be refused with, and since when they can; undefined if they
 * can, or if there are none. So that nobody has to ask for a picture to hear it.
 */
export async function unpaidNow(
  deps: Pick<Deps, 'db' | 'keys' | 'rules'>,
  { identityId, walletId }: { identityId: string; walletId: string },
  { platform, workspaceId, userId }: Pick<ReplyTarget, 'platform' | 'workspaceId' | 'userId'>,
): Promise<string | undefined> {
  const hash = await placeHashOf(deps, { platform, externalId: workspaceId });
  const [limits, now] = await Promise.all([
    deps.rules.unpaid(),
    sqlRow(deps.db, standing)`
      WITH place AS (SELECT coalesce('hash:' || encode(${hash}::bytea, 'hex'), ${workspaceId}) AS name)
      SELECT EXISTS (SELECT 1 FROM lots l WHERE l.wallet_id = ${walletId}::uuid AND l.balance > 0 AND l.frozen_at IS NULL
          AND (l.expires_at IS NULL OR l.expires_at > now()) AND is_unpaid(l)) AS "hasUnpaid",
        too_new_at(i, ${hash}::bytea, ${workspaceId}) AS "tooNew",
        coalesce((SELECT u.held FROM unpaid_days u, place WHERE u.day = (now() AT TIME ZONE 'UTC')::date AND u.place = place.name AND u.place <> ''), 0) AS "heldHere",
        coalesce((SELECT u.held FROM unpaid_days u WHERE u.day = (now() AT TIME ZONE 'UTC')::date AND u.place = ''), 0) AS held
      FROM identities i WHERE i.id = ${identityId}::uuid`,
  ]);
  if (!now?.hasUnpaid) return undefined;
  const day: UnpaidRefusal | undefined =
    now.heldHere >= limits.perWorkspace ? 'workspace_day' : now.held >= limits.perDay ? 'service_day' : undefined;
  const why = now.tooNew ?? day;
  return why && unpaidWords(why, userId);
}

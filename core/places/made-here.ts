import { z } from 'zod';
import { placeHashOf } from '../chat/place-hash.ts';
import type { ReplyTarget } from '../chat/target.ts';
import { int } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

/** Of a server or workspace in this calendar month (UTC), whoever paid. Numbers alone: neither words nor balances are anybody else's. */
const madeHere = z.object({ requests: int, pictures: int, descriptions: int, people: int });
export type MadeHere = z.infer<typeof madeHere>;

export async function readMadeHere(
  deps: Pick<Deps, 'db' | 'keys'>,
  { platform, workspaceId }: Pick<ReplyTarget, 'platform' | 'workspaceId'>,
): Promise<MadeHere> {
  const place = await placeHashOf(deps, { platform, externalId: workspaceId });
  const made = await sqlRow(deps.db, madeHere)`
    WITH month AS (SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS first)
    SELECT count(*)::int AS requests, count(DISTINCT coalesce(g.user_id, g.identity_id))::int AS people,
      coalesce(sum(g.stored) FILTER (WHERE g.tool IS DISTINCT FROM 'describe'), 0)::int AS pictures,
      coalesce(sum(g.stored) FILTER (WHERE g.tool = 'describe'), 0)::int AS descriptions
    FROM month JOIN reply_targets r ON r.created_at >= month.first JOIN deliveries d ON d.target_id = r.id JOIN generations g ON g.id = d.generation_id
    WHERE r.workspace_id_hash = ${place}::bytea AND g.created_at >= month.first`;
  if (!made) throw new Error('a count is always one row');
  return made;
}

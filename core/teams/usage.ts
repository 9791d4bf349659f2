import { z } from 'zod';
import { flag, int, text, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { openFields, storedText } from '../keys/stored-text.ts';

const member = z.object({ identityId: uuid, name: text, spent: int, requests: int });

/** What a team's wallet paid this calendar month (UTC): requests in progress count as held, images that were not made do not count. */
const teamUsage = z.object({
  spent: int,
  /** Highest spending first. */
  members: z.array(member),
  /** Every day until today, as YYYY-MM-DD. */
  days: z.array(z.object({ day: text, spent: int })),
});
export type TeamUsage = z.infer<typeof teamUsage>;

/** Without a name in the team, a member goes by their id in the chat. */
const usageRow = teamUsage.extend({
  members: z.array(member.extend({ name: storedText, isErased: flag, chatId: storedText })),
});

const spentBy = sqlFunction({
  name: 'spent_this_month',
  args: z.object({ walletId: uuid, identityId: uuid }),
  row: int,
});

/** By member and by day, up to today: one statement. */
export async function readUsage(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  team: { workspaceId: string; walletId: string },
): Promise<TeamUsage> {
  const usage = await sqlRow(deps.db, usageRow)`
    WITH month AS (SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AS first, now() AT TIME ZONE 'UTC' AS today),
    paid AS MATERIALIZED (
      SELECT g.identity_id, (g.created_at AT TIME ZONE 'UTC')::date AS day, count(*) AS requests, sum(CASE
          WHEN g.finished_at IS NOT NULL THEN g.unit_price * g.stored -- what the audit proves to be the sum of its entries
          ELSE (SELECT coalesce(-sum(e.amount), 0) FROM ledger_entries e WHERE e.generation_id = g.id) END) AS spent
      FROM generations g, month WHERE g.wallet_id = ${team.walletId}::uuid AND g.created_at >= month.first AT TIME ZONE 'UTC' GROUP BY 1, 2),
    members AS (
      SELECT p.identity_id, sum(p.spent)::int AS spent, sum(p.requests)::int AS requests FROM paid p WHERE p.identity_id IS NOT NULL GROUP BY 1)
    SELECT (SELECT coalesce(sum(p.spent), 0)::int FROM paid p) AS spent,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('identityId', m.identity_id, 'spent', m.spent, 'requests', m.requests,
         'name', stored_text(coalesce(t.name, ''), t.name_sealed), 'isErased', coalesce(i.external_id LIKE 'erased:%', false),
         'chatId', stored_text(i.external_id, i.external_id_sealed)) ORDER BY m.spent DESC, m.requests DESC, m.identity_id), '[]')
       FROM members m CROSS JOIN LATERAL (SELECT * FROM identities i WHERE i.id = m.identity_id OFFSET 0) i
         LEFT JOIN team_members t ON t.identity_id = i.id AND t.workspace_id = ${team.workspaceId}::uuid) AS members,
      (SELECT jsonb_agg(jsonb_build_object('day', d::date, 'spent', coalesce(p.spent, 0)) ORDER BY d)
       FROM month CROSS JOIN generate_series(month.first, month.today, interval '1 day') AS d
         LEFT JOIN (SELECT p.day, sum(p.spent)::int AS spent FROM paid p GROUP BY 1) p ON p.day = d::date) AS days`;
  if (!usage) throw new Error('the usage of a team is always one row');
  const members = await openFields(deps, usage.members, 'name', 'chatId');
  return {
    ...usage,
    members: members.map(({ chatId, isErased, name, ...each }) => ({
      ...each,
      name: name || (isErased ? 'a former member' : chatId),
    })),
  };
}

/** What one of its members spent of it this month. */
export const spentThisMonth = (
  { db }: Pick<Deps, 'db'>,
  who: { walletId: string; identityId: string },
): Promise<number> => spentBy.one(db, who);

import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { flag, int, text, uuid } from '../database/columns.ts';
import { sqlRow, sqlRows } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { openFields, storedText } from '../keys/stored-text.ts';

const member = z.object({ identityId: uuid, name: text, spent: int, requests: int });

/** What a team's wallet paid in a calendar month (UTC): requests in progress count as held, images that were not made do not count. */
const teamUsage = z.object({
  spent: int,
  /** Highest spending first. */
  members: z.array(member),
  /** Every day of the month until today, as YYYY-MM-DD. */
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

/** What a request `g` cost so far. */
const cost = Prisma.sql`CASE
  WHEN g.finished_at IS NOT NULL THEN g.unit_price * g.stored -- what the audit proves to be the sum of its entries
  ELSE (SELECT coalesce(-sum(e.amount), 0)::int FROM ledger_entries e WHERE e.generation_id = g.id) END`;

/** By member and by day, up to today: one statement. `month`: as YYYY-MM; without it the current one. */
export async function readUsage(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  team: { workspaceId: string; walletId: string },
  month?: string | undefined,
): Promise<TeamUsage> {
  const first = month === undefined ? null : `${month}-01`;
  const usage = await sqlRow(deps.db, usageRow)`
    WITH month AS (SELECT coalesce(${first}::date::timestamp, date_trunc('month', now() AT TIME ZONE 'UTC')) AS first, now() AT TIME ZONE 'UTC' AS today),
    -- Day by day along the index generations_paid: no row is read, nor asked for its day. What is open is little.
    paid AS MATERIALIZED (
      SELECT g.identity_id, d.day::date AS day, g.requests, g.spent
      FROM month CROSS JOIN LATERAL (SELECT d AS day, d AT TIME ZONE 'UTC' AS since, (d + interval '1 day') AT TIME ZONE 'UTC' AS before
          FROM generate_series(month.first, month.first + interval '1 month' - interval '1 day', interval '1 day') d OFFSET 0) d
        CROSS JOIN LATERAL (SELECT g.identity_id, count(*) AS requests, sum(g.unit_price * g.stored) AS spent FROM generations g
          WHERE g.wallet_id = ${team.walletId}::uuid AND g.created_at >= d.since AND g.created_at < d.before AND g.finished_at IS NOT NULL GROUP BY 1) g
      UNION ALL
      SELECT g.identity_id, (g.created_at AT TIME ZONE 'UTC')::date, 1, ${cost} FROM month CROSS JOIN generations g
      WHERE g.wallet_id = ${team.walletId}::uuid AND g.status IN ('queued', 'running') AND g.finished_at IS NULL
        AND g.created_at >= month.first AT TIME ZONE 'UTC' AND g.created_at < (month.first + interval '1 month') AT TIME ZONE 'UTC'),
    members AS (
      SELECT p.identity_id, sum(p.spent)::int AS spent, sum(p.requests)::int AS requests FROM paid p WHERE p.identity_id IS NOT NULL GROUP BY 1)
    SELECT (SELECT coalesce(sum(p.spent), 0)::int FROM paid p) AS spent,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('identityId', m.identity_id, 'spent', m.spent, 'requests', m.requests,
         'name', stored_text(coalesce(t.name, ''), t.name_sealed), 'isErased', coalesce(i.external_id LIKE 'erased:%', false),
         'chatId', stored_text(i.external_id, i.external_id_sealed)) ORDER BY m.spent DESC, m.requests DESC, m.identity_id), '[]')
       FROM members m CROSS JOIN LATERAL (SELECT * FROM identities i WHERE i.id = m.identity_id OFFSET 0) i
         LEFT JOIN team_members t ON t.identity_id = i.id AND t.workspace_id = ${team.workspaceId}::uuid) AS members,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('day', d::date, 'spent', coalesce(p.spent, 0)) ORDER BY d), '[]')
       FROM month CROSS JOIN generate_series(month.first, least(month.today, month.first + interval '1 month' - interval '1 day'), interval '1 day') AS d
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

const monthRow = z.object({ month: text, spent: int });

/** The months as YYYY-MM from the first in which something was spent, a year at most, to the current one. */
export async function readMonths({ db }: Pick<Deps, 'db'>, walletId: string): Promise<Array<z.infer<typeof monthRow>>> {
  const months = await sqlRows(db, monthRow)`
    WITH spent AS (
      SELECT date_trunc('month', g.created_at AT TIME ZONE 'UTC') AS month, sum(${cost})::int AS spent FROM generations g
      WHERE g.wallet_id = ${walletId}::uuid
        AND g.created_at >= (date_trunc('month', now() AT TIME ZONE 'UTC') - interval '11 months') AT TIME ZONE 'UTC' GROUP BY 1)
    SELECT to_char(m, 'YYYY-MM') AS month, coalesce(s.spent, 0) AS spent
    FROM generate_series(date_trunc('month', now() AT TIME ZONE 'UTC') - interval '11 months', date_trunc('month', now() AT TIME ZONE 'UTC'),
      interval '1 month') AS m LEFT JOIN spent s ON s.month = m ORDER BY 1`;
  const first = months.findIndex(({ spent }) => spent > 0);
  return first === -1 ? months.slice(-1) : months.slice(first);
}

/** What an account itself spent of it this month, by all its identities. */
export async function spentByAccount(
  deps: Pick<Deps, 'db'>,
  { walletId, userId }: { walletId: string; userId: string },
): Promise<number> {
  const identities = await deps.db.identity.findMany({ where: { userId }, select: { id: true } });
  const spent = await Promise.all(identities.map(({ id }) => spentThisMonth(deps, { walletId, identityId: id })));
  return spent.reduce((sum, each) => sum + each, 0);
}

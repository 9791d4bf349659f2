import type { Deps } from '../deps.ts';

/** What a team's wallet paid this calendar month (UTC): what is being made counts as held, what was not made does not count. */
export interface TeamUsage {
  spent: number;
  /** Who spent most first. */
  members: Array<{ identityId: string; name: string; spent: number; requests: number }>;
  /** Every day until today, as YYYY-MM-DD. */
  days: Array<{ day: string; spent: number }>;
}

/** By member and by day, as of the day of asking: one statement. */
export async function readUsage(
  deps: Pick<Deps, 'db'>,
  team: { workspaceId: string; walletId: string },
): Promise<TeamUsage> {
  const [usage] = await deps.db.$queryRaw<TeamUsage[]>`
    WITH month AS (SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AS first, now() AT TIME ZONE 'UTC' AS today),
    paid AS (
      SELECT g.identity_id, (g.created_at AT TIME ZONE 'UTC')::date AS day,
        (SELECT coalesce(-sum(e.amount), 0)::int FROM ledger_entries e WHERE e.generation_id = g.id) AS spent
      FROM generations g, month WHERE g.wallet_id = ${team.walletId}::uuid AND g.created_at >= month.first AT TIME ZONE 'UTC'),
    members AS (
      SELECT p.identity_id, sum(p.spent)::int AS spent, count(*)::int AS requests FROM paid p GROUP BY 1)
    SELECT (SELECT coalesce(sum(p.spent), 0)::int FROM paid p) AS spent,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('identityId', m.identity_id, 'spent', m.spent, 'requests', m.requests,
         'name', coalesce(nullif(t.name, ''), i.external_id)) ORDER BY m.spent DESC, m.requests DESC, m.identity_id), '[]')
       FROM members m JOIN identities i ON i.id = m.identity_id
         LEFT JOIN team_members t ON t.identity_id = i.id AND t.workspace_id = ${team.workspaceId}::uuid) AS members,
      (SELECT jsonb_agg(jsonb_build_object('day', d::date, 'spent',
         (SELECT coalesce(sum(p.spent), 0)::int FROM paid p WHERE p.day = d::date)) ORDER BY d)
       FROM month, generate_series(month.first, month.today, interval '1 day') AS d) AS days`;
  if (!usage) throw new Error('the usage of a team is always one row');
  return usage;
}

/** What one of its members spent of it this month. */
export async function spentThisMonth(
  deps: Pick<Deps, 'db'>,
  { walletId, identityId }: { walletId: string; identityId: string },
): Promise<number> {
  const [row] = await deps.db.$queryRaw<Array<{ spent: number }>>`
    SELECT spent_this_month(${walletId}::uuid, ${identityId}::uuid) AS spent`;
  return row?.spent ?? 0;
}

import { z } from 'zod';
import { planKey, planName } from '../billing/plans.ts';
import { platforms } from '../chat/platforms.ts';
import { flag, int, platform } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { openFieldsOf, openText, storedText } from '../keys/stored-text.ts';
import { teamName } from './names.ts';

const teamRow = z.object({
  name: storedText,
  platform,
  /** Spendable credits. */
  balance: int,
  plan: planKey,
  /** How many credits less the next months of a plan bring. */
  owed: int,
  /** Null: no limit. */
  memberCap: int.nullable(),
  /** The names of the groups that may use it; none: everybody. */
  access: z.array(storedText),
  /** Guests and people of other companies may use it, too; only Slack has them. */
  guestsMaySpend: flag,
});
export type TeamRow = Omit<z.infer<typeof teamRow>, 'name' | 'access'> & { name: string; access: string[] };

/** A team's wallet and who may use it: one statement. */
export async function readTeam(deps: Pick<Deps, 'db' | 'keys' | 'log'>, workspaceId: string): Promise<TeamRow> {
  const row = await sqlRow(deps.db, teamRow)`
    SELECT ${teamName} AS name, t.platform, t.guests_may_spend AS "guestsMaySpend", spendable_credits(t.wallet_id) AS balance, wallet_plan(t.wallet_id) AS plan,
      (SELECT w.credits_owed FROM wallets w WHERE w.id = t.wallet_id) AS owed, t.member_cap AS "memberCap",
      ARRAY(SELECT stored_text(a.name, a.name_sealed) FROM team_access a WHERE a.workspace_id = t.id) AS access
    FROM workspaces t WHERE t.id = ${workspaceId}::uuid`;
  if (!row) throw new Error('a team that was found a moment ago is gone');
  const access = await Promise.all(row.access.map((name) => openText(deps, name)));
  return { ...(await openFieldsOf(deps, row, 'name')), access: access.sort() };
}

/** "Everyone here may use it.", "Only these may use it: Artists, Testers." */
export function accessWords({
  access,
  platform,
  guestsMaySpend,
}: Pick<TeamRow, 'access' | 'platform' | 'guestsMaySpend'>) {
  const who = access.length === 0 ? 'Everyone here may use it' : `Only these may use it: ${access.join(', ')}`;
  if (!platforms[platform].hasGuests) return `${who}.`;
  return guestsMaySpend
    ? `${who}; guests and people of other companies in shared channels may, too.`
    : `${who}; guests and people of other companies may not.`;
}

export function capWords({ memberCap }: Pick<TeamRow, 'memberCap'>): string {
  return memberCap === null
    ? 'One person may spend as much of it as there is.'
    : `One person may spend ${memberCap.toLocaleString('en-US')} of it in a calendar month (UTC).`;
}

export const planWords = ({ plan }: Pick<TeamRow, 'plan'>) => `Its plan is ${planName(plan)}.`;

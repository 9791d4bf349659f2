import { z } from 'zod';
import { placeHash } from '../chat/place-hash.ts';
import { flag, text } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import type { TeamHere } from './team-here.ts';

const wallet = z.object({
  guestsMaySpend: flag,
  /** Only members of these roles or user groups; none: everybody. */
  groups: z.array(text),
});

/**
 * Whether the team has a wallet, in which there was ever something, that this person may use: then it is worth asking them who pays. May ask the chat.
 * @throws Failure groups_unknown
 */
export async function mayBePaid(deps: Pick<Deps, 'db' | 'keys'>, team: TeamHere): Promise<boolean> {
  const { platform, externalId } = team;
  const found = await sqlRow(deps.db, wallet)`
    SELECT w.guests_may_spend AS "guestsMaySpend", ARRAY(SELECT a.group_id FROM team_access a WHERE a.workspace_id = w.id) AS groups
    FROM workspace_at(${platform}::"Platform", ${await placeHash(deps, team)}::bytea, ${externalId}) w
    WHERE EXISTS (SELECT FROM lots l WHERE l.wallet_id = w.wallet_id)`;
  if (!found) return false;
  const standing = found.guestsMaySpend ? 'member' : ((await team.standing?.()) ?? 'member');
  if (standing !== 'member') return false;
  return found.groups.length === 0 || (await team.whichOf(found.groups)).length > 0;
}

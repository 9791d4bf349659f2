import type { Guest } from '../accounts/identify.ts';
import type { Deps } from '../deps.ts';
import { repeatable } from '../requests/lost-answer.ts';
import type { TeamHere } from './team-here.ts';
import { type VisitedTeam, visitTeam } from './visit-team.ts';

/** Sets how many credits one person may spend from a team's wallet per month; 0: no limit. @throws Failure no_team, not_manager */
export async function setMemberCap(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  by: { team: TeamHere | undefined; who: Guest },
  credits: number,
): Promise<VisitedTeam> {
  const team = await visitTeam(deps, { ...by, managersOnly: true });
  await saveMemberCap(deps, team.workspaceId, credits === 0 ? null : credits);
  return team;
}

/** Null: no limit. */
export const saveMemberCap = ({ db }: Pick<Deps, 'db'>, workspaceId: string, memberCap: number | null) =>
  repeatable(() => db.workspace.update({ where: { id: workspaceId }, data: { memberCap } }));

import type { Guest } from '../accounts/identify.ts';
import type { Deps } from '../deps.ts';
import { noTeamHere, noTeamWallet, notManager } from './refusals.ts';
import type { TeamHere } from './team-here.ts';

export interface VisitedTeam {
  workspaceId: string;
  walletId: string;
  /** Whether whoever asks manages it, as the chat says now. */
  isManager: boolean;
}

/**
 * The team that a request came from, with its wallet: made by the first visit of somebody who manages it. That they manage it is
 * remembered with the day, for the pages. @throws Failure no_team, not_manager (`managersOnly`)
 */
export async function visitTeam(
  deps: Pick<Deps, 'db'>,
  { team, who, managersOnly = false }: { team: TeamHere | undefined; who: Guest; managersOnly?: boolean },
): Promise<VisitedTeam> {
  if (!team) throw noTeamHere();
  const isManager = await team.isManager();
  const [row] = await deps.db.$queryRaw<Array<{ workspaceId: string; walletId: string | null }>>`
    SELECT workspace_id AS "workspaceId", wallet_id AS "walletId"
    FROM visit_team(${team.platform}::"Platform", ${team.externalId}, ${who.identityId}::uuid, ${team.memberName}, ${isManager})`;
  if (managersOnly && !isManager) throw notManager(team.platform);
  if (!row || row.walletId === null) throw noTeamWallet(team.platform);
  return { ...row, walletId: row.walletId, isManager };
}

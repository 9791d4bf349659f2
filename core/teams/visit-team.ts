import { z } from 'zod';
import type { Guest } from '../accounts/identify.ts';
import { flag, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { addWorkspace, findWorkspaces } from './add-workspaces.ts';
import { nameMember } from './names.ts';
import { noTeamHere, noTeamWallet, notManager } from './refusals.ts';
import type { TeamHere } from './team-here.ts';

export interface VisitedTeam {
  workspaceId: string;
  walletId: string;
  /** Whether the requester manages it, as the chat says now. */
  isManager: boolean;
}

const visit = sqlFunction({
  name: 'visit_workspace',
  args: z.object({ workspaceId: uuid, identityId: uuid, isManager: flag }),
  row: uuid.nullable(),
});

/**
 * The team that a request came from, with its wallet, which the first visit of a manager creates. The date on which they managed it
 * is recorded, for the pages. @throws Failure no_team, not_manager (`managersOnly`)
 */
export async function visitTeam(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  {
    team,
    who,
    managersOnly = false,
    refusal = notManager,
  }: {
    team: TeamHere | undefined;
    who: Guest;
    managersOnly?: boolean;
    /** What others than managers are told. */
    refusal?: typeof notManager;
  },
): Promise<VisitedTeam> {
  if (!team) throw noTeamHere();
  const isManager = await team.isManager();
  const { platform, externalId } = team;
  const workspaceId = isManager
    ? await addWorkspace(deps, team)
    : (await findWorkspaces(deps, platform, [externalId])).get(externalId);
  const walletId = workspaceId && (await visit.one(deps.db, { workspaceId, identityId: who.identityId, isManager }));
  if (isManager) await nameMember(deps, team, who.identityId);
  if (managersOnly && !isManager) throw refusal(platform);
  if (!workspaceId || !walletId) throw noTeamWallet(platform);
  return { workspaceId, walletId, isManager };
}

import type { Deps } from '#core/deps.ts';
import { notFound } from '#core/not-found.ts';
import { findTeamFor, type TeamForUser } from '#core/teams/find-team-for.ts';
import { notManager } from '#core/teams/refusals.ts';

interface Wanted {
  workspaceId: string;
  userId: string;
}

/** @throws Failure not_found, chat_silent */
export async function teamFor(deps: Deps, wanted: Wanted): Promise<TeamForUser> {
  const team = await findTeamFor(deps, wanted);
  if (!team) throw noSuchTeam();
  return team;
}

/** @throws Failure not_found, chat_silent; not_manager, to whoever only uses it or pays for it */
export async function managedBy(deps: Deps, wanted: Wanted): Promise<TeamForUser> {
  const team = await teamFor(deps, wanted);
  if (!team.isManager) throw notManager(team.platform);
  return team;
}

/** @throws Failure not_found, also to whoever only pays for it; chat_silent */
export async function memberOf(deps: Deps, wanted: Wanted): Promise<TeamForUser> {
  const team = await teamFor(deps, wanted);
  if (!team.isMember) throw noSuchTeam();
  return team;
}

const noSuchTeam = () => notFound('There is no such team');

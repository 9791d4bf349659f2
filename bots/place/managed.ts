import type { ByManager } from '#core/places/actions.ts';
import { noPlaceHere, notManagerHere } from '#core/places/refusals.ts';
import { type VisitedTeam, visitTeam } from '#core/teams/visit-team.ts';
import type { Context } from '../dispatch.ts';

/** The place where somebody asks who manages it, as its chat says now. @throws Failure no_place, not_manager */
export async function managedPlace({ deps, who, ask }: Context): Promise<VisitedTeam & ByManager> {
  if (!ask.team) throw noPlaceHere();
  const visited = await visitTeam(deps, { team: ask.team, who, managersOnly: true, refusal: notManagerHere });
  return { ...visited, identityId: who.identityId };
}

import type { Spot } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import type { TeamHere } from '#core/teams/team-here.ts';
import type { Ask } from '../dispatch.ts';
import { personOf, userOf } from './person.ts';

/** A request as dispatch takes it. `memberName` is how Slack calls whoever asks, where it comes with the request. */
export function askOf(
  deps: Deps,
  {
    key,
    spot,
    memberName,
    messageId,
  }: { key: string; spot: Spot; memberName?: string | undefined; messageId?: string },
): Ask {
  return {
    key: `slack:${key}`,
    spot,
    ...(messageId === undefined ? {} : { messageId }),
    person: () => personOf(deps, spot),
    team: teamOf(deps, spot, memberName),
  };
}

export function teamOf(deps: Deps, user: Pick<Spot, 'teamId' | 'userId'>, memberName = ''): TeamHere {
  const { teamId, userId } = user;
  return {
    platform: 'slack',
    externalId: teamId,
    memberName,
    whichOf: (groupIds) => deps.slackUserGroups.whichOf(teamId, userId, groupIds),
    async isManager() {
      const known = await userOf(deps, user);
      return known?.is_admin === true || known?.is_owner === true;
    },
    allGroups: () => deps.slackUserGroups.list(teamId),
  };
}

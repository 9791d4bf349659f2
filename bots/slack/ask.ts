import type { Spot } from '#core/chat/messenger.ts';
import { standingIn } from '#core/chat/slack/members.ts';
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

/** The workspace that installed us; whoever asks may be a guest there, or of another company. */
export function teamOf(deps: Deps, user: Pick<Spot, 'teamId' | 'userId' | 'homeTeamId'>, memberName = ''): TeamHere {
  const { teamId, userId, homeTeamId } = user;
  return {
    platform: 'slack',
    externalId: teamId,
    memberName,
    whichOf: (groupIds) => deps.slackUserGroups.whichOf(teamId, userId, groupIds),
    standing: async () => (homeTeamId === undefined ? deps.slackMembers.standingOf(teamId, userId) : 'outsider'),
    async isManager() {
      if (homeTeamId !== undefined) return false;
      const known = await userOf(deps, user);
      // Slack tells of another company's admins that they are admins: there.
      return standingIn(teamId, known) === 'member' && (known?.is_admin === true || known?.is_owner === true);
    },
    allGroups: () => deps.slackUserGroups.list(teamId),
  };
}

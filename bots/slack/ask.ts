import type { Card } from '#core/chat/card/card.ts';
import { isDirectId } from '#core/chat/slack/conversation.ts';
import { standingIn } from '#core/chat/slack/members.ts';
import type { Deps } from '#core/deps.ts';
import type { TeamHere } from '#core/teams/team-here.ts';
import type { Asker } from '../define-command.ts';
import type { Ask } from '../dispatch.ts';
import { replyAlone } from './alone.ts';
import { askerOf, type SlackTarget } from './answer.ts';
import { findImage } from './images.ts';
import { asOfOrganization, personOf, userOf } from './person.ts';
import { shortcomings } from './shortcomings.ts';

/** By which a request of Slack's is known once it is recorded. */
export const requestKeyOf = (key: string) => `slack:${key}`;

/** A request as dispatch takes it. `memberName` is how Slack names the person, if the request says so. */
export function askOf(
  deps: Deps,
  {
    key,
    target,
    memberName,
    messageId,
    installUrl,
  }: {
    key: string;
    target: SlackTarget;
    memberName?: string | undefined;
    messageId?: string;
    /** Where this workspace can install us, if that is known. */
    installUrl?: string | undefined;
  },
): Ask {
  return {
    key: requestKeyOf(key),
    target,
    // Slack has no such mark.
    isAgeRestricted: async () => false,
    user: askerOf(target),
    // In a window the answer takes its place.
    ...(messageId === undefined
      ? {}
      : { messageId, closeQuestion: (card: Card) => deps.slack.closeQuestion(target, card) }),
    person: () => personOf(deps, target),
    team: teamOf(deps, target, memberName),
    picture: (fileId) => findImage(deps, target, { fileId }),
    channelIds: channelIdsOf(target),
    shortcomings: () => shortcomings(deps, { workspaceId: target.workspaceId, installUrl }),
    alone: (reply) => replyAlone(deps, target, reply),
  };
}

/** Who types into a form or opens one, and where. */
export const typing = (deps: Deps, target: SlackTarget): Asker => ({
  ...{ deps, user: askerOf(target), team: teamOf(deps, target), channelIds: channelIdsOf(target) },
});

/** The same by whom an organization names its people. `own`: as in asOfOrganization. */
export const typingAs = async (deps: Deps, target: SlackTarget, own: string | undefined): Promise<Asker> =>
  typing(deps, await asOfOrganization(deps, target, own));

/** None where nothing is in a channel of the place: in a window, and in a direct message, of two or of a group. */
const channelIdsOf = ({ channelId, isGroupDm }: SlackTarget) =>
  channelId === '' || isDirectId(channelId) || isGroupDm ? [] : [channelId];

/** The workspace that installed us; the person may be a guest there, or from another company. */
export function teamOf(
  deps: Deps,
  user: Pick<SlackTarget, 'workspaceId' | 'userId' | 'homeTeamId'>,
  memberName = '',
): TeamHere {
  const { workspaceId: teamId, userId, homeTeamId } = user;
  return {
    platform: 'slack',
    externalId: teamId,
    memberName,
    whichOf: (groupIds) => deps.slackUserGroups.whichOf(teamId, userId, groupIds),
    standing: async () => (homeTeamId === undefined ? deps.slackMembers.standingOf(teamId, userId) : 'outsider'),
    async isManager() {
      if (homeTeamId !== undefined) return false;
      const known = await userOf(deps, user);
      // Slack also marks another company's admins as admins: they are, over there.
      return standingIn(teamId, known) === 'member' && (known?.is_admin === true || known?.is_owner === true);
    },
    allGroups: () => deps.slackUserGroups.list(teamId),
  };
}

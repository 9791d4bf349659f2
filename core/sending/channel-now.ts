import type { ChatUser } from '../accounts/chat-user.ts';
import { discordChannelNow } from '../chat/discord/may-write.ts';
import type { ReplyTarget } from '../chat/target.ts';
import type { Deps } from '../deps.ts';
import { asked } from '../teams/chat-silent.ts';
import type { TeamHere } from '../teams/team-here.ts';

export type ChannelDeps = Pick<Deps, 'discordRest' | 'slackMembers' | 'slackUserGroups' | 'log'>;

export interface ChannelNow {
  /** As people there see it, without a sign; null if the chat does not tell. */
  name: string | null;
  isAgeRestricted: boolean;
  /** Of a thread also its parent. */
  channelIds: string[];
  /** Who asked there. */
  person: ChatUser;
  /** Which of these groups the person is in. */
  whichOf: TeamHere['whichOf'];
}

/**
 * A channel, if the person still belongs there at this moment, by the word of its chat; on Discord also if they and the bot may write there.
 * @throws Failure chat_silent, groups_unknown
 */
export async function channelNow(
  deps: ChannelDeps,
  { platform, workspaceId, channelId, userId }: ReplyTarget,
): Promise<ChannelNow | undefined> {
  switch (platform) {
    case 'discord': {
      const who = { guildId: workspaceId, channelId, userId };
      const now = await asked(deps, platform, discordChannelNow(deps.discordRest, who));
      if (!now) return undefined;
      const { name, isAgeRestricted, parentId, roles } = now;
      const channelIds = parentId === undefined ? [channelId] : [channelId, parentId];
      return {
        ...{ name, isAgeRestricted, channelIds },
        person: { platform, teamId: '', userId },
        whichOf: async (ids) => ids.filter((id) => roles.includes(id)),
      };
    }
    case 'slack': {
      const standing = await asked(deps, platform, deps.slackMembers.standingNow(workspaceId, userId));
      if (standing === 'outsider') return undefined;
      return {
        name: null,
        isAgeRestricted: false,
        channelIds: [channelId],
        person: { platform, teamId: workspaceId, userId },
        whichOf: (ids) => deps.slackUserGroups.whichOf(workspaceId, userId, ids),
      };
    }
  }
}

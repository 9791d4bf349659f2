import type { SlackPeople } from './people.ts';
import type { Slack } from './slack.ts';
import { endInstall, isChannel, type Team } from './state.ts';

type Companies = Pick<SlackPeople, 'shareChannel' | 'setGuest' | 'joinOrganization' | 'installForOrganization'>;

/**
 * What goes beyond one workspace: Slack Connect (https://docs.slack.dev/apis/slack-connect), guests, and Enterprise organizations
 * (https://docs.slack.dev/enterprise). An organization has no token of its own here: its apps only receive events and
 * interactions.
 */
export function createCompanies({ state }: Slack): Companies {
  const team = (id: string): Team => {
    const found = state.teams.get(id);
    if (!found) throw new Error(`There is no workspace ${id}.`);
    return found;
  };
  return {
    shareChannel({ channelId, teamId, userIds }) {
      const channel = state.channels.get(channelId);
      if (!channel || !isChannel(channel)) throw new Error(`There is no channel ${channelId} to share.`);
      const { users } = team(teamId);
      channel.sharedWith.add(teamId);
      for (const userId of userIds) {
        if (!users.has(userId) && userId !== team(teamId).botUserId)
          throw new Error(`There is no person ${userId} in that workspace.`);
        channel.memberIds.add(userId);
      }
      state.emit({ type: 'channel', teamId: channel.teamId, channelId });
    },
    setGuest(userId, guest) {
      const user = team(state.teamOfUser.get(userId) ?? '').users.get(userId);
      if (!user) throw new Error(`There is no person ${userId}.`);
      if (guest) user.guest = guest;
      else delete user.guest;
    },
    joinOrganization(teamId, enterpriseId) {
      team(teamId).enterpriseId = enterpriseId;
    },
    installForOrganization(enterpriseId) {
      const members = [...state.teams.values()].filter((each) => each.enterpriseId === enterpriseId);
      if (members.length === 0) throw new Error(`There is no organization ${enterpriseId}.`);
      for (const member of members) {
        if (member.installed) endInstall(state, member, 'account_inactive');
        member.installedByOrg = true;
        state.emit({ type: 'install', teamId: member.id });
      }
    },
  };
}

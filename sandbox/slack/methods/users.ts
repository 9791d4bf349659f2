import { SlackError } from '../errors.ts';
import type { Slack } from '../slack.ts';
import { reaches, type Team, teamOf } from '../state.ts';
import { APP_ID, APP_NAME } from '../world.ts';
import { type MethodCall, type Methods, text } from './call.ts';
import { paged } from './conversations.ts';

export const users: Methods = {
  'users.info': {
    token: 'bot',
    scopes: ['users:read'],
    run: (call) => ({ user: describe(call, text(call.args, 'user')) }),
  },
  'users.list': {
    token: 'bot',
    scopes: ['users:read'],
    run(call) {
      const { page, next } = paged(call, [...call.team.users.keys(), call.team.botUserId]);
      return { members: page.map((id) => describe(call, id)), response_metadata: { next_cursor: next } };
    },
  },
};

/**
 * https://docs.slack.dev/reference/objects/user-object: people of other workspaces are visible if a channel is shared with them,
 * with their own `team_id`; `is_stranger` marks those without such a channel. Their role at home (an admin) is visible as well.
 */
function describe(call: MethodCall, userId: string) {
  const { team: asking, slack } = call;
  if (userId === asking.botUserId) return bot(asking, slack.url());
  const team = teamOf(slack.state, userId);
  const user = team?.users.get(userId);
  if (!team || !user) throw new SlackError('user_not_found');
  return {
    id: user.id,
    team_id: team.id,
    name: user.name,
    deleted: false,
    real_name: user.realName,
    tz: 'Europe/London',
    tz_label: 'Greenwich Mean Time',
    tz_offset: 0,
    is_bot: false,
    is_app_user: false,
    is_restricted: user.guest !== undefined,
    is_ultra_restricted: user.guest === 'ultra_restricted',
    ...(team !== asking && { is_stranger: !shareChannel(slack, asking, userId) }),
    ...(team.enterpriseId && {
      enterprise_user: {
        id: user.id,
        enterprise_id: team.enterpriseId,
        enterprise_name: team.enterpriseId,
        is_admin: false,
        is_owner: false,
        teams: [team.id],
      },
    }),
    is_admin: user.name === 'ada',
    is_owner: user.name === 'ada',
    is_primary_owner: user.name === 'ada',
    updated: 1_700_000_000,
    profile: {
      real_name: user.realName,
      display_name: user.name,
      image_48: user.avatarUrl,
      image_72: user.avatarUrl,
      image_192: user.avatarUrl,
      team: team.id,
      // Slack omits the address without this scope.
      ...(team.scopes.includes('users:read.email') && { email: user.email }),
    },
  };
}

function shareChannel({ state }: Slack, team: Team, userId: string): boolean {
  return [...state.channels.values()].some((channel) => reaches(team, channel) && channel.memberIds.has(userId));
}

function bot(team: Team, url: string) {
  const image = `${url}/avatars/${team.botUserId}.png`;
  return {
    id: team.botUserId,
    team_id: team.id,
    name: APP_NAME.toLowerCase(),
    deleted: false,
    real_name: APP_NAME,
    is_bot: true,
    profile: {
      real_name: APP_NAME,
      api_app_id: APP_ID,
      bot_id: team.botId,
      image_48: image,
      image_72: image,
      team: team.id,
    },
  };
}

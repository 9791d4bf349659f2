import { SlackError } from '../errors.ts';
import { type Channel, reaches, type Team } from '../state.ts';
import { channelOf, json, type MethodCall, type Methods, text } from './call.ts';

const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];

export const conversations: Methods = {
  'conversations.open': {
    token: 'bot',
    scopes: ['im:write', 'channels:manage'],
    run(call) {
      const ids = text(call.args, 'users').split(',').filter(Boolean);
      if (ids.length === 0 && !call.args.channel) throw new SlackError('users_list_not_supplied');
      if (ids.length > 1) throw new SlackError('method_not_supported_for_channel_type');
      const dmId = call.args.channel ? text(call.args, 'channel') : call.slack.state.dmOf.get(ids[0] ?? '');
      const channel = call.slack.state.channels.get(dmId ?? '');
      if (!channel || channel.teamId !== call.team.id) throw new SlackError('user_not_found');
      if (!channel.memberIds.has(call.team.botUserId)) throw new SlackError('channel_not_found');
      return { channel: { id: channel.id }, no_op: true, already_open: true };
    },
  },
  'conversations.info': {
    token: 'bot',
    scopes: READ,
    run: (call) => ({ channel: describe(channelOf(call), call.team) }),
  },
  'conversations.join': {
    token: 'bot',
    scopes: ['channels:join'],
    run(call) {
      const channel = channelOf(call);
      if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
      const already = channel.memberIds.has(call.team.botUserId);
      channel.memberIds.add(call.team.botUserId);
      if (!already) call.slack.state.emit({ type: 'channel', teamId: call.team.id, channelId: channel.id });
      return {
        channel: describe(channel, call.team),
        ...(already && { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }),
      };
    },
  },
  'conversations.list': {
    token: 'bot',
    scopes: READ,
    run(call) {
      const types = (text(call.args, 'types') || 'public_channel').split(',');
      const wanted = { public: 'public_channel', private: 'private_channel', im: 'im', mpim: 'mpim' } as const;
      const seen = [...call.slack.state.channels.values()].filter((channel) => {
        if (!reaches(call.team, channel) || !types.includes(wanted[channel.kind])) return false;
        return channel.kind === 'public' || channel.memberIds.has(call.team.botUserId);
      });
      const { page, next } = paged(call, seen);
      return {
        channels: page.map((channel) => describe(channel, call.team)),
        response_metadata: { next_cursor: next },
      };
    },
  },
  'conversations.members': {
    token: 'bot',
    scopes: READ,
    run(call) {
      const { page, next } = paged(call, [...channelOf(call).memberIds]);
      return { members: page, response_metadata: { next_cursor: next } };
    },
  },
};

function describe(channel: Channel, team: Team) {
  const isIm = channel.kind === 'im';
  const common = {
    id: channel.id,
    is_im: isIm,
    is_mpim: channel.kind === 'mpim',
    is_archived: channel.archived === true,
    context_team_id: team.id,
  };
  if (isIm) return { ...common, user: [...channel.memberIds].find((id) => id !== team.botUserId) };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    is_member: channel.memberIds.has(team.botUserId),
    num_members: channel.memberIds.size,
  };
}

/** Slack's cursor is opaque; here it is the position to continue from, in base64. */
export function paged<T>(call: MethodCall, all: T[]): { page: T[]; next: string } {
  const limit = Number(json(call.args, 'limit') ?? 100);
  const cursor = text(call.args, 'cursor');
  const from = cursor ? Number(Buffer.from(cursor, 'base64').toString()) : 0;
  if (!Number.isInteger(from) || from < 0 || from > all.length) throw new SlackError('invalid_cursor');
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new SlackError('invalid_limit');
  const end = from + limit;
  return { page: all.slice(from, end), next: end < all.length ? Buffer.from(String(end)).toString('base64') : '' };
}

import { SlackError } from '../errors.ts';
import type { Slack } from '../slack.ts';
import { type Channel, reaches, type Team, type TokenRecord } from '../state.ts';

export interface MethodCall {
  slack: Slack;
  /** The token's workspace; methods without a token never use it. */
  team: Team;
  token: string;
  /** For a person's token. */
  person: TokenRecord['person'];
  args: Record<string, unknown>;
}

export interface Method {
  /** `workspace`: a bot's or a person's. */
  token: TokenRecord['kind'] | 'workspace' | 'none';
  /** Any one of them suffices; empty if none is needed. */
  scopes: readonly string[];
  run(call: MethodCall): Record<string, unknown> | Promise<Record<string, unknown>>;
}

export type Methods = Record<string, Method>;

export function text(args: Record<string, unknown>, name: string): string {
  const value = args[name];
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export const flag = (args: Record<string, unknown>, name: string): boolean =>
  args[name] === true || args[name] === 'true' || args[name] === '1';

/** A JSON field: already an object, or its text in a form. */
export function json(args: Record<string, unknown>, name: string): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw new SlackError(name === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments');
  }
}

/**
 * The channel as the bot sees it: one that it cannot see does not exist, such as what people have among themselves, where response_url alone works
 * (https://github.com/slackapi/bolt-js/issues/365). A person's id means the direct message.
 */
export function channelOf({ slack, team, args }: MethodCall, name = 'channel'): Channel {
  const given = text(args, name);
  const state = slack.state;
  const id = state.dmOf.get(given) ?? given;
  const channel = state.channels.get(id) ?? channelNamed(team, slack, given);
  if (!channel || !reaches(team, channel)) throw new SlackError('channel_not_found');
  if (channel.kind !== 'public' && !channel.memberIds.has(team.botUserId)) throw new SlackError('channel_not_found');
  return channel;
}

function channelNamed(team: Team, slack: Slack, given: string): Channel | undefined {
  if (!given.startsWith('#')) return undefined;
  const name = given.slice(1);
  return [...slack.state.channels.values()].find((channel) => reaches(team, channel) && channel.name === name);
}

/** Writing needs membership, or the scope that waives it for public channels. */
export function writableChannel(call: MethodCall, name = 'channel'): Channel {
  const channel = channelOf(call, name);
  // "Allow users to send Slash commands and messages from the messages tab": if it is off, neither side can write there.
  if (channel.kind === 'im' && !call.slack.state.messagesTab) throw new SlackError('messages_tab_disabled');
  // https://docs.slack.dev/reference/methods/chat.postMessage#errors
  if (channel.archived) throw new SlackError('is_archived');
  const waived = channel.kind === 'public' && call.team.scopes.includes('chat:write.public');
  if (!channel.memberIds.has(call.team.botUserId) && !waived) throw new SlackError('not_in_channel');
  return channel;
}

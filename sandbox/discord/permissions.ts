import { PermissionFlagsBits as may } from 'discord-api-types/v10';
import { fail } from './errors.ts';
import type { Channel, State } from './state.ts';
import { botPermissions, directMessagePermissions, everyonePermissions } from './world.ts';

/** What the channel takes from the bot's role. */
export function deniedBits(channel: Channel): bigint {
  return (
    (channel.canSee ? 0n : may.ViewChannel) |
    (channel.canPost ? 0n : may.SendMessages) |
    (channel.canAttach ? 0n : may.AttachFiles)
  );
}

/** `app_permissions` of an interaction; where the bot is no member, what its person may do there. */
export function appPermissions(state: State, channel: Channel): bigint {
  if (!channel.guildId) return directMessagePermissions;
  const isMember = state.guilds.get(channel.guildId)?.botIsMember;
  return isMember ? botPermissions & ~deniedBits(channel) : everyonePermissions;
}

/** The channel, for a request with the bot's token. */
export function visibleChannel(state: State, channelId: string | undefined): Channel {
  const channel = state.channels.get(channelId ?? '') ?? fail('unknownChannel');
  const isMember = !channel.guildId || state.guilds.get(channel.guildId)?.botIsMember;
  if (!isMember || !channel.canSee) fail('missingAccess');
  return channel;
}

export function requirePosting(state: State, channel: Channel, hasFiles: boolean) {
  if (channel.recipientId && state.closedDms.has(channel.recipientId)) fail('closedDms');
  const permissions = appPermissions(state, channel);
  if (!(permissions & may.SendMessages)) fail('missingPermissions');
  if (hasFiles) requireAttaching(state, channel);
}

/** Answers to interactions need no right to send, but files need the right to attach. */
export function requireAttaching(state: State, channel: Channel) {
  if (!(appPermissions(state, channel) & may.AttachFiles)) fail('missingPermissions');
}

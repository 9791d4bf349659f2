import { PermissionFlagsBits as may } from 'discord-api-types/v10';
import { fail } from './errors.ts';
import type { Channel, State } from './state.ts';
import {
  botPermissions,
  channelType,
  directMessagePermissions,
  everyonePermissions,
  privateChannelPermissions,
} from './world.ts';

/** The permissions that the channel denies the bot's role. */
export function deniedBits(channel: Channel): bigint {
  return (
    (channel.canSee ? 0n : may.ViewChannel) |
    (channel.canPost ? 0n : may.SendMessages) |
    (channel.canPostInThreads ? 0n : may.SendMessagesInThreads) |
    (channel.canAttach ? 0n : may.AttachFiles)
  );
}

/** A thread has no permissions of its own. https://discord.com/developers/docs/topics/permissions#inherited-permissions-threads */
const rulesOf = (state: State, channel: Channel): Channel => state.channels.get(channel.parentId ?? '') ?? channel;

/** `app_permissions` of an interaction; if the bot is not a member, the person's permissions there. */
export function appPermissions(state: State, channel: Channel): bigint {
  if (channel.memberIds) return privateChannelPermissions;
  if (!channel.guildId) return directMessagePermissions;
  const isMember = state.guilds.get(channel.guildId)?.botIsMember;
  return isMember ? botPermissions & ~deniedBits(rulesOf(state, channel)) : everyonePermissions;
}

/** The permission to write here, which differs between threads and channels. */
export const sendingBit = (channel: Channel): bigint =>
  channel.type === channelType.thread ? may.SendMessagesInThreads : may.SendMessages;

/** The channel, for a request with the bot's token. */
export function visibleChannel(state: State, channelId: string | undefined): Channel {
  const channel = state.channels.get(channelId ?? '') ?? fail('unknownChannel');
  const isMember = !channel.guildId || state.guilds.get(channel.guildId)?.botIsMember;
  if (!isMember || !rulesOf(state, channel).canSee) fail('missingAccess');
  return channel;
}

export function requirePosting(state: State, channel: Channel, hasFiles: boolean) {
  if (channel.recipientId) return state.closedDms.has(channel.recipientId) ? fail('closedDms') : undefined;
  // A forum accepts only posts (threads).
  if (channel.type === channelType.forum) fail('wrongChannelType');
  if (!(appPermissions(state, channel) & sendingBit(channel))) fail('missingPermissions');
  if (hasFiles) requireAttaching(state, channel);
  // Writing in an archived thread reopens it; a locked one reopens only for people who manage threads.
  if (channel.locked) fail('archivedThread');
  channel.archived = false;
}

/** Messages in an archived thread cannot be changed. */
export function requireOpen(channel: Channel) {
  if (channel.archived) fail('archivedThread');
}

/** Responses to interactions need no permission to send, but files need the one to attach. */
export function requireAttaching(state: State, channel: Channel) {
  if (!(appPermissions(state, channel) & may.AttachFiles)) fail('missingPermissions');
}

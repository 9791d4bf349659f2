import type { Platform } from '#core/contract/platforms.ts';
import type { DiscordPeople } from '#sandbox/discord/people.ts';
import type { SlackPeople } from '#sandbox/slack/people.ts';

/** Where people can be when they ask for something, and which chats have that. */
export const chatPlaces = [
  { name: 'channel', chats: ['discord', 'slack'] },
  { name: 'private channel', chats: ['slack'] },
  { name: 'thread', chats: ['discord', 'slack'] },
  { name: 'post in a forum', chats: ['discord'] },
  { name: 'channel marked as age-restricted', chats: ['discord'] },
  { name: 'channel in which the bot may not post', chats: ['discord', 'slack'] },
  { name: 'direct message with the bot', chats: ['discord', 'slack'] },
  { name: 'direct message or group of people, without the bot', chats: ['discord', 'slack'] },
  { name: 'server without the bot, by whoever installed it for themselves', chats: ['discord'] },
  { name: 'channel that another company shares with ours', chats: ['slack'] },
  { name: 'shared channel, by people of another company', chats: ['slack'] },
] as const satisfies ReadonlyArray<{ name: string; chats: readonly Platform[] }>;

export type ChatPlace = (typeof chatPlaces)[number]['name'];

interface At {
  userId: string;
  channelId: string;
}

/** A thread's channel is among those of its server; a post's forum is not, as nobody writes in it. */
export function placeOnDiscord(people: DiscordPeople, { userId, channelId }: At): ChatPlace {
  const isHere = ({ id }: { id: string }) => id === channelId;
  const guild = people.guilds.find(({ channels }) => channels.some(isHere));
  const channel = guild?.channels.find(isHere);
  if (!guild || !channel)
    return people.dmChannelId(userId) === channelId
      ? 'direct message with the bot'
      : 'direct message or group of people, without the bot';
  if (!guild.botIsMember) return 'server without the bot, by whoever installed it for themselves';
  if (!channel.canPost) return 'channel in which the bot may not post';
  if (channel.parentId !== undefined)
    return guild.channels.some(({ id }) => id === channel.parentId) ? 'thread' : 'post in a forum';
  return channel.nsfw ? 'channel marked as age-restricted' : 'channel';
}

/** @param inThread whether it is in a thread there */
export function placeInSlack(people: SlackPeople, { userId, channelId }: At, inThread: boolean): ChatPlace {
  if (people.dmChannelId(userId) === channelId) return 'direct message with the bot';
  const isHere = ({ id }: { id: string }) => id === channelId;
  const workspace = people.workspaces.find(({ channels }) => channels.some(isHere));
  const channel = workspace?.channels.find(isHere);
  if (!workspace || !channel) return 'direct message or group of people, without the bot';
  const home = people.workspaces.find(({ users }) => users.some(({ id }) => id === userId));
  if (home?.id !== workspace.id)
    return home?.installed
      ? 'channel that another company shares with ours'
      : 'shared channel, by people of another company';
  if (channel.isPrivate && !channel.botIsMember) return 'channel in which the bot may not post';
  if (inThread) return 'thread';
  return channel.isPrivate ? 'private channel' : 'channel';
}

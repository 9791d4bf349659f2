import { DiscordAPIError } from '@discordjs/rest';
import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIUser,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  Routes,
} from 'discord-api-types/v10';
import { isMarked } from './channels.ts';
import type { DiscordRest } from './rest.ts';

export interface DiscordChannelNow {
  name: string;
  isAgeRestricted: boolean;
  /** Of a thread, the channel that it hangs on. */
  parentId?: string;
  /** The person's roles. */
  roles: readonly string[];
}

type Overwrites = ReadonlyArray<{ id: string; type: OverwriteType; allow: string; deny: string }>;
type Held = Pick<APIGuildMember, 'roles'>;

const all = ~0n;

/**
 * What somebody may do in a channel of a server.
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
function permissionsIn(
  guild: Pick<APIGuild, 'id' | 'owner_id' | 'roles'>,
  { userId, roles }: { userId: string } & Held,
  overwrites: Overwrites,
): bigint {
  if (guild.owner_id === userId) return all;
  // Everybody has the role whose id is the server's own.
  const mine = guild.roles.filter(({ id }) => id === guild.id || roles.includes(id));
  const base = mine.reduce((sum, { permissions }) => sum | BigInt(permissions), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return all;
  const steps = [
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && id === guild.id),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && id !== guild.id && roles.includes(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === userId),
  ];
  return steps.reduce((now, step) => {
    const denied = step.reduce((sum, { deny }) => sum | BigInt(deny), 0n);
    const allowed = step.reduce((sum, { allow }) => sum | BigInt(allow), 0n);
    return (now & ~denied) | allowed;
  }, base);
}

/**
 * A channel in which both this person and the bot may write and show files at this moment; undefined if one of them may not, or it is gone. Nobody is
 * known to be in a private thread: it counts as gone.
 */
export async function discordChannelNow(
  rest: DiscordRest,
  who: { guildId: string; channelId: string; userId: string },
): Promise<DiscordChannelNow | undefined> {
  const { guildId, channelId, userId } = who;
  const read = (route: `/${string}`) => rest.answers.bot.get(route);
  try {
    const me = (await read(Routes.user())) as APIUser;
    const [channel, guild, person, bot] = (await Promise.all([
      read(Routes.channel(channelId)),
      read(Routes.guild(guildId)),
      read(Routes.guildMember(guildId, userId)),
      read(Routes.guildMember(guildId, me.id)),
    ])) as [APIChannel, APIGuild, APIGuildMember, APIGuildMember];
    if (!('guild_id' in channel) || channel.guild_id !== guildId) return undefined;
    if (channel.type === ChannelType.PrivateThread) return undefined;
    const isThread = channel.type === ChannelType.PublicThread || channel.type === ChannelType.AnnouncementThread;
    const parentId = isThread ? (channel.parent_id ?? undefined) : undefined;
    // A thread has no permissions of its own.
    const ruled = parentId === undefined ? channel : ((await read(Routes.channel(parentId))) as APIChannel);
    const overwrites = 'permission_overwrites' in ruled ? (ruled.permission_overwrites ?? []) : [];
    const writing = isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
    const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.AttachFiles | writing;
    const may = ({ user, roles }: APIGuildMember) =>
      (permissionsIn(guild, { userId: user.id, roles }, overwrites) & needed) === needed;
    if (!may(person) || !may(bot) || isSilenced(person)) return undefined;
    return {
      name: channel.name ?? '',
      isAgeRestricted: isMarked(ruled),
      roles: person.roles,
      ...(parentId === undefined ? {} : { parentId }),
    };
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}

/** Somebody in a time-out writes nothing. https://discord.com/developers/docs/resources/guild#guild-member-object */
const isSilenced = ({ communication_disabled_until: until }: APIGuildMember) =>
  until !== null && until !== undefined && Date.parse(until) > Date.now();

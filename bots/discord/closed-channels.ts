import {
  type APIGuildChannel,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  ChannelType,
  PermissionFlagsBits as may,
  Routes,
} from 'discord-api-types/v10';
import type { Deps } from '#core/deps.ts';

/** A channel in which people write, and what the bot may not do there. */
export interface ClosedChannel {
  id: string;
  lacks: string[];
}

const written: readonly ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement];
/** In a forum people write in its posts, which are threads. */
const threaded: readonly ChannelType[] = [ChannelType.GuildForum, ChannelType.GuildMedia];

type Asking = Pick<Deps, 'discordRest' | 'config'>;

/** The channels of a server in which a result could not be posted. */
export const findClosedChannels = async (deps: Asking, guildId: string): Promise<ClosedChannel[]> =>
  (await readChannels(deps, guildId)).filter(({ lacks }) => lacks.length > 0);

/** The text channels of a server in which a result could be posted, as people see them: from the top. */
export const findOpenChannels = async (deps: Asking, guildId: string): Promise<string[]> =>
  (await readChannels(deps, guildId))
    .filter(({ type, lacks }) => type === ChannelType.GuildText && lacks.length === 0)
    .sort((one, other) => one.group - other.group || one.position - other.position)
    .map(({ id }) => id);

interface Channel extends ClosedChannel {
  type: ChannelType;
  position: number;
  /** The position of its category; those of none come first. */
  group: number;
}

/** Those of a server have both. */
type Listed = APIGuildChannel & { position: number };

/**
 * The channels in which people write: three requests. Threads are not listed; they have their channel's permissions.
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
async function readChannels({ discordRest, config }: Asking, guildId: string): Promise<Channel[]> {
  const { bot } = discordRest.answers;
  const [channels, roles, member] = await Promise.all([
    bot.get(Routes.guildChannels(guildId)) as Promise<Listed[]>,
    bot.get(Routes.guildRoles(guildId)) as Promise<APIRole[]>,
    bot.get(Routes.guildMember(guildId, config.discord.applicationId)) as Promise<APIGuildMember>,
  ]);
  const mine = [guildId, ...member.roles];
  const base = roles
    .filter(({ id }) => mine.includes(id))
    .reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  const mayAll = (base & may.Administrator) !== 0n;
  const positions = new Map(channels.map(({ id, position }) => [id, position]));
  return channels.flatMap((channel) => {
    const isThreaded = threaded.includes(channel.type);
    if (!isThreaded && !written.includes(channel.type)) return [];
    const { permission_overwrites: overwrites = [], position, parent_id: parentId } = channel;
    const given = permissionsIn(base, overwrites, {
      guildId,
      roles: member.roles,
      userId: config.discord.applicationId,
    });
    const needed: ReadonlyArray<readonly [bigint, string]> = [
      [may.ViewChannel, 'View Channel'],
      isThreaded ? [may.SendMessagesInThreads, 'Send Messages in Threads'] : [may.SendMessages, 'Send Messages'],
      [may.AttachFiles, 'Attach Files'],
    ];
    const lacks = needed.filter(([flag]) => !mayAll && (given & flag) === 0n).map(([, name]) => name);
    return { id: channel.id, type: channel.type, position, group: positions.get(parentId ?? '') ?? -1, lacks };
  });
}

/** Everybody's overwrite first, then those of the roles together, then one's own. */
function permissionsIn(
  base: bigint,
  overwrites: readonly APIOverwrite[],
  { guildId, roles, userId }: { guildId: string; roles: readonly string[]; userId: string },
): bigint {
  const steps = [
    overwrites.filter(({ id }) => id === guildId),
    overwrites.filter(({ id }) => id !== guildId && roles.includes(id)),
    overwrites.filter(({ id }) => id === userId),
  ];
  return steps.reduce((given, step) => {
    const [deny, allow] = [step.map((each) => BigInt(each.deny)), step.map((each) => BigInt(each.allow))].map((bits) =>
      bits.reduce((all, each) => all | each, 0n),
    ) as [bigint, bigint];
    return (given & ~deny) | allow;
  }, base);
}

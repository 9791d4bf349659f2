import type {
  APIInteraction,
  APIInteractionDataResolvedGuildMember,
  APIUser,
  InteractionType,
} from 'discord-api-types/v10';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { discordLimits } from '#core/chat/discord/limits.ts';
import type { Spot } from '#core/chat/messenger.ts';

/** Something a person did, as Discord sends it: by the gateway and by HTTP it is the same. A ping is nobody's. */
export type Interaction = Exclude<APIInteraction, { type: InteractionType.Ping }>;

/** Discord's ids count milliseconds from the first of 2015. https://discord.com/developers/docs/reference#snowflakes */
const epochMs = 1_420_070_400_000;
export const createdAtMs = (id: string): number => Number(BigInt(id) >> 22n) + epochMs;

/** `user` is sent from direct messages, `member` from servers. */
export function userOf({ id, member, user }: Interaction): APIUser {
  const found = member?.user ?? user;
  if (!found) throw new Error(`interaction ${id} is nobody's`);
  return found;
}

export const nameOf = (user: APIUser): string => user.global_name ?? user.username;

/** The name on the server, before the one everywhere. */
export const memberName = (user: APIUser, member: Pick<APIInteractionDataResolvedGuildMember, 'nick'>): string =>
  member.nick ?? nameOf(user);

export function spotOf(interaction: Interaction): Spot {
  const {
    id,
    token,
    guild_id: guildId,
    channel,
    channel_id: channelId,
    attachment_size_limit: fileLimit,
  } = interaction;
  return {
    platform: 'discord',
    teamId: '',
    ...(guildId === undefined ? {} : { guildId }),
    channelId: channel?.id ?? channelId ?? '',
    userId: userOf(interaction).id,
    replyToken: token,
    replyExpiresAt: new Date(createdAtMs(id) + discordLimits.replyMs),
    fileLimit,
  };
}

/** Whether a set of permissions, as Discord writes it, has this one. An administrator has them all. */
export const allows = (permissions: string, flag: bigint): boolean =>
  (BigInt(permissions) & (flag | PermissionFlagsBits.Administrator)) !== 0n;

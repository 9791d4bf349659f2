import type {
  APIInteraction,
  APIInteractionDataResolvedGuildMember,
  APIUser,
  InteractionType,
} from 'discord-api-types/v10';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { discordLimits } from '#core/chat/discord/limits.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';

/** Something a person did, as Discord sends it, by the gateway or by HTTP alike. A ping comes from no person. */
export type Interaction = Exclude<APIInteraction, { type: InteractionType.Ping }>;

/** Discord's ids count milliseconds from 1 January 2015. https://discord.com/developers/docs/reference#snowflakes */
const epochMs = 1_420_070_400_000;
export const createdAtMs = (id: string): number => Number(BigInt(id) >> 22n) + epochMs;

/** `user` is sent from direct messages, `member` from servers. */
export function userOf({ member, user }: Pick<Interaction, 'member' | 'user'>): APIUser {
  const found = member?.user ?? user;
  if (!found) throw new Error('an interaction is nobody’s');
  return found;
}

export const nameOf = (user: APIUser): string => user.global_name ?? user.username;

/** The name on the server, or else the global one. */
export const memberName = (user: APIUser, member: Pick<APIInteractionDataResolvedGuildMember, 'nick'>): string =>
  member.nick ?? nameOf(user);

export function targetOf(interaction: Interaction): StatusTarget {
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
    workspaceId: guildId ?? '',
    channelId: channel?.id ?? channelId ?? '',
    userId: userOf(interaction).id,
    replyToken: token,
    replyExpiresAt: new Date(createdAtMs(id) + discordLimits.replyMs),
    fileLimit,
  };
}

/** Whether a set of permissions, as Discord writes it, includes this one. An administrator has them all. */
export const allows = (permissions: string, flag: bigint): boolean =>
  (BigInt(permissions) & (flag | PermissionFlagsBits.Administrator)) !== 0n;

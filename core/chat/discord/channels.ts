import { DiscordAPIError } from '@discordjs/rest';
import { type APIChannel, ChannelType, Routes } from 'discord-api-types/v10';
import { remembered } from '../../remembered.ts';
import type { DiscordRest } from './rest.ts';

/** What Discord says of channels that an interaction names only. */
export interface DiscordChannels {
  /** Whether it is marked as age-restricted. @throws if Discord does not say */
  isAgeRestricted(channelId: string): Promise<boolean>;
  /** Whether, of those of no server, it is one person's conversation with the bot alone; not while Discord does not say. */
  isOwnDirect(channelId: string): Promise<boolean>;
}

/**
 * Only that a channel has no mark is remembered: if it gets one, its pictures are checked for so long as if it had none. That a channel has one is
 * asked each time, so that nothing for adults is posted once the mark is gone.
 */
const keepMs = 60_000;
const mostChannels = 5_000;

export const isMarked = (channel: Partial<APIChannel>): boolean => 'nsfw' in channel && channel.nsfw === true;

export function createDiscordChannels({ rest }: { rest: DiscordRest }, now?: () => number): DiscordChannels {
  const read = async (id: string) => (await rest.answers.bot.get(Routes.channel(id))) as APIChannel;
  const known = remembered(async (id) => isMarked(await read(id)), { keepMs, most: mostChannels, now });
  // Of conversations where a person has brought the bot along it is no member: Discord shows it none of them.
  const isDirect = (id: string) =>
    read(id).then(
      ({ type }) => type === ChannelType.DM,
      (error: unknown) => {
        if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return false;
        throw error;
      },
    );
  const direct = remembered(isDirect, { keepMs, most: mostChannels, now });
  return {
    isOwnDirect: (channelId) => direct(channelId).catch(() => false),
    async isAgeRestricted(channelId) {
      const isRestricted = await known(channelId);
      if (isRestricted) known.forget(channelId);
      return isRestricted;
    },
  };
}

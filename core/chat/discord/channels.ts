import { type APIChannel, Routes } from 'discord-api-types/v10';
import { remembered } from '../../remembered.ts';
import type { DiscordRest } from './rest.ts';

/** What Discord says of channels that an interaction names only. */
export interface DiscordChannels {
  /** Whether it is marked as age-restricted. @throws if Discord does not say */
  isAgeRestricted(channelId: string): Promise<boolean>;
}

/**
 * Only that a channel has no mark is remembered: if it gets one, its pictures are checked for so long as if it had none. That a channel has one is
 * asked each time, so that nothing for adults is posted once the mark is gone.
 */
const keepMs = 60_000;
const mostChannels = 5_000;

export const isMarked = (channel: Partial<APIChannel>): boolean => 'nsfw' in channel && channel.nsfw === true;

export function createDiscordChannels({ rest }: { rest: DiscordRest }, now?: () => number): DiscordChannels {
  const read = async (id: string) => isMarked((await rest.answers.bot.get(Routes.channel(id))) as APIChannel);
  const known = remembered(read, { keepMs, most: mostChannels, now });
  return {
    async isAgeRestricted(channelId) {
      const isRestricted = await known(channelId);
      if (isRestricted) known.forget(channelId);
      return isRestricted;
    },
  };
}

import { isMarked } from '#core/chat/discord/channels.ts';
import type { Deps } from '#core/deps.ts';
import type { Interaction } from './interaction.ts';

/**
 * Whether Discord marks the channel of an interaction as age-restricted (`nsfw`, https://discord.com/developers/docs/resources/channel#channel-object).
 * A thread has no mark of its own: its parent's holds, and the interaction does not bring the parent. Direct messages have none. If Discord does not
 * say now, the channel counts as an ordinary one.
 */
export async function isAgeRestricted(
  { discordChannels, log }: Pick<Deps, 'discordChannels' | 'log'>,
  { guild_id: guildId, channel }: Interaction,
): Promise<boolean> {
  if (guildId === undefined || !channel) return false;
  if ('thread_metadata' in channel && channel.parent_id)
    return discordChannels.isAgeRestricted(channel.parent_id).catch((err) => {
      log.warn({ err }, 'a thread’s channel could not be looked up: its pictures are checked');
      return false;
    });
  return isMarked(channel);
}

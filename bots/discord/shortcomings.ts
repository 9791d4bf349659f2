import { PermissionFlagsBits as may } from 'discord-api-types/v10';
import type { Text } from '#core/chat/card/text.ts';
import type { Deps } from '#core/deps.ts';
import { findClosedChannels } from './closed-channels.ts';
import { allows, type Interaction } from './interaction.ts';
import { missingHere } from './permissions.ts';

/** The channel of an interaction in a server, and of a thread also the channel that it belongs to. */
export function channelsOf({ guild_id: guildId, channel }: Interaction): string[] {
  if (guildId === undefined || !channel) return [];
  const parentId = 'parent_id' in channel && 'thread_metadata' in channel ? channel.parent_id : undefined;
  return parentId ? [channel.id, parentId] : [channel.id];
}

/** Named at most; more are counted. */
const mostNamed = 10;

/** Which permissions are missing: here, as the interaction says, and in the server's other channels, as far as Discord tells us. */
export async function shortcomings(
  deps: Pick<Deps, 'discordRest' | 'config' | 'log'>,
  interaction: Interaction,
): Promise<Text[]> {
  const { guild_id: guildId, app_permissions: given } = interaction;
  if (guildId === undefined) return [];
  const missing = [...(allows(given, may.ViewChannel) ? [] : ['View Channel']), ...missingHere(interaction)];
  const here =
    missing.length === 0
      ? 'In this channel nothing is missing.'
      : `In this channel I lack: ${missing.join(', ')}. Give it to UPixel’s role under Edit Channel, Permissions.`;
  return [here, await elsewhere(deps, guildId)];
}

async function elsewhere(deps: Pick<Deps, 'discordRest' | 'config' | 'log'>, guildId: string): Promise<Text> {
  try {
    const closed = await findClosedChannels(deps, guildId);
    if (closed.length === 0) return 'In the other channels that I know of nothing is missing either.';
    const named = closed
      .slice(0, mostNamed)
      .flatMap(({ id: channel, lacks }, at) => [...(at === 0 ? [] : ['; ']), { channel }, ` (${lacks.join(', ')})`]);
    const more = closed.length > mostNamed ? ` and ${closed.length - mostNamed} more` : '';
    return ['Missing in other channels: ', ...named, `${more}.`];
  } catch (err) {
    deps.log.warn({ err }, 'what is missing in a server’s channels could not be read');
    return 'What is missing in other channels I cannot tell: Discord does not let me read them.';
  }
}

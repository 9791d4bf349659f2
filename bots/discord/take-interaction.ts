import { InteractionResponseType, InteractionType, MessageFlags } from 'discord-api-types/v10';
import { renderDiscord } from '#core/chat/discord/render.ts';
import { busyCard } from '#core/chat/present/busy.ts';
import type { Deps } from '#core/deps.ts';
import type { InFlight } from '../in-flight.ts';
import type { BotsDeps } from '../receive.ts';
import { tryTwice } from './acknowledge.ts';
import type { Interaction } from './interaction.ts';
import { onInteraction } from './listen.ts';

/** Runs an interaction, by gateway or HTTP, and counts it until it is done; if there is no room, the person is told so at once. */
export function takeInteraction(
  deps: BotsDeps,
  inFlight: InFlight,
  interaction: Interaction,
  receivedAtMs = Date.now(),
): void {
  const done = inFlight.isFull
    ? inFlight.turnAway(() => turnAway(deps, interaction, receivedAtMs))
    : inFlight.run(() => onInteraction(deps, interaction, receivedAtMs));
  done.catch((err) => deps.log.error({ err }, 'interaction failed'));
}

/** One answer instead of "thinking…", for the person alone. */
async function turnAway(deps: Deps, interaction: Interaction, receivedAtMs: number): Promise<void> {
  deps.metrics.count('acknowledgements', { platform: 'discord', outcome: 'full' });
  // A person who is typing sees no suggestions for now.
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return;
  const message = renderDiscord(busyCard);
  await tryTwice(deps, interaction, {
    body: {
      type: InteractionResponseType.ChannelMessageWithSource,
      data: { ...message, flags: message.flags | MessageFlags.Ephemeral },
    },
    receivedAtMs,
  });
}

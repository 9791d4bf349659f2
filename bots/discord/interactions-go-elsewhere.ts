import { Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Deps } from '#core/deps.ts';

const application = z.object({ interactions_endpoint_url: z.string().nullish() });

/**
 * Discord sends interactions one way only: an application with an Interactions Endpoint URL has a healthy gateway that brings none. If the
 * application cannot be looked up, it is assumed to be in order.
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 * @throws Error if interactions go to a URL
 */
export async function refuseIfInteractionsGoElsewhere({
  discordRest,
  log,
}: Pick<Deps, 'discordRest' | 'log'>): Promise<void> {
  const said = await discordRest.prompt.bot.get(Routes.currentApplication()).catch((err: unknown) => {
    log.warn({ err }, 'discord did not say where it sends interactions');
  });
  const parsed = application.safeParse(said);
  if (parsed.success && parsed.data.interactions_endpoint_url)
    throw new Error(
      'Discord sends the interactions of this application to its Interactions Endpoint URL, and none by the gateway: take that address ' +
        'out (General Information, in the developer portal), or set DISCORD_PUBLIC_KEY.',
    );
}

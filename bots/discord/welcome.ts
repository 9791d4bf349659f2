import { Routes } from 'discord-api-types/v10';
import type { Guild } from '#core/chat/discord/guilds.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import type { Deps } from '#core/deps.ts';
import { claimWelcomes } from '#core/teams/claim-welcome.ts';
import { welcomeCard } from '../welcome-card.ts';

export interface SeenGuild extends Guild {
  /** Where Discord itself greets people; null: nowhere. */
  systemChannelId: string | null;
}

/**
 * Says hello once in each server that is new, where Discord itself says such things; where we may not, nowhere.
 * @param ids of the servers' rows
 */
export async function welcomeGuilds(
  deps: Deps,
  guilds: readonly SeenGuild[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const isNew = await claimWelcomes(deps, [...ids.values()]);
  for (const { id, systemChannelId } of guilds)
    if (systemChannelId !== null && isNew.has(ids.get(id) ?? ''))
      await deps.discordRest.bot
        .post(Routes.channelMessages(systemChannelId), { body: renderDiscord(welcomeCard('discord', deps.config)) })
        .catch((err: unknown) => deps.log.info({ err }, 'a server was not welcomed'));
}

import { Routes } from 'discord-api-types/v10';
import { closed } from '#core/chat/chat-error.ts';
import { attempt, isUnclear } from '#core/chat/discord/errors.ts';
import { type Guild, putOffWelcome } from '#core/chat/discord/guilds.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import type { Deps } from '#core/deps.ts';
import { claimWelcomes } from '#core/teams/claim-welcome.ts';
import { welcomeCard } from '../welcome-card.ts';
import { findOpenChannels } from './closed-channels.ts';

export interface SeenGuild extends Guild {
  /** Where Discord itself greets people; null: nowhere. */
  systemChannelId: string | null;
}

/**
 * Says hello once in each server that is new: where Discord itself says such things, else in the first channel where we may. If nobody can have read it, it
 * is said another time.
 * @param ids of the servers' rows
 */
export async function welcomeGuilds(
  deps: Deps,
  guilds: readonly SeenGuild[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const isNew = await claimWelcomes(deps, [...ids.values()]);
  for (const guild of guilds) {
    const id = ids.get(guild.id) ?? '';
    if (!isNew.has(id)) continue;
    const isSaid = await sayHello(deps, guild).catch((err: unknown) => {
      deps.log.info({ err }, 'a server was not welcomed');
      return isUnclear(err);
    });
    if (!isSaid) await putOffWelcome(deps, id);
  }
}

/** False if we may write nowhere, as far as Discord says. @throws ChatError for what may pass */
async function sayHello(deps: Deps, { id, systemChannelId }: SeenGuild): Promise<boolean> {
  const post = async (channelId: string) => {
    const body = renderDiscord(welcomeCard('discord', deps.config));
    return (await attempt(() => deps.discordRest.bot.post(Routes.channelMessages(channelId), { body }))) !== closed;
  };
  if (systemChannelId !== null && (await post(systemChannelId))) return true;
  const open = await findOpenChannels(deps, id).catch((err: unknown) => {
    deps.log.info({ err }, 'where a server can be welcomed could not be read');
    return [];
  });
  const first = open.find((channelId) => channelId !== systemChannelId);
  return first !== undefined && post(first);
}

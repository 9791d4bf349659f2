import { DiscordAPIError } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import type { DiscordRest } from './rest.ts';

/** Whether a person is in a server; false if the bot has left it. */
export async function belongsToGuild(rest: DiscordRest, who: { guildId: string; userId: string }): Promise<boolean> {
  try {
    await rest.answers.bot.get(Routes.guildMember(who.guildId, who.userId));
    return true;
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return false;
    throw error;
  }
}

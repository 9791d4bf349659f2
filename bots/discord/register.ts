import { Routes } from 'discord-api-types/v10';
import type { DiscordBot } from '#core/config.ts';
import type { Deps } from '#core/deps.ts';
import { commands } from '../commands/index.ts';
import { messageCommands } from '../message/commands.ts';
import { discordCommand, discordMessageCommand } from './command-json.ts';

/** Registers our commands with Discord, replacing all earlier ones. Returns how many there are. */
export async function registerDiscordCommands(
  deps: Pick<Deps, 'discordRest'>,
  { applicationId }: Pick<DiscordBot, 'applicationId'>,
): Promise<number> {
  const route = Routes.applicationCommands(applicationId);
  const body = [...commands.map(discordCommand), ...messageCommands.map(discordMessageCommand)];
  await deps.discordRest.bot.put(route, { body });
  return body.length;
}

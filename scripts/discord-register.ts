import { existsSync } from 'node:fs';
import { createDiscordRest } from '#core/chat/discord/rest.ts';
import { readDiscordBot } from '#core/config.ts';
import { registerDiscordCommands } from '../bots/discord/register.ts';

/** `npm run discord:register`: registers the commands with Discord; run it once after each deployment that changed them. */
if (existsSync('.env')) process.loadEnvFile('.env');
try {
  const discord = readDiscordBot();
  const count = await registerDiscordCommands({ discordRest: createDiscordRest(discord) }, discord);
  process.stdout.write(`Discord knows ${count} commands now.\n`);
} catch (error) {
  process.stderr.write(`The commands were not registered. ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

import { existsSync } from 'node:fs';
import { createDiscordRest } from '#core/chat/discord/rest.ts';
import { readConfig } from '#core/config.ts';
import { registerDiscordCommands } from '../bots/discord/register.ts';

/** `npm run discord:register`: tells Discord the commands, once after each deployment that changed them. */
if (existsSync('.env')) process.loadEnvFile('.env');
const config = readConfig();
const count = await registerDiscordCommands({ config, discordRest: createDiscordRest(config.discord) });
process.stdout.write(`Discord knows ${count} commands now.\n`);

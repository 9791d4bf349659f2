import { Client, Events, GatewayIntentBits } from 'discord.js';
import type { Deps } from '#core/deps.ts';
import { onInteraction } from './listen.ts';
import { registerDiscordCommands } from './register.ts';

/** Discord's gateway: it brings interactions. Answers go by REST, so a gateway that restarts delays no result. */
export async function startDiscord(deps: Deps): Promise<{ stop(): Promise<void> }> {
  const { apiUrl, token } = deps.config.discord;
  // No privileged intents, no message content: interactions come without any.
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: apiUrl } });
  client.on(Events.InteractionCreate, (interaction) => {
    onInteraction(deps, interaction).catch((err) => deps.log.error({ err }, 'interaction failed'));
  });
  // Without a listener the process would die of a passing error.
  client.on(Events.Error, (err) => deps.log.error({ err }, 'discord'));
  client.on(Events.Warn, (warning) => deps.log.warn({ warning }, 'discord'));

  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(token);
  await ready;
  // In production this is a deliberate act: npm run discord:register.
  if (!deps.config.production) await registerDiscordCommands(deps);
  deps.log.info({ guilds: client.guilds.cache.size }, 'discord connected');
  return { stop: () => client.destroy() };
}

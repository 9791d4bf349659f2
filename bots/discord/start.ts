import { Client, Events, GatewayDispatchEvents, GatewayIntentBits } from 'discord.js';
import { endGuild, saveGuilds } from '#core/chat/discord/guilds.ts';
import type { Deps } from '#core/deps.ts';
import type { Chat, Connection } from '../chat.ts';
import type { InFlight } from '../in-flight.ts';
import type { Interaction } from './interaction.ts';
import { onInteraction } from './listen.ts';
import { registerDiscordCommands } from './register.ts';

/** Discord's gateway: it brings interactions. Answers go by REST, so a gateway that restarts delays no result. */
export function discordChat(deps: Deps, inFlight: InFlight): Chat {
  return { name: 'discord', connect: () => connect(deps, inFlight) };
}

async function connect(deps: Deps, inFlight: InFlight): Promise<Connection> {
  const { apiUrl, token } = deps.config.discord;
  // No privileged intents, no message content: interactions come without any.
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: apiUrl } });
  // As they come: the library holds back what comes before every shard is ready, for longer than Discord waits.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: Interaction) => {
    inFlight.run(() => onInteraction(deps, interaction)).catch((err) => deps.log.error({ err }, 'interaction failed'));
  });
  // Without a listener the process would die of a passing error.
  client.on(Events.Error, (err) => deps.log.error({ err }, 'discord'));
  client.on(Events.Warn, (warning) => deps.log.warn({ warning }, 'discord'));

  keepGuilds(deps, client);

  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await client.login(token);
    await ready;
    // In production this is a deliberate act: npm run discord:register.
    if (!deps.config.production) await registerDiscordCommands(deps, deps.config.discord);
  } catch (error) {
    await client.destroy();
    throw error;
  }
  deps.log.info({ guilds: client.guilds.cache.size }, 'discord connected');
  return { close: () => client.destroy() };
}

/** Which servers have the bot, and their names: an image's page says where it was asked for. */
function keepGuilds(deps: Deps, client: Client) {
  const keep = (work: Promise<void>) =>
    void work.catch((err) => deps.log.error({ err }, 'a discord server was not written down'));
  // Those that had the bot already come by READY; discord.js tells of later ones only.
  client.once(Events.ClientReady, () => keep(saveGuilds(deps, [...client.guilds.cache.values()])));
  client.on(Events.GuildCreate, (guild) => keep(saveGuilds(deps, [guild])));
  client.on(Events.GuildUpdate, (_, guild) => keep(saveGuilds(deps, [guild])));
  client.on(Events.GuildDelete, (guild) => keep(endGuild(deps, guild.id)));
}

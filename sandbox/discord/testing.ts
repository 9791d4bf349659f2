import { Client, GatewayIntentBits, type Interaction } from 'discord.js';
import { type DiscordStandIn, type StartOptions, start } from './start.ts';

export interface Bot {
  discord: DiscordStandIn;
  client: Client<true>;
  close(): Promise<void>;
}

/** Without the 5 s between two identifications. */
export const quickStarts = { identifyEveryMs: 0 };

/** A stand-in with a stock discord.js client connected to it, which answers interactions with `answer`. */
export async function startBot(answer: (interaction: Interaction) => unknown, options?: StartOptions): Promise<Bot> {
  const discord = await start({ sharding: quickStarts, ...options });
  const client = await connect(discord, answer);
  return {
    discord,
    client,
    async close() {
      await client.destroy();
      await discord.close();
    },
  };
}

export async function connect(
  discord: DiscordStandIn,
  answer: (interaction: Interaction) => unknown,
): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    rest: { api: discord.apiUrl },
  });
  // discord.js ends the process on an error event without a listener.
  client.on('error', (error) => console.error(error));
  // biome-ignore lint/nursery/noMisusedPromises: discord.js makes an error event of a rejection
  client.on('interactionCreate', async (interaction) => {
    await answer(interaction);
  });
  const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve));
  await client.login(discord.token);
  return ready;
}

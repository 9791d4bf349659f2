import { Client, Events, GatewayIntentBits } from 'discord.js';
import { expect, test } from 'vitest';
import { start } from '#sandbox/discord/start.ts';
import { dropUnread } from './drop-unread.ts';

test('the library remembers servers by their names, and nothing that is in them', async () => {
  const discord = await start();
  discord.people.addGuilds(3);
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } });
  client.on(Events.Raw, dropUnread);
  const updated = new Promise((resolve) => client.once(Events.GuildDelete, resolve));
  try {
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await Promise.all([client.login(discord.token), ready]);
    const [first, ...others] = discord.people.guilds;
    expect(client.guilds.cache.map(({ name }) => name).sort()).toEqual(
      discord.people.guilds.map(({ name }) => name).sort(),
    );
    expect(client.guilds.cache.every(({ available }) => available)).toBe(true);

    const channel = others[0]?.channels[0]?.id ?? '';
    discord.people.setBotPermission(channel, { canPost: false });
    // What comes after it has come, too.
    discord.people.setBotInGuild(first?.id ?? '', false);
    await updated;
    expect(client.channels.cache.size).toBe(0);
    expect(client.guilds.cache.reduce((sum, { roles }) => sum + roles.cache.size, 0)).toBe(0);
  } finally {
    await client.destroy();
    await discord.close();
  }
});

import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type DiscordStandIn, start } from './start.ts';
import { type Bot, connect, quickStarts, startBot } from './testing.ts';

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function withBot(answer: Parameters<typeof startBot>[0]): Promise<Bot> {
  const bot = await startBot(answer);
  close = bot.close;
  await bot.client.application.commands.create({ name: 'imagine', description: 'Make a picture' });
  return bot;
}

async function bare(options?: Parameters<typeof start>[0]): Promise<DiscordStandIn> {
  const discord = await start({ sharding: quickStarts, ...options });
  close = discord.close;
  return discord;
}

const place = ({ people }: DiscordStandIn) => ({
  userId: people.users[0]?.id ?? '',
  channelId: people.guilds[0]?.channels[0]?.id ?? '',
});

it('replays to a client that comes back what it missed', async () => {
  const heard: string[] = [];
  const { client, discord } = await withBot((interaction) => {
    heard.push(interaction.id);
    if (interaction.isChatInputCommand()) return interaction.reply('here');
    return undefined;
  });
  const resumed = new Promise<number>((resolve) => client.once('shardResume', (_, replayed) => resolve(replayed)));
  discord.people.dropConnections();
  await discord.people.until(() => discord.people.gatewayConnections() === 0);
  const typed = await discord.people.runCommand({ ...place(discord), name: 'imagine' });
  expect((await typed.reply()).content).toBe('here');
  expect(await resumed).toBeGreaterThanOrEqual(1);
  expect(heard).toEqual([typed.id]);
});

it('is followed when it asks to reconnect, and when it ends a session', async () => {
  const { client, discord } = await withBot((interaction) => {
    if (interaction.isChatInputCommand()) return interaction.reply('here');
    return undefined;
  });
  const resumed = new Promise((resolve) => client.once('shardResume', resolve));
  discord.people.askToReconnect();
  await resumed;
  const identified = new Promise((resolve) => client.once('shardReady', resolve));
  discord.people.invalidateSessions(false);
  await identified;
  const typed = await discord.people.runCommand({ ...place(discord), name: 'imagine' });
  expect((await typed.reply()).content).toBe('here');
});

it('shows messages and their changes to those who asked for them', async () => {
  const { client, discord } = await withBot(() => {});
  const heard: string[] = [];
  client.on('messageCreate', ({ content, author }) => heard.push(`${author.username}: ${content}`));
  client.on('messageUpdate', (_, { content }) => heard.push(`edited ${content}`));
  const gone = new Promise((resolve) => client.once('messageDelete', resolve));
  const { userId, channelId } = place(discord);
  // Without the privileged intent, only messages that mention the app can be read.
  discord.people.say({ userId, channelId, content: 'secret' });
  discord.people.say({ userId, channelId, content: `<@${discord.applicationId}> hello` });
  const channel = await client.channels.fetch(channelId);
  if (!channel?.isSendable()) throw new Error('The channel is not a text channel.');
  const message = await channel.send('hi');
  await message.edit('hi!');
  await message.delete();
  await gone;
  expect(heard).toEqual(['ada: ', `ada: <@${discord.applicationId}> hello`, 'UPixel: hi', 'edited hi!']);
});

it('hears of guilds that the bot leaves and joins', async () => {
  const { client, discord } = await withBot(() => {});
  const [guild] = discord.people.guilds;
  const left = new Promise((resolve) => client.once('guildDelete', ({ name }) => resolve(name)));
  discord.people.setBotInGuild(guild?.id ?? '', false);
  expect(await left).toBe('Sprite Forge');
  const joined = new Promise((resolve) => client.once('guildCreate', ({ name }) => resolve(name)));
  discord.people.setBotInGuild(guild?.id ?? '', true);
  expect(await joined).toBe('Sprite Forge');
});

it('shows "did not respond" while no bot is connected', async () => {
  const bot = await withBot(() => {});
  await bot.client.destroy();
  await bot.discord.people.until(() => bot.discord.people.gatewayConnections() === 0);
  const typed = await bot.discord.people.runCommand({ ...place(bot.discord), name: 'imagine' });
  bot.discord.clock.advance(3_000);
  await expect(typed.reply()).rejects.toThrow('The application did not respond');
});

/** A hand-written client, for behaviour that no stock client has. */
async function raw(discord: DiscordStandIn, query = '?v=10&encoding=json') {
  const answer = await fetch(`${discord.apiUrl}/v10/gateway`);
  const { url } = (await answer.json()) as { url: string };
  const socket = new WebSocket(`${url}${query}`);
  const frames: Array<{ op: number; d: unknown; t: string | null }> = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  return { frames, closed, send: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })) };
}

const identity = (discord: DiscordStandIn, more: object = {}) => ({
  token: discord.token,
  intents: 1,
  properties: {},
  ...more,
});

it.each([
  ['a wrong token', 4004, { token: 'wrong' }],
  ['an intent that was not granted', 4014, { intents: 1 << 15 }],
  ['an intent that does not exist', 4013, { intents: 2 ** 30 }],
  ['a shard outside the count', 4010, { shard: [2, 2] }],
])('closes on %s with %i', async (_what, code, more) => {
  const discord = await bare();
  const { send, closed } = await raw(discord);
  send(2, identity(discord, more));
  expect(await closed).toBe(code);
});

it('closes on another version, on nonsense, and on work before identifying', async () => {
  const discord = await bare();
  expect(await (await raw(discord, '?v=9&encoding=json')).closed).toBe(4012);
  const early = await raw(discord);
  early.send(3, {});
  expect(await early.closed).toBe(4003);
});

it('closes a connection that misses its heartbeats', async () => {
  const discord = await bare({ heartbeatIntervalMs: 20 });
  const { send, closed } = await raw(discord);
  send(2, identity(discord));
  expect(await closed).toBe(4009);
});

it('gives each shard the guilds that are its own', async () => {
  const discord = await bare();
  const names = (frames: Array<{ t: string | null; d: unknown }>) =>
    frames.filter(({ t }) => t === 'GUILD_CREATE').map(({ d }) => (d as { name: string }).name);
  const shards = [await raw(discord), await raw(discord)];
  for (const [id, shard] of shards.entries()) shard.send(2, identity(discord, { shard: [id, 2] }));
  await expect
    .poll(() => shards.flatMap(({ frames }) => names(frames)).sort())
    .toEqual(['Cozy Cavern', 'Sprite Forge']);
});

it('lets a shard have so many guilds and no more', async () => {
  const discord = await bare({ sharding: { ...quickStarts, guildsPerShard: 2, shards: 2 } });
  const all = await raw(discord);
  all.send(2, identity(discord));
  expect(await all.closed).toBe(4011);
  const half = await raw(discord);
  half.send(2, identity(discord, { shard: [0, 2] }));
  await expect.poll(() => half.frames.some(({ t }) => t === 'READY')).toBe(true);
  const told = await fetch(`${discord.apiUrl}/v10/gateway/bot`, { headers: { authorization: `Bot ${discord.token}` } });
  expect(await told.json()).toMatchObject({ shards: 2, session_start_limit: { remaining: 999, max_concurrency: 1 } });
});

it('takes one identification in five seconds for each place of max_concurrency, and so many a day', async () => {
  const discord = await bare({ sharding: { maxConcurrency: 2, total: 2 } });
  const shards = await Promise.all([0, 1, 2].map(() => raw(discord)));
  for (const [id, shard] of shards.entries()) shard.send(2, identity(discord, { shard: [id, 3] }));
  await expect.poll(() => shards.map(({ frames }) => frames[1]?.op)).toEqual([0, 0, 9]);
  discord.sharding.identifyEveryMs = 0;
  const fourth = await raw(discord);
  fourth.send(2, identity(discord));
  // The token is reset, which ends the sessions of all.
  expect(await Promise.all([fourth, ...shards.slice(0, 2)].map(({ closed }) => closed))).toEqual([4004, 4004, 4004]);
});

it('lets a second client take over where the first left', async () => {
  const { discord, client } = await withBot(() => {});
  await client.destroy();
  const second = await connect(discord, (interaction) => {
    if (interaction.isChatInputCommand()) return interaction.reply('second');
    return undefined;
  });
  const typed = await discord.people.runCommand({ ...place(discord), name: 'imagine' });
  expect((await typed.reply()).content).toBe('second');
  await second.destroy();
});

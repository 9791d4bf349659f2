import { REST } from '@discordjs/rest';
import { Routes } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkAgainstSpec } from './spec-check.ts';
import { type DiscordStandIn, start } from './start.ts';

let discord: DiscordStandIn;
let rest: REST;

beforeAll(async () => {
  discord = await start();
  rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
});
afterAll(() => discord.close());

it('answers about the app and its guilds as the API’s schemas say', async () => {
  const [guild] = discord.people.guilds;
  const [ada] = discord.people.users;
  const guildId = guild?.id ?? '';
  for (const path of [
    Routes.gatewayBot(),
    Routes.user(),
    Routes.userGuilds(),
    Routes.user(ada?.id ?? ''),
    Routes.currentApplication(),
    Routes.oauth2CurrentApplication(),
    Routes.guild(guildId),
    Routes.guildChannels(guildId),
    Routes.guildRoles(guildId),
    Routes.guildMember(guildId, ada?.id ?? ''),
    Routes.channel(guild?.channels[0]?.id ?? ''),
  ] as const)
    await rest.get(path);
  expect(checkAgainstSpec(discord.exchanges)).toEqual([]);
  expect(discord.exchanges).toHaveLength(11);
});

it('registers, shows, changes and removes commands, global and of a guild', async () => {
  const { applicationId, people } = discord;
  const guildId = people.guilds[1]?.id ?? '';
  const heard: unknown[] = [];
  const stop = people.subscribe((event) => heard.push(event));
  for (const [all, one] of [
    [Routes.applicationCommands(applicationId), (id: string) => Routes.applicationCommand(applicationId, id)],
    [
      Routes.applicationGuildCommands(applicationId, guildId),
      (id: string) => Routes.applicationGuildCommand(applicationId, guildId, id),
    ],
  ] as const) {
    const made = (await rest.post(all, { body: { name: 'imagine', description: 'x' } })) as { id: string };
    await rest.get(all);
    await rest.patch(one(made.id), { body: { description: 'y' } });
    expect(await rest.get(one(made.id))).toMatchObject({ name: 'imagine', description: 'y' });
    await rest.delete(one(made.id));
    await expect(rest.get(one(made.id))).rejects.toMatchObject({ code: 10063 });
    await rest.put(all, { body: [{ name: 'imagine', description: 'z' }] });
  }
  stop();
  expect(checkAgainstSpec(discord.exchanges)).toEqual([]);
  expect(people.commands(guildId).map(({ guild_id }) => guild_id)).toEqual([undefined, guildId]);
  expect(people.commands(people.guilds[0]?.id)).toHaveLength(1);
  expect(heard).toContainEqual({ type: 'commandsRegistered', guildId });
});

it('notices what does not fit the schemas', () => {
  const path = `/channels/1/messages`;
  const request = { content: 5 };
  expect(checkAgainstSpec([{ method: 'POST', path, request, status: 200, answer: { id: '1' } }])).toMatchObject([
    expect.stringContaining('request does not fit MessageCreateRequestSchema'),
    expect.stringContaining('answer does not fit MessageResponseSchema'),
  ]);
  expect(checkAgainstSpec([{ method: 'GET', path: '/nothing', request: null, status: 200, answer: {} }])).toEqual([
    'GET /nothing is no operation of the API.',
  ]);
});

it('goes back to the start on a reset', async () => {
  const { people } = discord;
  const [ada] = people.users;
  const channelId = people.guilds[0]?.channels[0]?.id ?? '';
  people.say({ userId: ada?.id ?? '', channelId, content: 'hello' });
  await rest.post(Routes.applicationCommands(discord.applicationId), { body: { name: 'b', description: 'x' } });
  discord.reset();
  expect([people.messages(channelId), people.commands(), discord.calls, discord.exchanges]).toEqual([[], [], [], []]);
});

it('draws everyone’s avatar', async () => {
  const answer = await fetch(discord.people.avatarUrl(discord.people.users[0]?.id ?? ''));
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

import { REST } from '@discordjs/rest';
import { Routes } from 'discord.js';
import type { RESTPostAPIChannelMessageResult } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { createClock } from '#sandbox/kit/clock.ts';
import { checkAgainstSpec } from './spec-check.ts';
import { type DiscordStandIn, start } from './start.ts';

let discord: DiscordStandIn;
let rest: REST;

beforeAll(async () => {
  discord = await start();
});
afterEach(() => {
  const misfits = checkAgainstSpec(discord.exchanges).filter((text) => text.includes('answer'));
  discord.reset();
  expect(misfits).toEqual([]);
});
afterAll(() => discord.close());

function client(token = discord.token) {
  rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(token);
  return rest;
}

function channel(name: string): string {
  return discord.people.guilds[0]?.channels.find((each) => each.name === name)?.id ?? '';
}

const post = (channelId: string, body: object) =>
  client().post(Routes.channelMessages(channelId), { body }) as Promise<RESTPostAPIChannelMessageResult>;

it('wants the bot’s token', async () => {
  const answer = await fetch(`${discord.apiUrl}/v10/users/@me`);
  expect([answer.status, await answer.json()]).toEqual([401, { message: '401: Unauthorized', code: 0 }]);
  await expect(client('wrong').get(Routes.user())).rejects.toMatchObject({ status: 401 });
});

it('knows no other routes', async () => {
  await expect(client().get('/guilds/1/emojis')).rejects.toMatchObject({ status: 404, rawError: { code: 0 } });
});

it('posts, replies, lists, edits and deletes', async () => {
  const art = channel('art');
  const first = await post(art, { content: 'one' });
  const second = await post(art, { content: 'two', message_reference: { message_id: first.id } });
  expect(second).toMatchObject({ type: 19, referenced_message: { content: 'one' } });
  await client().patch(Routes.channelMessage(art, first.id), { body: { content: 'uno' } });
  const listed = (await client().get(Routes.channelMessages(art))) as Array<{ content: string }>;
  expect(listed.map(({ content }) => content)).toEqual(['two', 'uno']);
  await client().delete(Routes.channelMessage(art, first.id));
  await expect(client().get(Routes.channelMessage(art, first.id))).rejects.toMatchObject({ code: 10008 });
  await expect(post(art, { content: '' })).rejects.toMatchObject({ code: 50006 });
  await expect(post(art, { content: 'x', message_reference: { message_id: first.id } })).rejects.toMatchObject({
    code: 50035,
  });
});

it('shows the bot what people wrote to it alone, or with its name', async () => {
  const { people } = discord;
  const userId = people.users[0]?.id ?? '';
  const bot = people.bot.id;
  const read = async (channelId: string, content: string) => {
    const { id } = people.say({ userId, channelId, content });
    return ((await client().get(Routes.channelMessage(channelId, id))) as { content: string }).content;
  };
  expect(await read(channel('art'), 'a secret')).toBe('');
  expect(await read(channel('art'), `<@${bot}> a fox`)).toBe(`<@${bot}> a fox`);
  expect(await read(people.dmChannelId(userId), 'a fox for me')).toBe('a fox for me');
});

it('does not post the same nonce twice', async () => {
  const body = { content: 'once', nonce: 'generation-1', enforce_nonce: true };
  const [first, second] = [await post(channel('art'), body), await post(channel('art'), body)];
  expect(second.id).toBe(first.id);
  expect(discord.people.messages(channel('art'))).toHaveLength(1);
  discord.clock.advance(10 * 60_000);
  expect((await post(channel('art'), body)).id).not.toBe(first.id);
});

it('minds what the bot may do', async () => {
  await expect(post(channel('read-only'), { content: 'x' })).rejects.toMatchObject({ code: 50013, status: 403 });
  discord.people.setBotPermission(channel('art'), { canSee: false });
  await expect(post(channel('art'), { content: 'x' })).rejects.toMatchObject({ code: 50001 });
  await expect(post('1043190413445509999', { content: 'x' })).rejects.toMatchObject({ code: 10003 });
  const [ada] = discord.people.users;
  const said = discord.people.say({ userId: ada?.id ?? '', channelId: channel('general'), content: 'mine' });
  const theirs = Routes.channelMessage(channel('general'), said.id);
  await expect(client().patch(theirs, { body: { content: 'x' } })).rejects.toMatchObject({ code: 50005 });
});

it('gives a thread the permissions of its channel, of which “in threads” counts, and keeps locked ones shut', async () => {
  const { people } = discord;
  const thread = channel('fox-sketches');
  people.setBotPermission(channel('art'), { canPost: false, canPostInThreads: true, canAttach: true });
  const message = await post(thread, { content: 'x' });
  expect(await client().get(Routes.channel(thread))).toMatchObject({ type: 11, parent_id: channel('art') });
  people.setThread(thread, { archived: true });
  const theirs = Routes.channelMessage(thread, message.id);
  await expect(client().patch(theirs, { body: { content: 'y' } })).rejects.toMatchObject({ code: 50083, status: 400 });
  await post(thread, { content: 'opens it again' });
  people.setThread(thread, { archived: true, locked: true });
  await expect(post(thread, { content: 'x' })).rejects.toMatchObject({ code: 50083 });
  people.setThread(thread, { archived: false });
  people.setBotPermission(channel('art'), { canPost: true, canPostInThreads: false });
  await expect(post(thread, { content: 'x' })).rejects.toMatchObject({ code: 50013 });
  const forum = people.guilds[0]?.channels.find(({ name }) => name === 'my-knight')?.parentId ?? '';
  await expect(post(forum, { content: 'x' })).rejects.toMatchObject({ code: 50008 });
});

it('sends direct messages to those who take them', async () => {
  const [ada, grace] = discord.people.users;
  const open = async (recipient_id = '') =>
    (await client().post(Routes.userChannels(), { body: { recipient_id } })) as { id: string };
  await post((await open(ada?.id)).id, { content: 'Your picture is done.' });
  expect(discord.people.dms(ada?.id ?? '')).toMatchObject([{ content: 'Your picture is done.' }]);
  discord.people.setClosedDms(grace?.id ?? '', true);
  await expect(post((await open(grace?.id)).id, { content: 'x' })).rejects.toMatchObject({ code: 50007 });
  await expect(open('1')).rejects.toMatchObject({ code: 50033 });
});

it('lets messages older than an hour be edited only now and then', async () => {
  const message = await post(channel('art'), { content: 'old' });
  discord.clock.advance(3_600_000);
  const edit = () =>
    fetch(`${discord.apiUrl}/v10/channels/${channel('art')}/messages/${message.id}`, {
      method: 'PATCH',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'new' }),
    });
  for (let n = 0; n < 3; n += 1) expect((await edit()).status).toBe(200);
  expect(await (await edit()).json()).toMatchObject({ code: 30046, retry_after: expect.any(Number) });
});

it('limits messages in a channel, and the client that obeys gets them all through', async () => {
  // Time stands still; otherwise a busy machine would spread the requests over two windows.
  vi.spyOn(discord.clock, 'now').mockReturnValue(discord.clock.now());
  const body = { content: 'x' };
  const headers = { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' };
  const url = `${discord.apiUrl}/v10${Routes.channelMessages(channel('art'))}`;
  const sent = await Promise.all(
    Array.from({ length: 7 }, () => fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })),
  );
  const refused = sent.find(({ status }) => status === 429);
  expect(sent.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(await refused?.json()).toMatchObject({ message: 'You are being rate limited.', global: false });
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused?.headers.get('x-ratelimit-remaining')).toBe('0');
});

it('lets everything through for a client that obeys its headers', async () => {
  const limited: number[] = [];
  const obeying = new REST({ api: discord.apiUrl }).setToken(discord.token);
  const messages: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    messages.push((await post(channel('general'), { content: 'x' })).id);
    discord.clock.advance(1_000);
  }
  // Time passes only while the client waits.
  let nowMs = discord.clock.now();
  vi.spyOn(discord.clock, 'now').mockImplementation(() => nowMs);
  obeying.on('rateLimited', ({ limit }) => {
    limited.push(limit);
    nowMs += 1_000;
  });
  await Promise.all(messages.map((id) => obeying.delete(Routes.channelMessage(channel('general'), id))));
  expect(limited).toEqual([5]);
  expect(discord.people.messages(channel('general'))).toEqual([]);
});

it('limits a bot to fifty requests a second over all routes', async () => {
  // Time stands still; otherwise a busy machine would spread the requests over two seconds.
  const still = await start({ clock: { ...createClock(), now: () => 1_800_000_000_000 } });
  onTestFinished(() => still.close());
  const headers = { authorization: `Bot ${still.token}` };
  const channelIds = still.people.guilds.flatMap(({ channels }) => channels.map(({ id }) => id));
  const paths = Array.from({ length: 60 }, (_, n) => `/channels/${channelIds[n % channelIds.length]}`);
  const answers = await Promise.all(paths.map((path) => fetch(`${still.apiUrl}/v10${path}`, { headers })));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(10);
  expect(refused[0]?.headers.get('x-ratelimit-global')).toBe('true');
  expect(await refused[0]?.json()).toMatchObject({ global: true });
});

it('checks commands as they are registered', async () => {
  const set = (body: unknown) => client().put(Routes.applicationCommands(discord.applicationId), { body });
  const named = (name: string, more: object = {}) => ({ name, description: 'x', ...more });
  const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'x', ...more });
  const fails = async (commands: unknown[], code: string) =>
    expect(set(commands)).rejects.toMatchObject({
      code: 50035,
      rawError: { errors: expect.toSatisfy((errors) => JSON.stringify(errors).includes(`"${code}"`)) },
    });
  await fails([named('With Space')], 'APPLICATION_COMMAND_INVALID_NAME');
  await fails([{ name: 'a' }], 'BASE_TYPE_REQUIRED');
  await fails([named('a'), named('a')], 'APPLICATION_COMMANDS_DUPLICATE_NAME');
  const required = [option('one'), option('two', { required: true })];
  await fails([named('a', { options: required })], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID');
  const many = Array.from({ length: 26 }, (_, n) => option(`o${n}`));
  await fails([named('a', { options: many })], 'BASE_TYPE_BAD_LENGTH');
  const choices = Array.from({ length: 25 }, (_, n) => ({ name: `c${n}`, value: 'x'.repeat(100) }));
  const heavy = Array.from({ length: 4 }, (_, n) => option(`o${n}`, { choices }));
  await fails([named('a', { options: heavy })], 'APPLICATION_COMMAND_TOO_LARGE');
  const [first] = (await set([named('a')])) as Array<{ id: string }>;
  const [again] = (await set([named('a', { description: 'y' }), named('b')])) as Array<{ id: string }>;
  expect(again?.id).toBe(first?.id);
  await client().delete(Routes.applicationCommand(discord.applicationId, first?.id ?? ''));
  expect(discord.people.commands().map(({ name }) => name)).toEqual(['b']);
});

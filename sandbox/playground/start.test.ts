import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#test/free-port.ts';
import type { DiscordSnapshot } from './discord-snapshot.ts';
import type { SlackSnapshot } from './slack-snapshot.ts';
import { start } from './start.ts';
import { startWorld, type World } from './testing.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const get = async <T>(path: string) => (await (await fetch(`${world.url}${path}`)).json()) as T;
const post = (path: string, body: unknown, headers: Record<string, string> = {}, at = world) =>
  fetch(`${at.url}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const refusalOf = async (answer: Response) => [answer.status, ((await answer.json()) as { error: string }).error];

const ada = () => world.discord.people.users[0]?.id ?? '';
const general = () => world.discord.people.guilds[0]?.channels[0]?.id ?? '';
const paint = (prompt: string) =>
  post('discord/command', { userId: ada(), channelId: general(), name: 'paint', options: { prompt } });

/** A request with an arbitrary Host, which fetch does not allow. */
function statusFor(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${world.url}/api/sandbox`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('answers only its own page: not a name that was pointed here, not a page elsewhere, not a form', async () => {
  const { port } = new URL(world.url);
  expect(await statusFor({ host: `localhost:${port}` })).toBe(200);
  expect(await statusFor({ host: `evil.example.com:${port}` })).toBe(403);
  expect((await post('sandbox/clear-faults', {}, { origin: 'http://evil.example.com' })).status).toBe(403);
  expect((await post('sandbox/clear-faults', {}, { origin: 'null' })).status).toBe(403);
  expect((await post('sandbox/clear-faults', {}, { 'content-type': 'text/plain' })).status).toBe(403);
  expect((await post('sandbox/clear-faults', {}, { origin: world.url })).status).toBe(200);
});

test('the page has a strict policy and nothing from elsewhere', async () => {
  const page = await fetch(world.url);
  expect(page.headers.get('content-security-policy')).toMatch(
    /default-src 'none'; script-src 'self'; style-src 'self'/,
  );
  expect(await page.text()).not.toMatch(/https?:|<script(?![^>]*src)/);
});

test('a busy port is named, with the variable that chooses another', async () => {
  const port = Number(new URL(world.url).port);
  await expect(start({ ...world, port })).rejects.toThrow(`Port ${port} is in use by another program.`);
  await expect(start({ ...world, port })).rejects.toThrow('SANDBOX_PORT');
});

test('starts on the port it is given', async () => {
  const port = await freePort();
  const other = await start({ ...world, port });
  expect(other.url).toBe(`http://127.0.0.1:${port}`);
  await other.close();
});

test('a command reaches the app, and its picture is there without the stand-in’s address', async () => {
  const painted = world.discord.people.until(
    () => world.discord.people.messages(general()).find(({ attachments }) => attachments.length > 0),
    30_000,
  );
  expect((await paint('a fox')).status).toBe(200);
  await painted;
  const snapshot = await get<DiscordSnapshot>(`/api/discord?user=grace&channel=${general()}`);
  expect(snapshot.me.name).toBe('Grace');
  const url = snapshot.messages[0]?.attachments[0]?.url ?? '';
  expect(url).toMatch(/^\/discord\/attachments\//);
  const picture = await fetch(`${world.url}${url}`);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

test('what a client would not let a person do is a sentence', async () => {
  const nothing = { userId: ada(), channelId: general(), name: 'paint', options: {} };
  expect(await refusalOf(await post('discord/command', nothing))).toEqual([409, 'The option "prompt" is required.']);
  expect((await refusalOf(await post('discord/command', { userId: ada() })))[0]).toBe(400);
  expect((await fetch(`${world.url}/api/nowhere`)).status).toBe(404);
});

test('a private answer is for its reader alone', async () => {
  const { people } = world.discord;
  const isPrivate = ({ ephemeralFor }: { ephemeralFor?: string }) => ephemeralFor !== undefined;
  await post('discord/command', { userId: ada(), channelId: general(), name: 'balance', options: {} });
  await people.until(() => people.messages(general(), ada()).some(isPrivate), 30_000);
  const seenBy = async (user: string) =>
    (await get<DiscordSnapshot>(`/api/discord?user=${user}&channel=${general()}`)).messages.some(isPrivate);
  expect([await seenBy('ada'), await seenBy('grace')]).toEqual([true, false]);
});

test('an app that is silent is shown as such to the one who asked, until they wave it away', async () => {
  await post('discord/command', { userId: ada(), channelId: general(), name: 'silence', options: {} });
  const noticesOf = async (user: string) =>
    (await get<DiscordSnapshot>(`/api/discord?user=${user}&channel=${general()}`)).notices;
  expect((await noticesOf('ada')).map(({ state, command }) => [state, command])).toEqual([['waiting', 'silence']]);
  world.discord.clock.advance(3100);
  await expect
    .poll(() => noticesOf('ada'))
    .toMatchObject([{ state: 'failed', text: 'The application did not respond' }]);
  expect(await noticesOf('grace')).toEqual([]);
  await post('discord/dismiss-notice', { noticeId: (await noticesOf('ada'))[0]?.id });
  expect(await noticesOf('ada')).toEqual([]);
});

test('autocomplete asks the app', async () => {
  const typed = { userId: ada(), channelId: general(), name: 'paint', options: { model: 'pro' }, focused: 'model' };
  expect(await (await post('discord/autocomplete', typed)).json()).toEqual({
    choices: [{ name: 'flux-2-pro · 1 credit', value: 'flux-2-pro' }],
  });
});

test('Slack’s private files are shown without a token in the page', async () => {
  const { people } = world.slack;
  const [team] = people.workspaces;
  const where = { userId: team?.users[0]?.id ?? '', channelId: team?.channels[0]?.id ?? '' };
  await post('slack/command', { ...where, command: '/paint', text: 'a bear' });
  await people.until(() => people.messages(where.channelId).some(({ files }) => files?.length), 30_000);
  const { messages } = await get<SlackSnapshot>('/api/slack?user=ada');
  const file = messages.flatMap(({ files = [] }) => files)[0];
  const picture = await fetch(`${world.url}/slack/files/${file?.id}/${file?.name}`);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(picture.headers.get('content-security-policy')).toContain('sandbox');
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

test('the menu of a message on Slack has the app’s shortcuts', async () => {
  const { people } = world.slack;
  const [team] = people.workspaces;
  const where = { userId: team?.users[0]?.id ?? '', channelId: team?.channels[0]?.id ?? '' };
  const { ts } = await people.mention({ ...where, text: 'a fine sketch' });
  const { shortcuts } = await get<SlackSnapshot>('/api/slack?user=ada');
  expect(shortcuts).toEqual([{ callbackId: 'frame', name: 'Frame it', type: 'message' }]);
  await post('slack/shortcut', { ...where, ts, callbackId: 'frame' });
  await people.until(
    () => people.messages(where.channelId, where.userId).some(({ text }) => text.startsWith('Framed: ')),
    30_000,
  );
});

test('what is written on Slack with files added is one message that has them all', async () => {
  const { people } = world.slack;
  const [team] = people.workspaces;
  const where = { userId: team?.users[0]?.id ?? '', channelId: team?.channels[0]?.id ?? '' };
  const file = { contentType: 'text/plain', base64: Buffer.from('a note').toString('base64') };
  const files = ['one.txt', 'two.txt'].map((filename) => ({ ...file, filename }));
  const before = people.messages(where.channelId).length;
  await post('slack/mention', { ...where, text: 'blend these', files });
  const [said] = people.messages(where.channelId).slice(before);
  expect(said?.text).toContain('blend these');
  expect(said?.files?.map(({ name }) => name)).toEqual(['one.txt', 'two.txt']);
});

test('an unknown Slack command is refused in Slack’s words', async () => {
  const [team] = world.slack.people.workspaces;
  const input = { userId: team?.users[0]?.id, channelId: team?.channels[0]?.id, command: '/nothing', text: '' };
  const [status, sentence] = await refusalOf(await post('slack/command', input));
  expect(status).toBe(409);
  expect(sentence).toMatch(/^\/nothing is not a valid command/);
});

test('a reset empties the chats and keeps the commands of the app, which is still running', async () => {
  const own = await startWorld();
  own.discord.people.say({ userId: ada(), channelId: general(), content: 'hello' });
  await post('sandbox/add-fault', { faultId: 'webhook-never' }, {}, own);
  expect(own.replicate.faults.list()).toHaveLength(1);
  expect((await post('sandbox/reset', {}, {}, own)).status).toBe(200);
  expect(own.discord.people.messages(general())).toEqual([]);
  const names = own.discord.people.commands().map(({ name }) => name);
  expect(names.sort()).toEqual(['balance', 'paint', 'silence']);
  const [team] = own.slack.people.workspaces;
  expect(own.slack.people.commands(team?.id ?? '').map(({ command }) => command)).toContain('/paint');
  expect(own.replicate.faults.list()).toEqual([]);
  await own.close();
});

test('every open page hears what changed', async () => {
  const leaving = new AbortController();
  const events = await fetch(`${world.url}/events`, { signal: leaving.signal });
  expect(events.headers.get('content-type')).toBe('text/event-stream');
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  world.discord.people.say({ userId: ada(), channelId: general(), content: 'hello' });
  let heard = '';
  while (!heard.includes('data: discord')) heard += (await reader?.read())?.value ?? '';
  expect(heard).toContain('event: changed\ndata: discord\n\n');
  leaving.abort();
});

test('the mailbox is here too', async () => {
  const mailbox = await fetch(`${world.url}/mailbox`);
  expect(mailbox.headers.get('content-type')).toContain('text/html');
  expect(await mailbox.text()).toContain('No mail yet.');
  expect((await fetch(`${world.url}/mailbox/none`)).status).toBe(404);
});

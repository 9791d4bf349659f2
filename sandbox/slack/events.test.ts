import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clientOf, refusal, startWithApp } from './testing.ts';

type World = Awaited<ReturnType<typeof startWithApp>>;
interface Received {
  headers: IncomingHttpHeaders;
  body: { event_id: string; event: { type: string } };
}

let world: World;
const boltUrl = '';
const events: Array<Record<string, unknown>> = [];

beforeAll(async () => {
  world = await startWithApp((app) => {
    for (const name of ['app_mention', 'message', 'app_home_opened', 'file_shared'] as const) {
      app.event(name, async ({ event }) => void events.push(event as unknown as Record<string, unknown>));
    }
  });
});
afterAll(() => world.close());
afterEach(() => {
  if (boltUrl) world.slack.setEventsUrl(boltUrl);
  events.length = 0;
});

const heard = (type: string) => world.slack.people.until(() => events.find((event) => event.type === type));

/** A receiver that fails on request and keeps what it received: Bolt would always answer well. */
async function startDeaf(status: number, headers: Record<string, string> = {}) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body: JSON.parse(body) });
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { received, url, close: () => new Promise((resolve) => server.close(resolve)) };
}

test('the request URL is verified by its challenge', async () => {
  await world.slack.verifyEventsUrl();
  const deaf = await startDeaf(200);
  const other = await startWithApp(() => {});
  other.slack.setEventsUrl(deaf.url);
  await expect(other.slack.verifyEventsUrl()).rejects.toThrow('did not respond with the value of the challenge');
  await other.close();
  await deaf.close();
});

test('mentions, direct messages, the Home tab and uploads reach the app', async () => {
  const { people } = world.slack;
  const { ada, art, botUserId } = world.guild;
  const { ts } = await people.mention({ userId: ada, channelId: art, text: 'draw a fox' });
  expect(await heard('app_mention')).toMatchObject({ user: ada, channel: art, ts, text: `<@${botUserId}> draw a fox` });
  await people.mention({ userId: ada, channelId: people.dmChannelId(ada), text: 'hello' });
  expect(await heard('message')).toMatchObject({ channel_type: 'im', text: 'hello' });
  await people.openHome({ userId: ada });
  expect(await heard('app_home_opened')).toMatchObject({ user: ada, tab: 'home', channel: people.dmChannelId(ada) });
  const { id } = await people.upload({
    userId: ada,
    channelId: art,
    filename: 'a.txt',
    contentType: 'text/plain',
    bytes: Buffer.from('hi'),
  });
  expect(await heard('file_shared')).toMatchObject({ file_id: id, channel_id: art });
});

test('an event that is not taken comes again at once, after a minute and after five, then never', async () => {
  const deaf = await startDeaf(500);
  world.slack.setEventsUrl(deaf.url);
  const arrived = (count: number) =>
    world.slack.people.until(() => deaf.received.length === count, 30_000, `${count} attempts`);
  await world.slack.people.mention({ userId: world.guild.ada, channelId: world.guild.art, text: 'x' });
  await arrived(2);
  // The next attempt is scheduled when the answer has arrived.
  for (const [count, waitMs] of [
    [3, 60_000],
    [4, 300_000],
  ] as const) {
    await settle();
    world.slack.clock.advance(waitMs);
    await arrived(count);
  }
  await settle();
  world.slack.clock.advance(3_600_000);
  await settle();
  expect(deaf.received.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
    ['3', 'http_error'],
  ]);
  expect(new Set(deaf.received.map(({ body }) => body.event_id)).size).toBe(1);
  await deaf.close();
});

test('X-Slack-No-Retry is obeyed; a slow app is told http_timeout', async () => {
  const deaf = await startDeaf(500, { 'x-slack-no-retry': '1' });
  world.slack.setEventsUrl(deaf.url);
  const ping = () => world.slack.people.mention({ userId: world.guild.ada, channelId: world.guild.art, text: 'x' });
  await ping();
  await world.slack.people.until(() => deaf.received.length === 1);
  await settle();
  expect(deaf.received).toHaveLength(1);
  world.slack.faults.add({ on: 'EVENT app_mention', do: { type: 'never' } });
  await ping();
  world.slack.clock.advance(3000);
  await world.slack.people.until(() => deaf.received.length === 2);
  expect(deaf.received[1]?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
  await deaf.close();
});

test('an uninstall ends the token and is told twice, in two events', async () => {
  const collector = await startDeaf(200);
  world.slack.setEventsUrl(collector.url);
  await world.slack.people.uninstall(world.guild.teamId);
  await world.slack.people.until(() => collector.received.length === 2);
  expect(new Set(collector.received.map(({ body }) => body.event.type))).toEqual(
    new Set(['app_uninstalled', 'tokens_revoked']),
  );
  expect(await refusal(clientOf(world.slack, world.guild.botToken).auth.test())).toBe('account_inactive');
  expect(world.slack.people.workspaces[0]?.installed).toBe(false);
  await collector.close();
});

/** Waits until answers that are under way over the loopback have been read. */
const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve, 50));
  // A busy machine runs a timer that is late before it reads.
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
};

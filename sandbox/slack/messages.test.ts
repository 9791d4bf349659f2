import { WebClientEvent } from '@slack/web-api';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { clientOf, refusal, startWithApp } from './testing.ts';

type World = Awaited<ReturnType<typeof startWithApp>>;

let world: World;

beforeAll(async () => {
  world = await startWithApp(() => {});
});
afterAll(() => world.close());

const client = () => clientOf(world.slack, world.guild.botToken);

test('a message is posted, changed and deleted; replies go under their parent', async () => {
  const { art, botUserId, ada } = world.guild;
  const { ts = '' } = await client().chat.postMessage({
    channel: art,
    text: 'Working',
    metadata: { event_type: 'generation', event_payload: { id: 'g1' } },
  });
  expect(ts).toMatch(/^\d{10}\.\d{6}$/);
  await client().chat.postMessage({ channel: art, text: 'A reply', thread_ts: ts });
  await client().chat.postEphemeral({ channel: art, user: ada, text: 'Only you', thread_ts: ts });
  expect(world.slack.people.thread(art, ts, ada).map((each) => each.text)).toEqual(['Working', 'A reply', 'Only you']);
  expect(world.slack.people.thread(art, ts).map((each) => each.text)).toEqual(['Working', 'A reply']);
  await client().chat.update({
    channel: art,
    ts,
    text: 'Ready',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Ready*' } }],
  });
  expect(world.slack.people.messages(art).at(-1)).toMatchObject({
    user: botUserId,
    text: 'Ready',
    reply_count: 1,
    metadata: { event_type: 'generation' },
    blocks: [{ type: 'section', block_id: expect.any(String) }],
  });
  await client().chat.update({ channel: art, ts, text: 'No blocks now' });
  expect(world.slack.people.messages(art).at(-1)).not.toHaveProperty('blocks');
  await client().chat.delete({ channel: art, ts });
  expect(world.slack.people.messages(art).at(-1)).toMatchObject({ subtype: 'tombstone' });
  expect(await refusal(client().chat.update({ channel: art, ts, text: 'gone' }))).toBe('message_not_found');
});

test('refusals carry the codes of Slack', async () => {
  const { art, ada, secret, botToken } = world.guild;
  const mine = client();
  expect(await refusal(mine.chat.postMessage({ channel: 'C0NOWHERE00', text: 'x' }))).toBe('channel_not_found');
  expect(await refusal(mine.chat.postMessage({ channel: secret, text: 'x' }))).toBe('channel_not_found');
  expect(await refusal(mine.chat.postMessage({ channel: art, text: '' }))).toBe('no_text');
  expect(await refusal(mine.chat.postMessage({ channel: art, text: 'x'.repeat(40_001) }))).toBe('msg_too_long');
  expect(await refusal(mine.chat.update({ channel: art, ts: '1.000001', text: 'x' }))).toBe('message_not_found');
  const said = await world.slack.people.mention({ userId: ada, channelId: art, text: 'hello' });
  expect(await refusal(mine.chat.update({ channel: art, ts: said.ts, text: 'x' }))).toBe('cant_update_message');
  expect(await refusal(mine.chat.delete({ channel: art, ts: said.ts }))).toBe('cant_delete_message');
  const { message_ts = '' } = await mine.chat.postEphemeral({ channel: art, user: ada, text: 'psst' });
  expect(await refusal(mine.chat.update({ channel: art, ts: message_ts, text: 'x' }))).toBe('message_not_found');
  expect(await refusal(mine.apiCall('chat.shout'))).toBe('unknown_method');
  expect(await refusal(clientOf(world.slack, 'xoxb-wrong').auth.test())).toBe('invalid_auth');
  expect(await refusal(mine.apps.connections.open())).toBe('not_allowed_token_type');
  const bare = await fetch(`${world.slack.apiUrl}auth.test`, { method: 'POST' });
  expect([bare.status, await bare.json()]).toEqual([200, { ok: false, error: 'not_authed' }]);
  expect(await mine.auth.test()).toMatchObject({
    ok: true,
    team: 'Pixel Guild',
    response_metadata: { scopes: expect.arrayContaining(['chat:write']) },
  });
  expect(botToken).toMatch(/^xoxb-/);
});

test('a public channel the bot is not in must be joined first', async () => {
  const { random } = world.guild;
  const post = () => client().chat.postMessage({ channel: random, text: 'Hello' });
  expect(await refusal(post())).toBe('not_in_channel');
  expect((await client().conversations.info({ channel: random })).channel).toMatchObject({
    name: 'random',
    is_member: false,
  });
  await client().conversations.join({ channel: random });
  await post();
  expect((await client().conversations.join({ channel: random })).warning).toBe('already_in_channel');
  expect(await refusal(client().conversations.join({ channel: world.guild.secret }))).toBe('channel_not_found');
});

test('people, channels and direct messages can be looked up', async () => {
  const { ada, general } = world.guild;
  expect((await client().users.info({ user: ada })).user).toMatchObject({ name: 'ada', profile: { real_name: 'Ada' } });
  expect((await client().users.info({ user: ada })).user?.profile).not.toHaveProperty('email');
  const listed = await client().conversations.list({ types: 'public_channel,private_channel', limit: 2 });
  expect(listed.channels?.map(({ name }) => name)).toEqual(['general', 'art']);
  expect(listed.response_metadata?.next_cursor).not.toBe('');
  expect((await client().conversations.members({ channel: general })).members).toContain(ada);
  const { channel } = await client().conversations.open({ users: ada });
  await client().chat.postMessage({ channel: channel?.id ?? '', text: 'Just between us' });
  expect(world.slack.people.dms(ada).at(-1)?.text).toBe('Just between us');
  expect((await fetch(world.slack.people.workspaces[0]?.users[0]?.avatarUrl ?? '')).headers.get('content-type')).toBe(
    'image/png',
  );
});

test('mentions of many are noticed, escaped ones are not', async () => {
  const { general } = world.guild;
  await client().chat.postMessage({ channel: general, text: 'a &lt;!channel&gt; in a prompt' });
  expect(world.slack.people.broadcasts(general)).toEqual([]);
  const { ts } = await client().chat.postMessage({ channel: general, text: 'Oh no <!channel>' });
  expect(world.slack.people.broadcasts(general)).toEqual([{ channelId: general, ts, mention: '<!channel>' }]);
});

test('a burst of ten is forgiven, the next must wait; the stock client waits by itself', async () => {
  const { general } = world.guild;
  world.slack.clock.advance(60_000);
  // Time passes only while the client waits; on a busy machine the next one would be earned meanwhile.
  let nowMs = world.slack.clock.now();
  vi.spyOn(world.slack.clock, 'now').mockImplementation(() => nowMs);
  const strict = clientOf(world.slack, world.guild.botToken, { rejectRateLimitedCalls: true });
  await Promise.all(Array.from({ length: 10 }, (_, n) => strict.chat.postMessage({ channel: general, text: `${n}` })));
  await expect(strict.chat.postMessage({ channel: general, text: 'eleventh' })).rejects.toMatchObject({
    retryAfter: 1,
  });
  await strict.chat.postMessage({ channel: world.guild.art, text: 'another channel has its own count' });
  const patient = client();
  const waits: number[] = [];
  patient.on(WebClientEvent.RATE_LIMITED, (seconds: number) => {
    waits.push(seconds);
    nowMs += seconds * 1_000;
  });
  await patient.chat.postMessage({ channel: general, text: 'after a while' });
  expect(waits).toEqual([1]);
  expect(world.slack.people.messages(general).at(-1)?.text).toBe('after a while');
});

test('faults answer in the shape of Slack', async () => {
  const strict = clientOf(world.slack, world.guild.botToken, {
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
  });
  world.slack.faults.add({ on: 'POST /api/chat.update', do: { type: 'rateLimit', retryAfterS: 7 } });
  await expect(strict.chat.update({ channel: world.guild.art, ts: '1.1', text: 'x' })).rejects.toMatchObject({
    retryAfter: 7,
  });
  world.slack.faults.add({ on: 'POST /api/auth.test', do: { type: 'answer', status: 500 } });
  await expect(strict.auth.test()).rejects.toThrow('500');
});

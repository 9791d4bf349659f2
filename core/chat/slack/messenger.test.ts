import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '#core/log.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import { type SlackStandIn, start } from '#sandbox/slack/start.ts';
import type { Card } from '../card.ts';
import { type Bringing, LostHold, type OutgoingFile, type Spot } from '../messenger.ts';
import { createSlackMessenger, type SlackMessenger } from './messenger.ts';

let slack: SlackStandIn;
let messenger: SlackMessenger;
let bringing: Bringing;

beforeEach(async () => {
  slack = await start({ fileProcessingMs: 250 });
  const tokens = {
    tokenFor: async (teamId: string) => slack.workspaces.find((each) => each.teamId === teamId)?.botToken || undefined,
    forget() {},
  };
  messenger = createSlackMessenger(
    { tokens, log: createLog('silent') },
    { apiUrl: slack.apiUrl, replyOrigins: [new URL(slack.url).origin] },
  );
  bringing = {
    key: 'key',
    uploads: [],
    async save(uploads) {
      bringing.uploads = uploads;
    },
    keep: async () => undefined,
    isSmallest: false,
  };
});
afterEach(() => slack.close());

function spotIn(name: string, more: Partial<Spot> = {}): Spot {
  const [workspace] = slack.people.workspaces;
  const channelId = workspace?.channels.find((channel) => channel.name === name)?.id ?? '';
  const userId = workspace?.users[0]?.id ?? '';
  return { platform: 'slack', teamId: workspace?.id ?? '', channelId, userId, fileLimit: 1e6, ...more };
}

const files = (count: number): OutgoingFile[] =>
  Array.from({ length: count }, (_, index) => ({
    filename: `upixel-${index + 1}.png`,
    contentType: 'image/png',
    bytes: png(16, 16 + index),
    alt: 'a <fox> & a knight',
  }));

/** A PNG as far as its header goes, which is all Slack looks at. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const working: Card = {
  tone: 'working',
  title: 'a fox',
  lines: ['Starting…'],
  buttons: [{ label: 'Cancel', id: 'c' }],
};
const done: Card = { tone: 'done', title: 'a fox', lines: [], note: 'seed 7', buttons: [{ label: 'Again', id: 'a' }] };
const failed: Card = { tone: 'problem', title: 'No picture', lines: ['Your credit is back.'] };

const seen = (spot: Spot) => slack.people.messages(spot.channelId, spot.userId);
const calls = (method: string) => slack.calls.filter(({ path }) => path === `/api/${method}`).length;

async function withStatus(name = 'art'): Promise<Spot> {
  const shown = await messenger.show(spotIn(name), working);
  if (!shown) throw new Error('nothing was shown');
  return spotIn(name, { messageId: shown.messageId, channelId: shown.channelId });
}

test('four pictures come in one message with their buttons, and the status message goes', async () => {
  const spot = await withStatus();
  expect(await messenger.update(spot, { ...working, lines: ['Painting…'] })).toBe(true);
  expect(lookAtSlack(seen(spot)[0] as never).text).toContain('Painting…');

  const delivered = await messenger.deliver(spot, done, files(4), bringing);
  const [message, ...others] = seen(spot);
  expect(others).toEqual([]);
  expect(delivered).toEqual({ rung: 'reply', messageId: message?.ts });
  const look = lookAtSlack(message as never);
  expect(look.images).toHaveLength(4);
  expect(look.images[0]?.alt).toBe('a <fox> & a knight');
  expect(look.buttons).toEqual([{ label: 'Again', customId: 'a' }]);
  expect(look.text).toContain('seed 7');
  expect(slack.people.altField(bringing.uploads[0] ?? '')).toBe('alt_txt');
  expect(slack.people.fileBytes(bringing.uploads[3] ?? '')).toEqual(png(16, 19));
});

test.each([
  ['asking where to upload', 'POST /api/files.getUploadURLExternal', 'drop'],
  ['uploading', 'POST /upload/', 'dropAfter'],
  ['posting, before', 'POST /api/files.completeUploadExternal', 'drop'],
  ['posting, after', 'POST /api/files.completeUploadExternal', 'dropAfter'],
  ['taking the status away', 'POST /api/chat.delete', 'dropAfter'],
  ['asking where it stands', 'POST /api/files.info', 'drop'],
] as const)('cut off while %s, a second attempt goes on and posts nothing twice', async (_step, on, type) => {
  const spot = await withStatus();
  slack.faults.add({ on, do: { type } });
  await expect(messenger.deliver(spot, done, files(2), bringing)).rejects.toThrow();
  const delivered = await messenger.deliver(spot, done, files(2), bringing);
  const [message, ...others] = seen(spot);
  expect(others).toEqual([]);
  expect(delivered?.messageId).toBe(message?.ts);
  expect(message?.files).toHaveLength(2);
});

test('cut off before its ids were kept, it uploads again and posts once', async () => {
  const spot = await withStatus();
  const lost = { ...bringing, save: async () => Promise.reject(new Error('the database is away')) };
  await expect(messenger.deliver(spot, done, files(1), lost)).rejects.toMatchObject({
    cause: { message: 'the database is away' },
  });
  await messenger.deliver(spot, done, files(1), bringing);
  expect(seen(spot)).toHaveLength(1);
});

test('uploads that Slack no longer has are made again', async () => {
  bringing.uploads = ['F0GONE000'];
  const spot = await withStatus();
  expect(await messenger.deliver(spot, done, files(1), bringing)).toBeDefined();
  expect(bringing.uploads).not.toContain('F0GONE000');
  expect(seen(spot)[0]?.files).toHaveLength(1);
});

test('an end without pictures is written into the status message, or anew where that is gone', async () => {
  const spot = await withStatus();
  expect(await messenger.deliver(spot, failed, [], bringing)).toEqual({
    rung: 'reply',
    messageId: spot.messageId,
  });
  expect(lookAtSlack(seen(spot)[0] as never)).toMatchObject({
    text: expect.stringContaining('No picture'),
    buttons: [],
  });
  await messenger.remove(spot, { messageId: spot.messageId ?? '', uploads: [] });
  expect(await messenger.update(spot, working)).toBe(false);
  expect(await messenger.deliver(spot, failed, [], bringing)).toMatchObject({ rung: 'channel' });
  expect(seen(spot)).toHaveLength(1);
});

test('a channel that is closed for good is told from one that fails for a moment', async () => {
  const spot = { ...spotIn('secret-lab'), messageId: '1700000000.000100' };
  expect(await messenger.update(spot, working)).toBe(false);
  expect(await messenger.deliver(spot, done, files(1), bringing)).toBeUndefined();
  expect(await messenger.deliver(spot, failed, [], bringing)).toBeUndefined();
  slack.faults.add({
    on: 'chat.update',
    do: { type: 'answer', status: 200, body: { ok: false, error: 'is_archived' } },
  });
  const open = await withStatus();
  expect(await messenger.update(open, working)).toBe(false);
  slack.faults.add({ on: 'chat.update', do: { type: 'answer', status: 500 } });
  await expect(messenger.update(open, working)).rejects.toThrow();
  slack.faults.add({ on: 'chat.update', do: { type: 'rateLimit', retryAfterS: 60 } });
  await expect(messenger.update(open, working)).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 60_000 });
  slack.faults.add({ on: 'chat.update', do: { type: 'rateLimit', retryAfterS: 1 } });
  expect(await messenger.update(open, working)).toBe(true);
});

const says = (error: string) => ({ type: 'answer', status: 200, body: { ok: false, error } }) as const;

test.each([
  'invalid_blocks',
  'is_archived',
  'ekm_access_denied',
  'restricted_action_thread_locked',
  'file_uploads_disabled',
  'storage_limit_reached',
  'an_error_of_tomorrow',
])('%s is a refusal for good, of a status and of a result', async (error) => {
  const spot = await withStatus();
  for (const on of ['chat.update', 'completeUploadExternal']) slack.faults.add({ on, do: says(error) });
  expect(await messenger.update(spot, working)).toBe(false);
  expect(await messenger.deliver(spot, done, files(1), bringing)).toBeUndefined();
});

test.each([
  ['ratelimited', 'unavailable'],
  ['message_limit_exceeded', 'unavailable'],
  ['internal_error', 'unavailable'],
  ['service_unavailable', 'unavailable'],
  ['request_timeout', 'unavailable'],
  ['team_added_to_org', 'unavailable'],
  ['external_channel_migrating', 'unavailable'],
  ['invalid_auth', 'unauthorized'],
  ['token_expired', 'unauthorized'],
] as const)('%s may pass: the result waits', async (error, code) => {
  const spot = await withStatus();
  slack.faults.add({ on: 'completeUploadExternal', do: says(error) });
  await expect(messenger.deliver(spot, done, files(1), bringing)).rejects.toMatchObject({ name: 'ChatError', code });
  expect(await messenger.deliver(spot, done, files(1), bringing)).toBeDefined();
});

test.each(['account_inactive', 'token_revoked'])('%s is the removal, and is told of', async (error) => {
  const spot = await withStatus();
  const removed: string[] = [];
  messenger.whenRemoved(async (teamId) => void removed.push(teamId));
  slack.faults.add({ on: 'getUploadURLExternal', do: says(error) });
  expect(await messenger.deliver(spot, done, files(1), bringing)).toBeUndefined();
  expect(removed).toEqual([spot.teamId]);
});

test('a file that is too large is said to be, and closes the way once it cannot be made smaller', async () => {
  const spot = await withStatus();
  slack.faults.add({ on: 'getUploadURLExternal', do: says('file_upload_size_restricted'), times: 2 });
  await expect(messenger.deliver(spot, done, files(1), bringing)).rejects.toMatchObject({ code: 'too_large' });
  expect(await messenger.deliver(spot, done, files(1), { ...bringing, isSmallest: true })).toBeUndefined();
});

test('whoever slept while another posted the pictures does not post them a second time', async () => {
  const spot = await withStatus();
  // Asleep when Slack has the request, and before.
  slack.faults.add({ on: 'completeUploadExternal', do: { type: 'slow', ms: 400 } });
  const sleeper = messenger.deliver(spot, done, files(2), bringing);
  await slack.people.until(() => calls('files.completeUploadExternal') === 1);
  const takenOver = { ...bringing, keep: () => Promise.reject(new LostHold('taken over')) };
  const late = expect(messenger.deliver(spot, done, files(2), takenOver)).rejects.toThrow(LostHold);
  await messenger.deliver(spot, done, files(2), bringing);
  await Promise.all([sleeper, late]);
  expect(seen(spot)).toHaveLength(1);
});

test('a clock that is ten minutes ahead of Slack’s posts nothing twice', async () => {
  slack.clock.advance(-600_000);
  const spot = await withStatus();
  slack.faults.add({ on: 'completeUploadExternal', do: { type: 'dropAfter' } });
  await expect(messenger.deliver(spot, done, files(2), bringing)).rejects.toThrow();
  expect(await messenger.deliver(spot, done, files(2), bringing)).toBeDefined();
  expect(seen(spot)).toHaveLength(1);
});

test('after an uninstall every way is closed', async () => {
  const spot = await withStatus();
  await slack.people.uninstall(spot.teamId);
  expect(await messenger.update(spot, working)).toBe(false);
  expect(await messenger.deliver(spot, done, files(1), bringing)).toBeUndefined();
  expect(await messenger.show(spot, working)).toBeUndefined();
});

test('where the bot is not in the channel it joins a public one, and else writes to the person', async () => {
  expect(await messenger.show(spotIn('random'), working)).toMatchObject({ direct: false });
  expect(seen(spotIn('random'))).toHaveLength(1);
  const secret = spotIn('secret-lab');
  const shown = await messenger.show(secret, working);
  expect(shown).toMatchObject({ direct: true, channelId: slack.people.dmChannelId(secret.userId) });
  expect(slack.people.dms(secret.userId)).toHaveLength(1);
  // A result that has no message yet goes the same way, and is found again when it is to go.
  const delivered = await messenger.deliver(secret, done, files(1), bringing);
  expect(slack.people.dms(secret.userId).at(-1)?.ts).toBe(delivered?.messageId);
  await messenger.remove(secret, { messageId: delivered?.messageId ?? '', uploads: bringing.uploads });
  expect(slack.people.dms(secret.userId)).toHaveLength(1);
});

test('removing takes the message and its files away, and is content where they are gone', async () => {
  const spot = await withStatus();
  const delivered = await messenger.deliver(spot, done, files(2), bringing);
  await messenger.remove(spot, { messageId: delivered?.messageId ?? '', uploads: bringing.uploads });
  expect(seen(spot)).toEqual([]);
  expect(() => slack.people.file(bringing.uploads[0] ?? '')).toThrow();
  await messenger.remove(spot, { messageId: delivered?.messageId ?? '', uploads: bringing.uploads });
});

test('one file of several is withdrawn, however often it is asked', async () => {
  const spot = await withStatus();
  const delivered = await messenger.deliver(spot, done, files(2), bringing);
  const [gone = '', kept = ''] = bringing.uploads;
  const from = { messageId: delivered?.messageId ?? '', uploads: bringing.uploads, kept: [kept] };
  for (let i = 0; i < 2; i++) expect(await messenger.withdraw(spot, from, done)).toBe(true);
  expect(() => slack.people.file(gone)).toThrow();
  expect(
    seen(spot)
      .flatMap((message) => lookAtSlack(message as never).images)
      .map(({ url }) => url),
  ).toEqual([kept]);
});

test('deleted before Slack has said where it stands, it goes and does not come again', async () => {
  const spot = await withStatus();
  const delivering = messenger.deliver(spot, done, files(1), bringing);
  await slack.people.until(() => seen(spot).some((message) => message.files));
  await messenger.remove(spot, { messageId: spot.messageId ?? '', uploads: bringing.uploads });
  expect(await delivering).toBeDefined();
  expect(seen(spot)).toEqual([]);
});

test('in a thread everything stays in the thread', async () => {
  const { messageId = '' } = await withStatus();
  const spot = spotIn('art', { channelId: `${spotIn('art').channelId}/${messageId}` });
  const shown = await messenger.show(spot, working);
  const channelId = spotIn('art').channelId;
  expect(shown?.channelId).toBe(spot.channelId);
  const delivered = await messenger.deliver({ ...spot, ...shown }, done, files(1), bringing);
  expect(slack.people.messages(channelId)).toHaveLength(1);
  expect(slack.people.thread(channelId, messageId).map(({ ts }) => ts)).toEqual([messageId, delivered?.messageId]);
});

test('a whisper goes by the request’s address, else as an ephemeral message, else directly', async () => {
  slack.people.setCommands([{ command: '/imagine', description: 'x', usageHint: '' }]);
  const spot = spotIn('secret-lab');
  const sent = slack.people.runCommand({ ...spot, command: '/imagine', text: 'x' });
  const { responseUrl, acknowledged } = await sent;
  acknowledged.catch(() => undefined); // nobody listens
  const reply = { replyToken: responseUrl, replyExpiresAt: new Date(Date.now() + 60_000) };
  const own = (at: Spot) => seen(at).filter((message) => message.ephemeralFor && message.user !== 'USLACKBOT');
  await messenger.whisper({ ...spot, ...reply }, failed);
  expect(own(spot)).toHaveLength(1);
  await messenger.replace({ ...spot, ...reply }, { ...failed, title: 'Deleted' });
  expect(lookAtSlack(own(spot)[0] as never).text).toContain('Deleted');
  await messenger.whisper(spot, failed);
  expect(slack.people.dms(spot.userId)).toHaveLength(1);
  await messenger.whisper(spotIn('art'), failed);
  expect(own(spotIn('art'))).toHaveLength(1);
  expect(calls('chat.postEphemeral')).toBe(2);
});

test('an answer goes to Slack’s own address only, and not on to where that leads', async () => {
  const heard: string[] = [];
  const elsewhere = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const spot = spotIn('art');
  const replyExpiresAt = new Date(Date.now() + 60_000);
  for (const replyToken of [
    `http://127.0.0.1:${port}/commands/T1/1/x`,
    `${slack.url.replace('127.0.0.1', '127.0.0.1@127.0.0.1')}:${port}/x`,
    'not an address',
  ]) {
    expect(await messenger.note({ ...spot, replyToken, replyExpiresAt }, failed)).toBe(false);
    await messenger.whisper({ ...spot, replyToken, replyExpiresAt }, failed);
  }
  expect(heard).toEqual([]);
  expect(calls('chat.postEphemeral')).toBe(3);

  // Of Slack's own address, and it leads away.
  const url = '/commands/T1/1/moved';
  slack.faults.add({
    on: url,
    do: { type: 'answer', status: 307, headers: { location: `http://127.0.0.1:${port}${url}` } },
  });
  expect(await messenger.note({ ...spot, replyToken: `${slack.url}${url}`, replyExpiresAt }, failed)).toBe(false);
  expect(slack.faults.list()).toEqual([]);
  expect(heard).toEqual([]);
  elsewhere.close();
});

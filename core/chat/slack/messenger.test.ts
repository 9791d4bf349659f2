import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '#core/log.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import { type SlackStandIn, start } from '#sandbox/slack/start.ts';
import { actions, images, note, table, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { button } from '../card/controls.ts';
import { type Bringing, LostHold, type OutgoingFile, type StatusTarget } from '../messenger.ts';
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

function targetIn(name: string, more: Partial<StatusTarget> = {}): StatusTarget {
  const [workspace] = slack.people.workspaces;
  const channelId = workspace?.channels.find((channel) => channel.name === name)?.id ?? '';
  const userId = workspace?.users[0]?.id ?? '';
  return { platform: 'slack', workspaceId: workspace?.id ?? '', channelId, userId, fileLimit: 1e6, ...more };
}

const files = (count: number): OutgoingFile[] =>
  Array.from({ length: count }, (_, index) => ({
    filename: `upixel-${index + 1}.png`,
    contentType: 'image/png',
    bytes: png(16, 16 + index),
    alt: 'a <fox> & a knight',
  }));

/** A PNG up to the end of its header, which is all Slack looks at. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const generationId = '01890000-0000-7000-8000-000000000000';
const working: Card = {
  tone: 'working',
  title: 'a fox',
  blocks: [text('Starting…'), actions(button('Cancel', { name: 'cancel', args: { generationId } }))],
};
const done: Card = {
  tone: 'done',
  title: 'a fox',
  blocks: [note('seed 7'), actions(button('Again', { name: 'again', args: { generationId } }))],
};
const failed: Card = { tone: 'problem', title: 'No picture', blocks: [text('Your credit is back.')] };

const seen = (target: StatusTarget) => slack.people.messages(target.channelId, target.userId);
const calls = (method: string) => slack.calls.filter(({ path }) => path === `/api/${method}`).length;

async function withStatus(name = 'art'): Promise<StatusTarget> {
  const shown = await messenger.show(targetIn(name), working);
  if (!shown) throw new Error('nothing was shown');
  return targetIn(name, { messageId: shown.messageId, channelId: shown.channelId });
}

test('four pictures come in one message with their buttons, and the status message goes', async () => {
  const target = await withStatus();
  expect(await messenger.update(target, { ...working, blocks: [text('Painting…'), ...working.blocks.slice(1)] })).toBe(
    true,
  );
  expect(lookAtSlack(seen(target)[0] as never).text).toContain('Painting…');

  const delivered = await messenger.deliver(target, done, files(4), bringing);
  const [message, ...others] = seen(target);
  expect(others).toEqual([]);
  expect(delivered).toEqual({ deliveryMethod: 'reply', messageId: message?.ts });
  const look = lookAtSlack(message as never);
  expect(look.images).toHaveLength(4);
  expect(look.images[0]?.alt).toBe('a <fox> & a knight');
  expect(look.buttons).toEqual([{ label: 'Again', customId: `v2:again:${generationId}` }]);
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
  const target = await withStatus();
  slack.faults.add({ on, do: { type } });
  await expect(messenger.deliver(target, done, files(2), bringing)).rejects.toThrow();
  const delivered = await messenger.deliver(target, done, files(2), bringing);
  const [message, ...others] = seen(target);
  expect(others).toEqual([]);
  expect(delivered?.messageId).toBe(message?.ts);
  expect(message?.files).toHaveLength(2);
});

test('cut off before its ids were kept, it uploads again and posts once', async () => {
  const target = await withStatus();
  const lost = { ...bringing, save: async () => Promise.reject(new Error('the database is away')) };
  await expect(messenger.deliver(target, done, files(1), lost)).rejects.toMatchObject({
    cause: { message: 'the database is away' },
  });
  await messenger.deliver(target, done, files(1), bringing);
  expect(seen(target)).toHaveLength(1);
});

test('uploads that Slack no longer has are made again', async () => {
  bringing.uploads = ['F0GONE000'];
  const target = await withStatus();
  expect(await messenger.deliver(target, done, files(1), bringing)).toBeDefined();
  expect(bringing.uploads).not.toContain('F0GONE000');
  expect(seen(target)[0]?.files).toHaveLength(1);
});

test('an end without pictures is written into the status message, or anew where that is gone', async () => {
  const target = await withStatus();
  expect(await messenger.deliver(target, failed, [], bringing)).toEqual({
    deliveryMethod: 'reply',
    messageId: target.messageId,
  });
  expect(lookAtSlack(seen(target)[0] as never)).toMatchObject({
    text: expect.stringContaining('No picture'),
    buttons: [],
  });
  await messenger.remove(target, { messageId: target.messageId ?? '', uploads: [] });
  expect(await messenger.update(target, working)).toBe(false);
  expect(await messenger.deliver(target, failed, [], bringing)).toMatchObject({ deliveryMethod: 'channel' });
  expect(seen(target)).toHaveLength(1);
});

test('a channel that is closed for good is told from one that fails for a moment', async () => {
  const target = { ...targetIn('secret-lab'), messageId: '1700000000.000100' };
  expect(await messenger.update(target, working)).toBe(false);
  expect(await messenger.deliver(target, done, files(1), bringing)).toBeUndefined();
  expect(await messenger.deliver(target, failed, [], bringing)).toBeUndefined();
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

test('a private answer whose blocks are refused comes in words alone, once', async () => {
  const target = targetIn('general');
  const card: Card = {
    tone: 'notice',
    title: 'Spent',
    blocks: [
      images({ filename: '1.png', alt: 'a fox', url: 'https://example.com/1.png' }),
      table('By member', ['Member', 'Credits'], ['Ada', '7']),
    ],
  };
  slack.faults.add({ on: 'chat.postEphemeral', do: says('invalid_blocks') });
  await messenger.replyEphemeral(target, card);
  const [message, ...more] = slack.people.messages(target.channelId, target.userId).slice(-1);
  expect(more).toEqual([]);
  expect(message && lookAtSlack(message).text).toMatch(
    /Spent[\s\S]*By member\nAda · 7[\s\S]*could not fetch the pictures/,
  );
  expect(message?.blocks?.some(({ type }) => type === 'data_table' || type === 'image')).toBe(false);
});

test('a private answer whose buttons are refused comes without them, and one that no way is open for is no answer', async () => {
  const target = targetIn('general');
  const card: Card = {
    tone: 'notice',
    title: 'Buttons',
    blocks: [text('Read this.'), actions(button('Get credits', { name: 'get-credits', args: {} }))],
  };
  slack.faults.add({ on: 'chat.postEphemeral', do: says('invalid_blocks') });
  await messenger.replyEphemeral(target, card);
  const message = slack.people.messages(target.channelId, target.userId).at(-1);
  expect(message && lookAtSlack(message)).toMatchObject({ text: expect.stringContaining('Read this.'), buttons: [] });
  for (const on of ['chat.postEphemeral', 'conversations.open'])
    slack.faults.add({ on, do: says('restricted_action') });
  await expect(messenger.replyEphemeral(target, card)).rejects.toMatchObject({ name: 'ChatError' });
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
  const target = await withStatus();
  for (const on of ['chat.update', 'completeUploadExternal']) slack.faults.add({ on, do: says(error) });
  expect(await messenger.update(target, working)).toBe(false);
  expect(await messenger.deliver(target, done, files(1), bringing)).toBeUndefined();
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
  const target = await withStatus();
  slack.faults.add({ on: 'completeUploadExternal', do: says(error) });
  await expect(messenger.deliver(target, done, files(1), bringing)).rejects.toMatchObject({ name: 'ChatError', code });
  expect(await messenger.deliver(target, done, files(1), bringing)).toBeDefined();
});

test.each(['account_inactive', 'token_revoked'])('%s is the removal, and is told of', async (error) => {
  const target = await withStatus();
  const removed: string[] = [];
  messenger.whenRemoved(async (teamId) => void removed.push(teamId));
  slack.faults.add({ on: 'getUploadURLExternal', do: says(error) });
  expect(await messenger.deliver(target, done, files(1), bringing)).toBeUndefined();
  expect(removed).toEqual([target.workspaceId]);
});

test('a file that is too large is said to be, and closes the way once it cannot be made smaller', async () => {
  const target = await withStatus();
  slack.faults.add({ on: 'getUploadURLExternal', do: says('file_upload_size_restricted'), times: 2 });
  await expect(messenger.deliver(target, done, files(1), bringing)).rejects.toMatchObject({ code: 'too_large' });
  expect(await messenger.deliver(target, done, files(1), { ...bringing, isSmallest: true })).toBeUndefined();
});

test('whoever slept while another posted the pictures does not post them a second time', async () => {
  const target = await withStatus();
  // Asleep after Slack has the request, and before.
  slack.faults.add({ on: 'completeUploadExternal', do: { type: 'slow', ms: 2_000 } });
  const sleeper = messenger.deliver(target, done, files(2), bringing);
  await slack.people.until(() => calls('files.completeUploadExternal') === 1);
  const takenOver = { ...bringing, keep: () => Promise.reject(new LostHold('taken over')) };
  const late = expect(messenger.deliver(target, done, files(2), takenOver)).rejects.toThrow(LostHold);
  await messenger.deliver(target, done, files(2), bringing);
  await Promise.all([sleeper, late]);
  expect(seen(target)).toHaveLength(1);
});

test('a clock that is ten minutes ahead of Slack’s posts nothing twice', async () => {
  slack.clock.advance(-600_000);
  const target = await withStatus();
  slack.faults.add({ on: 'completeUploadExternal', do: { type: 'dropAfter' } });
  await expect(messenger.deliver(target, done, files(2), bringing)).rejects.toThrow();
  expect(await messenger.deliver(target, done, files(2), bringing)).toBeDefined();
  expect(seen(target)).toHaveLength(1);
});

test('after an uninstall every way is closed', async () => {
  const target = await withStatus();
  await slack.people.uninstall(target.workspaceId);
  expect(await messenger.update(target, working)).toBe(false);
  expect(await messenger.deliver(target, done, files(1), bringing)).toBeUndefined();
  expect(await messenger.show(target, working)).toBeUndefined();
});

test('where the bot is not in the channel it joins a public one, and else writes to the person', async () => {
  expect(await messenger.show(targetIn('random'), working)).toMatchObject({ direct: false });
  expect(seen(targetIn('random'))).toHaveLength(1);
  const secret = targetIn('secret-lab');
  const shown = await messenger.show(secret, working);
  expect(shown).toMatchObject({ direct: true, channelId: slack.people.dmChannelId(secret.userId) });
  expect(slack.people.dms(secret.userId)).toHaveLength(1);
  // A result that has no message yet goes the same way, and is found again when it must be removed.
  const delivered = await messenger.deliver(secret, done, files(1), bringing);
  expect(slack.people.dms(secret.userId).at(-1)?.ts).toBe(delivered?.messageId);
  await messenger.remove(secret, { messageId: delivered?.messageId ?? '', uploads: bringing.uploads });
  expect(slack.people.dms(secret.userId)).toHaveLength(1);
});

test('removing takes the message and its files away, and is content where they are gone', async () => {
  const target = await withStatus();
  const delivered = await messenger.deliver(target, done, files(2), bringing);
  await messenger.remove(target, { messageId: delivered?.messageId ?? '', uploads: bringing.uploads });
  expect(seen(target)).toEqual([]);
  expect(() => slack.people.file(bringing.uploads[0] ?? '')).toThrow();
  await messenger.remove(target, { messageId: delivered?.messageId ?? '', uploads: bringing.uploads });
});

test('one file of several is withdrawn, however often it is asked', async () => {
  const target = await withStatus();
  const delivered = await messenger.deliver(target, done, files(2), bringing);
  const [gone = '', kept = ''] = bringing.uploads;
  const from = { messageId: delivered?.messageId ?? '', uploads: bringing.uploads, kept: [kept] };
  for (let i = 0; i < 2; i++) expect(await messenger.withdraw(target, from, done)).toBe(true);
  expect(() => slack.people.file(gone)).toThrow();
  expect(
    seen(target)
      .flatMap((message) => lookAtSlack(message as never).images)
      .map(({ url }) => url),
  ).toEqual([kept]);
});

test('deleted before Slack has said where it stands, it goes and does not come again', async () => {
  const target = await withStatus();
  const delivering = messenger.deliver(target, done, files(1), bringing);
  await slack.people.until(() => seen(target).some((message) => message.files));
  await messenger.remove(target, { messageId: target.messageId ?? '', uploads: bringing.uploads });
  expect(await delivering).toBeDefined();
  expect(seen(target)).toEqual([]);
});

test('in a thread everything stays in the thread, also what one person alone sees', async () => {
  const { messageId = '' } = await withStatus();
  const target = targetIn('art', { threadId: messageId });
  await messenger.replyEphemeral(target, working);
  const alone = slack.people.thread(target.channelId, messageId, target.userId).filter((each) => each.ephemeralFor);
  expect(alone).toHaveLength(1);
  const shown = await messenger.show(target, working);
  const channelId = targetIn('art').channelId;
  expect(shown?.channelId).toBe(target.channelId);
  const delivered = await messenger.deliver({ ...target, ...shown }, done, files(1), bringing);
  expect(slack.people.messages(channelId)).toHaveLength(1);
  expect(slack.people.thread(channelId, messageId).map(({ ts }) => ts)).toEqual([messageId, delivered?.messageId]);
});

test('an ephemeral reply goes by the request’s address, else as an ephemeral message, else directly', async () => {
  slack.people.setCommands([{ command: '/imagine', description: 'x', usageHint: '' }]);
  const target = targetIn('secret-lab');
  const sent = slack.people.runCommand({ ...target, command: '/imagine', text: 'x' });
  const { responseUrl, acknowledged } = await sent;
  acknowledged.catch(() => undefined); // nobody listens
  const reply = { replyToken: responseUrl, replyExpiresAt: new Date(Date.now() + 60_000) };
  const own = (at: StatusTarget) => seen(at).filter((message) => message.ephemeralFor && message.user !== 'USLACKBOT');
  await messenger.replyEphemeral({ ...target, ...reply }, failed);
  expect(own(target)).toHaveLength(1);
  await messenger.replace({ ...target, ...reply }, { ...failed, title: 'Deleted' });
  expect(lookAtSlack(own(target)[0] as never).text).toContain('Deleted');
  await messenger.replyEphemeral(target, failed);
  expect(slack.people.dms(target.userId)).toHaveLength(1);
  await messenger.replyEphemeral(targetIn('art'), failed);
  expect(own(targetIn('art'))).toHaveLength(1);
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
  const target = targetIn('art');
  const replyExpiresAt = new Date(Date.now() + 60_000);
  for (const replyToken of [
    `http://127.0.0.1:${port}/commands/T1/1/x`,
    `${slack.url.replace('127.0.0.1', '127.0.0.1@127.0.0.1')}:${port}/x`,
    'not an address',
  ]) {
    expect(await messenger.note({ ...target, replyToken, replyExpiresAt }, failed)).toBe(false);
    await messenger.replyEphemeral({ ...target, replyToken, replyExpiresAt }, failed);
  }
  expect(heard).toEqual([]);
  expect(calls('chat.postEphemeral')).toBe(3);

  // A Slack URL that redirects elsewhere.
  const url = '/commands/T1/1/moved';
  slack.faults.add({
    on: url,
    do: { type: 'answer', status: 307, headers: { location: `http://127.0.0.1:${port}${url}` } },
  });
  expect(await messenger.note({ ...target, replyToken: `${slack.url}${url}`, replyExpiresAt }, failed)).toBe(false);
  expect(slack.faults.list()).toEqual([]);
  expect(heard).toEqual([]);
  elsewhere.close();
});

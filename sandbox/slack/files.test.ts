import type { WebAPICallResult } from '@slack/web-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackStandIn, start } from './start.ts';
import { clientOf, type Guild, guildOf, png, refusal } from './testing.ts';

const PROCESSING_MS = 60_000;

let slack: SlackStandIn;
let guild: Guild;

beforeAll(async () => {
  // A minute instead of a second, so that a slow machine does not process a file by accident.
  slack = await start({ fileProcessingMs: PROCESSING_MS });
  guild = guildOf(slack);
});
afterAll(() => slack.close());

const client = () => clientOf(slack, guild.botToken);

async function uploadBytes(filename: string, bytes: Buffer, more = {}): Promise<string> {
  const { upload_url = '', file_id = '' } = await client().files.getUploadURLExternal({
    filename,
    length: bytes.length,
    ...more,
  });
  const sent = await fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes) });
  expect(sent.status).toBe(200);
  return file_id;
}

const imageBlock = (fileId: string) => [{ type: 'image' as const, alt_text: 'a fox', slack_file: { id: fileId } }];

test('the SDK uploads in one go: one message with every file; its alt text arrives as alt_text', async () => {
  const files = ['one.png', 'two.png'].map((filename, n) => ({
    file: png(32, 16 + n),
    filename,
    alt_text: `picture ${n}`,
    title: `Picture ${n}`,
  }));
  await client().filesUploadV2({ channel_id: guild.art, initial_comment: 'A fox knight', file_uploads: files });
  const seen = slack.people.messages(guild.art);
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({
    text: 'A fox knight',
    user: guild.botUserId,
    files: [
      { title: 'Picture 0', alt_txt: 'picture 0', mimetype: 'image/png', original_w: 32, original_h: 16 },
      { title: 'Picture 1', original_h: 17 },
    ],
  });
  const id = seen[0]?.files?.[0]?.id ?? '';
  expect(slack.people.altField(id)).toBe('alt_text');
  expect(slack.people.fileBytes(id)).toEqual(png(32, 16));
});

test('the documented field alt_txt is taken as well', async () => {
  const answer: WebAPICallResult & { file_id?: string } = await client().apiCall('files.getUploadURLExternal', {
    filename: 'a.png',
    length: 1,
    alt_txt: 'words',
  });
  expect(slack.people.altField(answer.file_id ?? '')).toBe('alt_txt');
});

test('shared in a thread with blocks; with a comment the blocks are ignored, wrong ones too', async () => {
  const { ts = '' } = await client().chat.postMessage({ channel: guild.art, text: 'Working' });
  const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: '*seed* 7' } }];
  await client().files.completeUploadExternal({
    files: [{ id: await uploadBytes('a.png', png(8, 8)) }],
    channel_id: guild.art,
    thread_ts: ts,
    blocks,
  });
  await client().files.completeUploadExternal({
    files: [{ id: await uploadBytes('b.png', png(8, 8)) }],
    channel_id: guild.art,
    thread_ts: ts,
    initial_comment: 'words',
    blocks: [{ type: 'hologram' }],
  });
  const [, first, second] = slack.people.thread(guild.art, ts);
  expect(first).toMatchObject({ blocks: [{ text: { text: '*seed* 7' } }], files: [{ name: 'a.png' }], thread_ts: ts });
  expect(second).toMatchObject({ text: 'words', files: [{ name: 'b.png' }] });
  expect(second).not.toHaveProperty('blocks');
});

test('a fresh file is of no use in a block until it is processed; shared it is seen at once', async () => {
  const id = await uploadBytes('fresh.png', png(20, 10));
  await client().files.completeUploadExternal({ files: [{ id, title: 'Fresh' }], channel_id: guild.art });
  const shared = slack.people.messages(guild.art).at(-1);
  expect(shared?.files?.[0]?.id).toBe(id);
  const post = () => client().chat.postMessage({ channel: guild.art, text: 'x', blocks: imageBlock(id) });
  expect(await refusal(post())).toBe('invalid_blocks');
  expect((await client().files.info({ file: id })).file).toMatchObject({ mimetype: '', shares: {} });
  slack.clock.advance(PROCESSING_MS);
  const { ts } = await post();
  expect(slack.people.messages(guild.art).at(-1)).toMatchObject({
    ts,
    blocks: [{ type: 'image', slack_file: { id } }],
  });
  expect((await client().files.info({ file: id })).file).toMatchObject({
    mimetype: 'image/png',
    original_w: 20,
    original_h: 10,
    title: 'Fresh',
    shares: { public: { [guild.art]: [{ ts: shared?.ts, channel_name: 'art' }] } },
  });
});

test('blocks show png, jpg and gif only; a text message does not become a file message', async () => {
  const webp = Buffer.concat([Buffer.from('RIFF0000WEBPVP8X'), Buffer.alloc(20)]);
  const ids = await Promise.all([
    uploadBytes('a.webp', webp),
    uploadBytes('a.gif', Buffer.from('GIF89a\x08\x00\x08\x00\x00\x00')),
  ]);
  const [webpId = '', gifId = ''] = ids;
  await client().files.completeUploadExternal({ files: [{ id: webpId }, { id: gifId }] });
  slack.clock.advance(PROCESSING_MS);
  const { ts = '' } = await client().chat.postMessage({ channel: guild.general, text: 'Working' });
  expect(
    await refusal(client().chat.update({ channel: guild.general, ts, text: 'x', blocks: imageBlock(webpId) })),
  ).toBe('invalid_blocks');
  expect(await refusal(client().chat.update({ channel: guild.general, ts, text: 'x', file_ids: [gifId] }))).toBe(
    'invalid_arguments',
  );
  await client().chat.update({ channel: guild.general, ts, text: 'x', blocks: imageBlock(gifId) });
  expect(slack.people.messages(guild.general).at(-1)).toMatchObject({ ts, blocks: [{ slack_file: { id: gifId } }] });
});

test('bytes are given to the workspace that has them, with its token, and to nobody else', async () => {
  const { id, url_private } = await slack.people.upload({
    userId: guild.ada,
    channelId: guild.art,
    filename: 'mine.png',
    contentType: 'image/png',
    bytes: png(4, 4),
  });
  const get = (headers: Record<string, string>) => fetch(url_private, { headers, redirect: 'manual' });
  expect((await get({})).status).toBe(302);
  expect((await get({ authorization: 'Bearer xoxb-wrong' })).status).toBe(302);
  const good = await get({ authorization: `Bearer ${guild.botToken}` });
  expect([good.status, good.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(await refusal(client().files.delete({ file: id }))).toBe('cant_delete_file');
  const other = guildOf(slack, 1);
  const { url_private: theirs } = await slack.people.upload({
    userId: other.ada,
    channelId: other.art,
    filename: 'theirs.png',
    contentType: 'image/png',
    bytes: png(4, 4),
  });
  for (const [url, status] of [
    [theirs, 302],
    [theirs.replace(other.teamId, guild.teamId), 404],
  ] as const) {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${guild.botToken}` }, redirect: 'manual' });
    expect(answer.status).toBe(status);
  }
});

test('mistakes in an upload are refused', async () => {
  const { upload_url = '', file_id = '' } = await client().files.getUploadURLExternal({
    filename: 'a.png',
    length: 64,
  });
  expect((await fetch(upload_url, { method: 'POST', body: new Uint8Array(10) })).status).toBe(400);
  const complete = (id: string, channel_id: string) =>
    client().files.completeUploadExternal({ files: [{ id }], channel_id });
  expect(await refusal(complete(file_id, guild.art))).toBe('file_not_found');
  expect((await fetch(upload_url, { method: 'POST', body: new Uint8Array(png(1, 1)) })).status).toBe(200);
  expect((await fetch(upload_url, { method: 'POST', body: new Uint8Array(png(1, 1)) })).status).toBe(404);
  expect(await refusal(complete(file_id, guild.random))).toBe('not_in_channel');
  expect(await refusal(complete(file_id, guild.secret))).toBe('channel_not_found');
  await complete(file_id, guild.art);
  expect(await refusal(complete(file_id, guild.art))).toBe('file_not_found');
  await client().files.delete({ file: file_id });
  expect(await refusal(client().files.info({ file: file_id }))).toBe('file_not_found');
  expect(slack.people.messages(guild.art).at(-1)?.files?.[0]).toMatchObject({ id: file_id, mode: 'tombstone' });
});

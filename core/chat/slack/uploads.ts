import type { FilesGetUploadURLExternalResponse, WebClient } from '@slack/web-api';
import { request } from 'undici';
import { cut } from '../cut.ts';
import type { OutgoingFile } from '../messenger.ts';
import { AddressRefused, unlessNoFile } from './errors.ts';
import { slackLimits } from './limits.ts';

/** Uploads the bytes to Slack, where nobody sees them yet. Returns the file's id. */
export async function upload(client: WebClient, file: OutgoingFile): Promise<string> {
  // The library types `alt_text`, and sends it; the API expects `alt_txt`.
  const asked: FilesGetUploadURLExternalResponse = await client.apiCall('files.getUploadURLExternal', {
    filename: file.filename,
    length: file.bytes.byteLength,
    alt_txt: cut(file.alt, slackLimits.altText),
  });
  if (!asked.upload_url || !asked.file_id) throw new Error('Slack gave no address for an upload.');
  // Not by fetch, which copies the bytes and sends them through streams.
  const { statusCode, body } = await request(asked.upload_url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file.bytes,
    signal: AbortSignal.timeout(15_000),
  });
  await body.dump();
  if (statusCode !== 200) throw new AddressRefused(statusCode);
  return asked.file_id;
}

/** The message that shows a file. */
export interface Share {
  channel: string;
  ts: string;
}

/** A completed file: its creation time in ms, and the messages that show it, which Slack does not list during the first second. */
export interface SharedFile {
  createdAt: number;
  shares: Share[];
}

/** Undefined if there is no such file. */
export async function fileOf(client: WebClient, fileId: string): Promise<SharedFile | undefined> {
  const info = await unlessNoFile(() => client.files.info({ file: fileId }));
  if (!info) return undefined;
  const listed = Object.entries({ ...info.file?.shares?.public, ...info.file?.shares?.private });
  return {
    createdAt: (info.file?.created ?? 0) * 1000,
    shares: listed.flatMap(([channel, list]) => list.flatMap(({ ts }) => (ts ? [{ channel, ts }] : []))),
  };
}

/** Slack says where a shared file is after about a second; these are the pauses between our questions. */
const pausesMs = [300, 400, 400, 400, 700, 1000, 1000];

/** The message a file was shared in. `gone`: there is no such file. `unknown`: Slack has not said for seconds. */
export async function findShare(client: WebClient, fileId: string): Promise<Share | 'gone' | 'unknown'> {
  for (const pauseMs of [...pausesMs, undefined]) {
    const file = await fileOf(client, fileId);
    if (!file) return 'gone';
    if (file.shares[0]) return file.shares[0];
    if (pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return 'unknown';
}

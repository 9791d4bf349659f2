import type { Config } from '../config.ts';
import { DownloadError, download } from '../download.ts';
import { maxReferenceBytes } from '../generations/reference.ts';
import { type Platform, platforms } from './platforms.ts';

interface FetchDeps {
  config: Pick<Config, 'chatFileHosts'>;
  slackTokens: { tokenFor(teamId: string): Promise<string | undefined> };
}

const fetchMs = 10_000;

/** Fetches a file that somebody added in a chat, while the chat's link to it lives. @throws DownloadError */
export async function fetchFile(
  deps: FetchDeps,
  { platform, teamId, url }: { platform: Platform; teamId: string; url: string },
): Promise<Buffer> {
  const token = await platforms[platform].fileToken(deps, teamId);
  const bytes = await download(url, {
    // A workspace's token opens Slack's files and must go to no other host: a file kept elsewhere can have any address.
    allowedHosts: deps.config.chatFileHosts[platform],
    maxBytes: maxReferenceBytes,
    timeoutMs: fetchMs,
    authorization: token === undefined ? undefined : `Bearer ${token}`,
  });
  // To a token that may not read files, Slack answers with its sign-in page and status 200.
  if (/^\s*<(!doctype|html)/i.test(bytes.subarray(0, 100).toString('latin1')))
    throw new DownloadError('gone', 'A page came in place of the file.');
  return bytes;
}

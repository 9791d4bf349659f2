import { createHash } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { DownloadError, download } from '../download.ts';
import { Failure } from '../failure.ts';

export interface Reference {
  url: string;
  byteLength: number;
  contentType: string;
  authorization?: string | undefined;
}

const maxBytes = 15 * 1024 * 1024;
const contentTypes = ['image/png', 'image/jpeg', 'image/webp'];

/**
 * Copies a person's picture into the store at once: the chat's link to it ends soon. It is decoded and cleaned by the
 * worker, not here, where it would keep others waiting. Returns its storage key.
 * @throws Failure bad_reference; nothing was held then
 */
export async function keepReference(deps: Pick<Deps, 'config' | 'storage'>, reference: Reference): Promise<string> {
  if (!contentTypes.includes(reference.contentType)) throw bad('It is not a PNG, JPEG or WebP picture.');
  if (reference.byteLength > maxBytes) throw bad('It is larger than 15 MB.');
  try {
    const bytes = await download(reference.url, {
      allowedHosts: deps.config.chatFileHosts,
      maxBytes,
      timeoutMs: 10_000,
      authorization: reference.authorization,
    });
    const key = `references/${createHash('sha256').update(bytes).digest('hex')}`;
    await deps.storage.put(key, bytes, { contentType: reference.contentType });
    return key;
  } catch (error) {
    if (error instanceof DownloadError) throw bad('It could not be fetched from the chat.');
    throw error;
  }
}

function bad(happened: string): Failure {
  return new Failure('bad_reference', {
    title: 'I cannot use that picture',
    happened: `${happened} Nothing was made and nothing was taken.`,
    next: 'Try another picture, or leave it out.',
  });
}

import { z } from 'zod';
import type { Config } from '../config.ts';
import { plainPaths } from '../contract/pages/plain-paths.ts';
import { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import { packedIds, unpackedIds } from './packed-ids.ts';
import { createSignature } from './signature.ts';

const signature = createSignature('zip-links');
const signedText = (userId: string, expires: string, ids: string) => `${userId}:${expires}:${ids}`;

/** Long enough to press a button; a download that has begun continues. */
const goodForMs = 10 * 60_000;

const parameters = z.object({
  ids: z.string().regex(/^[\w-]{22,6000}$/),
  expires: z.string().regex(/^\d{1,12}$/),
  signature: z.string(),
});

/** A link to a zip of these images, valid for ten minutes and for this account alone. */
export function signZipLink(
  config: Pick<Config, 'encryptionKey'>,
  userId: string,
  assetIds: string[],
  now = new Date(),
): string {
  const ids = packedIds(assetIds);
  const expires = String(Math.ceil((now.getTime() + goodForMs) / 1000));
  const query = { ids, expires, signature: signature.of(config, signedText(userId, expires, ids)) };
  return `${plainPaths.zip}?${new URLSearchParams(query)}`;
}

/** The ids in a link that we made for this account. @throws Failure not_found, expired_download */
export function readZipLink(config: Pick<Config, 'encryptionKey'>, userId: string, query: unknown): string[] {
  const link = parameters.safeParse(query);
  if (!link.success) throw notFound('There is no such download');
  const { ids, expires } = link.data;
  if (!signature.isRight(config, signedText(userId, expires, ids), link.data.signature))
    throw notFound('There is no such download');
  if (Number(expires) * 1000 < Date.now()) throw expired();
  return unpackedIds(ids);
}

const expired = () =>
  new Failure('expired_download', {
    title: 'This download is over',
    happened: 'A download link is good for ten minutes, and this one is older. Your images are where they were.',
    next: 'Choose the images again and press Download.',
  });

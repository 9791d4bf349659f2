import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { plainPaths } from '../contract/pages/plain-paths.ts';
import { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';

/** Long enough to press a button; a download that has begun continues. */
const goodForMs = 10 * 60_000;

const uuidBytes = 16;
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
  const ids = Buffer.concat(assetIds.map(bytesOf)).toString('base64url');
  const expires = String(Math.ceil((now.getTime() + goodForMs) / 1000));
  const signature = sign(config, userId, ids, expires).toString('base64url');
  return `${plainPaths.zip}?${new URLSearchParams({ ids, expires, signature })}`;
}

/** The ids in a link that we made for this account. @throws Failure not_found, expired_download */
export function readZipLink(config: Pick<Config, 'encryptionKey'>, userId: string, query: unknown): string[] {
  const link = parameters.safeParse(query);
  if (!link.success) throw notFound('There is no such download');
  const { ids, expires, signature } = link.data;
  const [given, right] = [Buffer.from(signature, 'base64url'), sign(config, userId, ids, expires)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw notFound('There is no such download');
  if (Number(expires) * 1000 < Date.now()) throw expired();
  return idsIn(Buffer.from(ids, 'base64url'));
}

function sign({ encryptionKey }: Pick<Config, 'encryptionKey'>, userId: string, ids: string, expires: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', encryptionKey, '', 'zip-links', 32));
  return createHmac('sha256', key).update(`${userId}:${expires}:${ids}`).digest();
}

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');

function idsIn(bytes: Buffer): string[] {
  return Array.from({ length: Math.floor(bytes.length / uuidBytes) }, (_, index) =>
    bytes
      .toString('hex', index * uuidBytes, (index + 1) * uuidBytes)
      .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'),
  );
}

const expired = () =>
  new Failure('expired_download', {
    title: 'This download is over',
    happened: 'A download link is good for ten minutes, and this one is older. Your images are where they were.',
    next: 'Choose the images again and press Download.',
  });

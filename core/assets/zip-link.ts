import { z } from 'zod';
import type { Config } from '../config.ts';
import { plainPaths } from '../contract/pages/plain-paths.ts';
import { createExpiringLinks, signedParameters } from './expiring-links.ts';
import { packedIds, unpackedIds } from './packed-ids.ts';

/** Long enough to press a button; a download that has begun continues. */
const goodForMs = 10 * 60_000;

const parameters = z.object({ ids: z.string().regex(/^[\w-]{22,6000}$/), ...signedParameters });

const links = createExpiringLinks<{ userId: string; ids: string }>('zip-links', {
  goodForMs,
  textOf: ({ userId, ids }, expires) => `${userId}:${expires}:${ids}`,
  missing: 'There is no such download',
  over: {
    title: 'This download is over',
    happened: 'A download link is good for ten minutes, and this one is older. Your images are where they were.',
    next: 'Choose the images again and press Download.',
  },
});

/** A link to a zip of these images, valid for ten minutes and for this account alone. */
export function signZipLink(
  config: Pick<Config, 'encryptionKey'>,
  userId: string,
  assetIds: string[],
  now = new Date(),
): string {
  const ids = packedIds(assetIds);
  return `${plainPaths.zip}?${new URLSearchParams({ ids, ...links.sign(config, { userId, ids }, now) })}`;
}

/** The ids in a link that we made for this account. @throws Failure not_found, expired_download */
export function readZipLink(config: Pick<Config, 'encryptionKey'>, userId: string, query: unknown): string[] {
  const link = parameters.safeParse(query).data;
  return unpackedIds(links.check(config, link && { ...link, userId }).ids);
}

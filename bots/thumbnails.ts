import { originalLink } from '#core/assets/original-link.ts';
import { withSmallPngs } from '#core/assets/small-pngs.ts';
import type { Item } from '#core/chat/card/blocks.ts';
import { type Platform, platforms } from '#core/chat/platforms.ts';
import type { Deps } from '#core/deps.ts';

type Thumbnail = Omit<NonNullable<Item['thumbnail']>, 'alt'>;

/**
 * Small pictures in a type that the chat shows, by the picture's id: signed links, good for a day. One that has none after `patienceMs` is left out: a list waits
 * less for all of them than an answer that is about one.
 */
export async function thumbnailsIn(
  platform: Platform,
  deps: Pick<Deps, 'db' | 'queues' | 'log' | 'config'>,
  assetIds: readonly string[],
  patienceMs?: number,
): Promise<ReadonlyMap<string, Thumbnail>> {
  const { pictureTypes } = platforms[platform];
  const type = pictureTypes.some((shown) => shown === 'image/webp') ? 'image/webp' : 'image/png';
  const ready = type === 'image/webp' ? new Set(assetIds) : await withSmallPngs(deps, assetIds, patienceMs);
  const linkTo = (id: string) => originalLink(deps.config, id, { small: type === 'image/webp' ? 'webp' : 'png' });
  return new Map(assetIds.filter((id) => ready.has(id)).map((id) => [id, { url: linkTo(id), type }]));
}

import { thumbnailPx } from '../contract/thumbnails.ts';
import type { Deps } from '../deps.ts';
import { ImageError } from '../images/image-error.ts';
import { decoded } from '../images/open-image.ts';
import { hasLargeThumbnail, thumbnailOf } from '../images/thumbnail.ts';
import type { KeyOwner } from '../keys/keys.ts';
import { StorageError } from '../ports/storage.ts';
import { createTurns, TooManyWaiting } from '../turns.ts';
import { storedLayout } from './layout/asset-layout.ts';

interface Pictured {
  id: string;
  storageKey: string;
  largeThumbnailKey: string | null;
  width: number;
  height: number;
  /** As its row has it. */
  layout: unknown;
  owner: KeyOwner;
}

/** One at a time, of some tens of milliseconds: a gallery that is opened for the first time asks for as many as fit on a screen. */
const take = createTurns({ atOnce: 1, waiting: 200 });

/**
 * Where a picture's larger thumbnail lies: it is made when it is first asked for, because half of those that look have no use for it. Undefined if there is none:
 * the small one has all that is in the picture, or it cannot be made now.
 */
export async function largeThumbnailOf(
  deps: Pick<Deps, 'db' | 'storage' | 'log'>,
  asset: Pictured,
): Promise<string | undefined> {
  if (asset.largeThumbnailKey !== null) return asset.largeThumbnailKey;
  const layout = storedLayout.parse(asset.layout);
  if (!hasLargeThumbnail({ ...asset, layout })) return undefined;
  try {
    return await take(() => makeLargeThumbnail(deps, asset));
  } catch (err) {
    if (err instanceof TooManyWaiting) return undefined;
    if (!(err instanceof ImageError || err instanceof StorageError)) throw err;
    deps.log.warn({ assetId: asset.id, err }, 'there is no larger thumbnail this time');
    return undefined;
  }
}

async function makeLargeThumbnail(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  { id, storageKey, owner, layout, ...size }: Pictured,
): Promise<string | undefined> {
  const bytes = await storage.get(storageKey);
  const thumbnail = await decoded(() =>
    thumbnailOf(bytes, { ...size, layout: storedLayout.parse(layout) }, thumbnailPx.large),
  );
  const key = `${storageKey.replace(/\.\w+$/, '')}.large.webp`;
  await storage.put(key, thumbnail, { contentType: 'image/webp', owner });
  const named = await db.asset.updateMany({ where: { id, deletedAt: null }, data: { largeThumbnailKey: key } });
  if (named.count > 0) return key;
  // Deleted meanwhile: its other files are gone already.
  await storage.delete([key]);
  return undefined;
}

import { shownSize } from '#core/assets/layout/shown-size.ts';
import { findWithoutPng, notePng } from '#core/assets/small-pngs.ts';
import type { Deps } from '#core/deps.ts';
import { firstFrameOf } from '#core/images/first-frame.ts';
import { ImageError } from '#core/images/image-error.ts';
import type { JobData } from '#core/jobs.ts';
import { StorageError } from '#core/ports/storage.ts';
import { smallPng } from '../images/small-png.ts';

/**
 * Keeps a small PNG of a picture, for chats that show no WebP: of its thumbnail, or of the picture itself if somebody looks before that is there. Done twice,
 * it is the same file.
 */
export async function keepSmallPng(deps: Deps, { assetId }: JobData<'small-png'>): Promise<undefined> {
  const asset = await findWithoutPng(deps, assetId);
  if (!asset) return;
  const key = asset.thumbnailKey.replace(/\.webp$/, '.png');
  try {
    const png = asset.isProven
      ? await smallPng(await deps.storage.get(asset.thumbnailKey), shownSize(asset, asset.layout))
      : await smallPng(
          await firstFrameOf(await deps.storage.get(asset.storageKey), asset.layout),
          shownSize(asset, asset.layout),
        );
    await deps.storage.put(key, png, { contentType: 'image/png', owner: asset });
  } catch (error) {
    // Deleted meanwhile, with its files; or broken, and then taken back.
    if (error instanceof ImageError || (error instanceof StorageError && error.code === 'not_found')) return;
    throw error;
  }
  if (!(await notePng(deps, assetId, key))) await deps.storage.delete([key]);
}

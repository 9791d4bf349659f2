import type { AssetLayout } from '#core/assets/layout/asset-layout.ts';
import { decoded, openImage } from '#core/images/open-image.ts';
import { thumbnailOf } from '#core/images/thumbnail.ts';
import type { KeptImage } from './keep-image.ts';

/**
 * Decodes a kept picture whole, each frame of an animation, and returns its thumbnail: WebP, at most 320 px a side, of pixel art up to 384.
 * @throws ImageError `broken` if its pixels are damaged, `too_many_pixels` for an animation that is larger than any picture may be, `too_slow`
 */
export function proveImage({
  bytes,
  width,
  height,
  frames,
  layout,
}: Pick<KeptImage, 'bytes' | 'width' | 'height' | 'frames'> & {
  layout?: AssetLayout | null | undefined;
}): Promise<Buffer> {
  return decoded(async () => {
    if (frames > 1) await (await openImage(bytes, { animated: true })).raw().toBuffer();
    return thumbnailOf(bytes, { width, height, layout });
  });
}

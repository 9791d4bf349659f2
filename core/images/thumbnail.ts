import type { AssetLayout } from '../assets/layout/asset-layout.ts';
import { shownSize } from '../assets/layout/shown-size.ts';
import { thumbnailPx } from '../contract/thumbnails.ts';
import { enlarged } from '../pixel/whole-factors.ts';
import { firstFrame } from './first-frame.ts';
import { openImage } from './open-image.ts';
import { pixelArtPx, pixelsOf, rawOf } from './raw-pixels.ts';
import { sharp } from './sharp.ts';

interface Size {
  width: number;
  height: number;
}

/** Whether a second, larger thumbnail shows more of it: the first has all that is in a picture on a grid. */
export function hasLargeThumbnail({ layout, ...size }: Size & { layout?: AssetLayout | null | undefined }): boolean {
  const { width, height } = shownSize(size, layout);
  return Math.max(width, height) > pixelArtPx;
}

/**
 * A small WebP, for lists if no other size is said, of an animation's first picture, or of the first frame of a file that holds some. Pixel art is enlarged by whole factors only, so that every pixel stays a square; one of
 * 321 to 384 pixels keeps its size, since at 320 rows of it would be lost.
 */
export async function thumbnailOf(
  picture: Buffer,
  { layout, ...size }: Size & { layout?: AssetLayout | null | undefined },
  sidePx: number = thumbnailPx.small,
): Promise<Buffer> {
  const { width, height } = shownSize(size, layout);
  const longest = Math.max(width, height);
  const image = await firstFrame(await openImage(picture, { strict: true }), layout);
  if (longest > pixelArtPx)
    return (
      image
        .autoOrient()
        // The usual kernel, lanczos3, takes 6 ms of a photograph of 1024 × 1024 instead of 3; at this size nobody sees it.
        .resize(sidePx, sidePx, { fit: 'inside', kernel: 'cubic', withoutEnlargement: true })
        .webp({ quality: 80, effort: 0 })
        .toBuffer()
    );
  const large = enlarged(await pixelsOf(image), Math.max(1, Math.floor(sidePx / longest)));
  return sharp(...rawOf(large))
    .webp({ lossless: true, exact: true, effort: 0 })
    .toBuffer();
}

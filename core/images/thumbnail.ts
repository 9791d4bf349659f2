import sharp from 'sharp';
import { thumbnailPx } from '../contract/thumbnails.ts';
import { openImage } from './open-image.ts';
import { enlarged, pixelArtPx, pixelsOf, rawOf } from './whole-factors.ts';

interface Size {
  width: number;
  height: number;
}

/** Whether a second, larger thumbnail shows more of it: the first has all that is in a picture on a grid. */
export const hasLargeThumbnail = ({ width, height }: Size): boolean => Math.max(width, height) > pixelArtPx;

/** A small WebP, for lists if no other size is said, of an animation's first picture. Pixel art is enlarged by whole factors only, so that every pixel stays a square. */
export async function thumbnailOf(
  picture: Buffer,
  { width, height }: Size,
  sidePx: number = thumbnailPx.small,
): Promise<Buffer> {
  const longest = Math.max(width, height);
  const image = await openImage(picture, { strict: true });
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

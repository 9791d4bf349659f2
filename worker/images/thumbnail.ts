import { openImage } from './open-image.ts';

const thumbnailPx = 320;
/** The largest side the pixel art models draw; up to here a picture is taken to be on a grid and must not be blurred. */
const pixelArtPx = 384;

/** A small WebP for lists. Pixel art is enlarged by whole factors only, so that every pixel stays a square. */
export function thumbnailOf(png: Buffer, { width, height }: { width: number; height: number }): Promise<Buffer> {
  const longest = Math.max(width, height);
  const isPixelArt = longest <= pixelArtPx;
  const wholeFactor = Math.floor(thumbnailPx / longest);
  const side = isPixelArt && wholeFactor >= 1 ? longest * wholeFactor : thumbnailPx;
  return openImage(png)
    .resize(side, side, { fit: 'inside', kernel: isPixelArt ? 'nearest' : 'lanczos3' })
    .webp(isPixelArt ? { lossless: true, effort: 0 } : { quality: 80, effort: 0 })
    .toBuffer();
}

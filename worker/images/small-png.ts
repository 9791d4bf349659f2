import { decoded, openImage } from '#core/images/open-image.ts';
import { pixelArtPx } from '#core/images/raw-pixels.ts';

/** Chats draw it at about 88 pixels, on fine screens with twice as many. */
const sidePx = 176;

/** A thumbnail, or the picture itself, as a small PNG. Pixel art keeps its size, so that every pixel stays a square, and is small as it is. @throws ImageError */
export const smallPng = (picture: Buffer, { width, height }: { width: number; height: number }): Promise<Buffer> =>
  decoded(async () => {
    const image = await openImage(picture, { strict: true });
    const isPixelArt = Math.max(width, height) <= pixelArtPx;
    return (isPixelArt ? image : image.autoOrient().resize(sidePx, sidePx, { fit: 'inside', kernel: 'cubic' }))
      .png({ compressionLevel: 6 })
      .toBuffer();
  });

import sharp from 'sharp';
import { ImageError } from '#core/images/image-error.ts';
import { decoded, openImage } from '#core/images/open-image.ts';
import { enlarged, pixelsOf, rawOf } from '#core/images/whole-factors.ts';
import { enlargingFactor } from '#core/models/tools.ts';
import { type KeptImage, keepImage } from './keep-image.ts';

/** Pixel art, each pixel a square, as a PNG marked as made by the model that drew it. @throws ImageError */
export async function enlargePicture(bytes: Buffer, { model }: { model: string }): Promise<KeptImage> {
  const png = await decoded(async () => {
    const pixels = await pixelsOf(await openImage(bytes));
    const factor = enlargingFactor(pixels);
    if (factor === undefined) throw new ImageError('too_many_pixels', 'The picture is too large to be enlarged.');
    return sharp(...rawOf(enlarged(pixels, factor)))
      .png({ compressionLevel: 6 })
      .toBuffer();
  });
  return keepImage(png, { model });
}

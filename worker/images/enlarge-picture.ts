import { ImageError } from '#core/images/image-error.ts';
import { decoded, openImage } from '#core/images/open-image.ts';
import type { PixelThreads } from '#core/images/pixel-threads.ts';
import { pixelsOf, rawOf } from '#core/images/raw-pixels.ts';
import { sharp } from '#core/images/sharp.ts';
import { enlargingFactor } from '#core/models/tools.ts';
import { type KeptImage, keepImage } from './keep-image.ts';

/** Pixel art, each pixel a square, as a PNG with its mark, or else marked as made by the model that drew it. @throws ImageError */
export async function enlargePicture(
  { pixelThreads }: { pixelThreads: Pick<PixelThreads, 'enlarge'> },
  bytes: Buffer,
  { model, mark }: { model: string; mark?: Buffer | undefined },
): Promise<KeptImage> {
  const pixels = await decoded(async () => pixelsOf(await openImage(bytes)));
  const factor = enlargingFactor(pixels);
  if (factor === undefined) throw new ImageError('too_many_pixels', 'The picture is too large to be enlarged.');
  const large = await pixelThreads.enlarge(pixels, factor);
  const png = await decoded(() =>
    sharp(...rawOf(large))
      .png({ compressionLevel: 6 })
      .toBuffer(),
  );
  return keepImage(png, { model, ...(mark && { mark }) });
}

import type { Sharp } from 'sharp';
import type { PictureType } from '#core/assets/picture-type.ts';
import { typeOf } from '#core/assets/sniff-format.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { ImageError } from '#core/images/image-error.ts';
import { checkSize, decoded, openImage } from '#core/images/open-image.ts';
import { pixelsOf, rawOf } from '#core/images/raw-pixels.ts';
import { sharp } from '#core/images/sharp.ts';
import { mostPixels } from '#core/pixel/picture.ts';
import { factorOf, reduced } from '#core/pixel/whole-factors.ts';

export interface NormalisedInput {
  bytes: Buffer;
  contentType: PictureType;
  width: number;
  height: number;
  /** More than one of what moves, and was kept so. */
  frames: number;
}

/** What becomes of a picture that moves. */
export type Moving = 'first' | 'refused' | 'kept';

/** No pixel model draws anything smaller. */
const smallestSidePx = 16;

/**
 * Prepares a person's reference image for sending: verified, upright, at most `maxSidePx` a side, a PNG without EXIF, GPS or any other metadata
 * (sharp writes none unless told to). `onGrid`: it is for a model that draws on a pixel grid, so an enlargement by a whole factor goes back to one
 * pixel a pixel, exactly, before it would be blurred. `moving`: of what moves the first picture is taken, or it is refused, or kept as the file that it is,
 * without its metadata. `isOpaque`: what is clear becomes white.
 * @throws ImageError
 */
export function normaliseInput(
  bytes: Buffer,
  {
    maxSidePx = 2048,
    onGrid = false,
    moving = 'first',
    isOpaque = false,
  }: { maxSidePx?: number; onGrid?: boolean; moving?: Moving; isOpaque?: boolean } = {},
): Promise<NormalisedInput> {
  return decoded(async () => {
    if (moving !== 'first' && (await picturesIn(bytes)) > 1) {
      if (moving === 'refused') throw new ImageError('not_an_image', 'The picture moves.');
      return asItIs(bytes);
    }
    const image = (onGrid && (await atNativeSize(bytes))) || (await openImage(bytes));
    const { data, info } = await image
      .autoOrient()
      .resize(maxSidePx, maxSidePx, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .flatten(isOpaque && { background: '#ffffff' })
      .png({ compressionLevel: 6 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, contentType: 'image/png', width: info.width, height: info.height, frames: 1 };
  });
}

/** Not decoded: whoever takes it finds its faults. */
function asItIs(bytes: Buffer): NormalisedInput {
  const { format, width, height, frames, rewritten } = readContainer(bytes);
  checkSize({ width, height });
  return { bytes: Buffer.concat(rewritten(undefined)), contentType: typeOf[format], width, height, frames };
}

const picturesIn = async (bytes: Buffer): Promise<number> => (await (await openImage(bytes)).metadata()).pages ?? 1;

/** Undefined if it was not enlarged. What JPEG makes of squares is squares no longer. */
async function atNativeSize(bytes: Buffer): Promise<Sharp | undefined> {
  const image = await openImage(bytes);
  const { format, width, height, hasAlpha } = await image.metadata();
  if (format === 'jpeg' || width * height > mostPixels) return undefined;
  const pixels = await pixelsOf(image);
  const largest = factorOf(pixels);
  let factor = largest;
  // Of a flat picture any part is as good as the whole.
  while (factor > 1 && (largest % factor !== 0 || Math.min(width, height) / factor < smallestSidePx)) factor -= 1;
  if (factor === 1) return undefined;
  const native = sharp(...rawOf(reduced(pixels, factor)));
  return hasAlpha ? native : native.removeAlpha();
}

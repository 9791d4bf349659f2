import { readContainer } from '../images/containers/read-container.ts';
import { decoded, openImage } from '../images/open-image.ts';
import type { PixelThreads } from '../images/pixel-threads.ts';
import { pixelsOf } from '../images/raw-pixels.ts';
import type { ColourCount } from '../pixel/palettes/count.ts';
import type { Pixels } from '../pixel/picture.ts';

/** Pixel art is smaller; of a photograph so much says what colours are in it. */
const lookedAtPx = 512;

/** A picture's pixels, of a larger one every so-many-th: none of them is mixed of others. @throws ImageError */
export async function lookedAt(bytes: Buffer): Promise<Pixels> {
  const { width, height } = readContainer(bytes);
  const side = Math.max(width, height) > lookedAtPx ? lookedAtPx : undefined;
  return decoded(async () => {
    const image = await openImage(bytes);
    return pixelsOf(side === undefined ? image : image.resize(side, side, { fit: 'inside', kernel: 'nearest' }));
  });
}

/** All colours of a picture in ramps, with how many pixels have each; undefined if it has more than a palette holds. @throws ImageError */
export async function coloursOfPicture(
  threads: Pick<PixelThreads, 'coloursOf'>,
  bytes: Buffer,
): Promise<ColourCount[] | undefined> {
  return threads.coloursOf(await decoded(async () => pixelsOf(await openImage(bytes))));
}

import { allFrames } from '../images/all-frames.ts';
import { readContainer } from '../images/containers/read-container.ts';
import { decoded, openImage } from '../images/open-image.ts';
import type { PixelThreads } from '../images/pixel-threads.ts';
import { pixelsOf } from '../images/raw-pixels.ts';
import { joined } from '../pixel/frames.ts';
import type { ColourCount } from '../pixel/palettes/count.ts';
import type { Pixels } from '../pixel/picture.ts';

/** Pixel art is smaller; of a photograph so much says what colours are in it. */
const lookedAtPx = 512;

/** Of what moves, all frames are looked at together if they have no more pixels than this, else the first one. */
const mostTogether = 1024 * 1024;

export interface LookedAt {
  pixels: Pixels;
  /** Every pixel is there; else some colours may be missing. */
  isWhole: boolean;
}

/** A picture's pixels, of a larger one every so-many-th: none of them is mixed of others. A row of colours is long, and read whole. @throws ImageError */
export async function lookedAt(bytes: Buffer): Promise<LookedAt> {
  const { width, height, frames, format } = readContainer(bytes);
  if (frames > 1 && format !== 'png' && width * height * frames <= mostTogether) {
    const { pictures } = await allFrames(bytes);
    return { pixels: joined(pictures, 1), isWhole: true };
  }
  const isWhole = width * height <= lookedAtPx ** 2;
  const pixels = await decoded(async () => {
    const image = await openImage(bytes);
    return pixelsOf(isWhole ? image : image.resize(lookedAtPx, lookedAtPx, { fit: 'inside', kernel: 'nearest' }));
  });
  return { pixels, isWhole: isWhole && frames === 1 };
}

/** All colours of a picture in ramps, with how many pixels have each; undefined if it has more than a palette holds. @throws ImageError */
export async function coloursOfPicture(
  threads: Pick<PixelThreads, 'coloursOf'>,
  bytes: Buffer,
): Promise<ColourCount[] | undefined> {
  return threads.coloursOf(await decoded(async () => pixelsOf(await openImage(bytes))));
}

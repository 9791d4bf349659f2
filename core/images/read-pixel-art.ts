import type { PictureType } from '../assets/picture-type.ts';
import { type NoIndices, usualMs } from '../pixel/formats/read-indexed.ts';
import type { Animation, Pixels } from '../pixel/picture.ts';
import { allFrames } from './all-frames.ts';
import { readContainer } from './containers/read-container.ts';
import { ImageError } from './image-error.ts';
import { decoded, openImage } from './open-image.ts';
import type { PixelThreads } from './pixel-threads.ts';
import { pixelsOf } from './raw-pixels.ts';

/** Why a picture has no indices and no palette. */
export type NoArt = NoIndices | 'unreadable';

type Threads = Pick<PixelThreads, 'readIndexed' | 'indexFrames'>;

export interface PixelArtFile {
  animation: Animation;
  /** Its XMP packet, which says that a model made it. */
  mark: Buffer | undefined;
}

/**
 * The frames of a picture's file as pixel art, exactly as they are: one, if it does not move. A palette that the file has keeps its order. Of what is none, why.
 */
export async function readPixelArt(threads: Threads, bytes: Buffer, type: PictureType): Promise<PixelArtFile | NoArt> {
  try {
    const { frames, xmp: mark } = readContainer(bytes);
    const withPalette = type === 'image/gif' ? 'gif' : type === 'image/png' ? 'png' : undefined;
    const indexed = withPalette && (await threads.readIndexed(bytes, withPalette, frames));
    const animation = indexed ?? (await fromPixels(threads, bytes, type, frames));
    return typeof animation === 'string' ? animation : { animation, mark };
  } catch (error) {
    if (error instanceof ImageError) return 'unreadable';
    throw error;
  }
}

async function fromPixels(
  threads: Threads,
  bytes: Buffer,
  type: PictureType,
  count: number,
): Promise<Animation | NoArt> {
  // sharp sees the first frame of such a file alone: the others would be lost without a word.
  if (type === 'image/png' && count > 1) return 'unreadable';
  const { pictures, times } = count > 1 ? await allFrames(bytes) : { pictures: [await still(bytes)], times: [usualMs] };
  return threads.indexFrames(pictures, times);
}

const still = (bytes: Buffer): Promise<Pixels> => decoded(async () => pixelsOf(await openImage(bytes)));

import { type RecolouredFile, recolourFile } from '../pixel/palettes/recolour-file.ts';
import type { Swap } from '../pixel/palettes/swap.ts';
import { readContainer } from './containers/read-container.ts';
import { decoded, openImage } from './open-image.ts';
import type { PixelThreads } from './pixel-threads.ts';
import { copyProvenance } from './provenance.ts';
import { pixelsOf, rawOf } from './raw-pixels.ts';
import { sharp } from './sharp.ts';

export type Recoloured =
  | { bytes: Buffer; width: number; height: number }
  /** Of an animation the rest would be lost. */
  | { unchanged: 'moves' | Extract<RecolouredFile, { unchanged: string }>['unchanged'] };

/** 512 × 512, which take some 10 ms; larger ones go to a thread. */
const mostPixelsHere = 512 * 512;

/** A PNG in other colours, its mark kept; indexed, unless pixels are half transparent: each keeps its alpha. @throws ImageError */
export async function recolourPicture(
  { pixelThreads }: { pixelThreads: Pick<PixelThreads, 'recolour'> },
  original: Buffer,
  swap: Swap,
): Promise<Recoloured> {
  if (readContainer(original).frames > 1) return { unchanged: 'moves' };
  const picture = await decoded(async () => pixelsOf(await openImage(original)));
  const { width, height } = picture;
  const made =
    width * height <= mostPixelsHere
      ? recolourFile(original, picture, swap)
      : await pixelThreads.recolour(original, picture, swap);
  if ('unchanged' in made) return made;
  const copy = 'png' in made ? Buffer.from(made.png) : await unindexed(made);
  return { bytes: copyProvenance(original, copy), width, height };
}

const unindexed = ({ pixels }: Extract<RecolouredFile, { pixels: unknown }>) =>
  decoded(() =>
    sharp(...rawOf(pixels))
      .png({ compressionLevel: 9 })
      .toBuffer(),
  );

import { countColours } from '../pixel/palettes/count.ts';
import type { Reduction } from '../pixel/palettes/reduce.ts';
import { type Colours, mostPixels } from '../pixel/picture.ts';
import { readContainer } from './containers/read-container.ts';
import { decoded, openImage } from './open-image.ts';
import type { PixelThreads } from './pixel-threads.ts';
import { copyProvenance } from './provenance.ts';
import { pixelsOf } from './raw-pixels.ts';

/** To a palette, or to so many colours. */
export type ReduceTo = Colours | number;

export type Reduced =
  | { bytes: Buffer; width: number; height: number }
  /** `moves`: of an animation the rest would be lost. `has_none`: it is clear everywhere. `has_no_others`: it has no more colours than are wanted, or none besides them. */
  | { unchanged: 'moves' | 'too_large' | 'has_none' | 'has_no_others' };

/** An indexed PNG in fewer colours, its mark kept; worked on in a thread. @throws ImageError */
export async function reducePicture(
  { pixelThreads }: { pixelThreads: Pick<PixelThreads, 'reduce'> },
  original: Buffer,
  { to, reduction }: { to: ReduceTo; reduction: Reduction },
): Promise<Reduced> {
  const { frames, width, height } = readContainer(original);
  if (frames > 1) return { unchanged: 'moves' };
  if (width * height > mostPixels) return { unchanged: 'too_large' };
  const picture = await decoded(async () => pixelsOf(await openImage(original)));
  const counts = countColours(picture, typeof to === 'number' ? to : to.length);
  if (counts?.length === 0) return { unchanged: 'has_none' };
  const hasOthers = typeof to === 'number' ? !counts : !counts || counts.some(({ colour }) => !to.includes(colour));
  if (!hasOthers) return { unchanged: 'has_no_others' };
  const png = Buffer.from(await pixelThreads.reduce(picture, to, reduction));
  return { bytes: copyProvenance(original, png), width: picture.width, height: picture.height };
}

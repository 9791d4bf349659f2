import type { PixelThreads } from '../images/pixel-threads.ts';
import { type Recoloured, recolourPicture } from '../images/recolour-picture.ts';
import { type Reduced, reducePicture } from '../images/reduce-picture.ts';
import type { PixelWish } from '../models/pixel-wish.ts';
import { planSwap } from '../pixel/palettes/swap.ts';
import { coloursOfPicture } from './colours-of-picture.ts';

/** What a request for other colours says: a palette, or how many of its own. */
export type ColourWish = Pick<PixelWish, 'palette' | 'colours' | 'recolouring'>;

/** A picture in other colours, as a PNG, or why it has none. @throws ImageError */
export async function inOtherColours(
  deps: { pixelThreads: Pick<PixelThreads, 'recolour' | 'reduce' | 'coloursOf'> },
  original: Buffer,
  { palette, colours, recolouring: { way, dither } = { way: 'nearest', dither: 'none' } }: ColourWish,
): Promise<Recoloured | Reduced> {
  const to = palette?.colours ?? colours;
  if (to === undefined) return { unchanged: 'none_of_them' };
  if (typeof to === 'number' || way === 'nearest') return reducePicture(deps, original, { to, reduction: { dither } });
  const own = await coloursOfPicture(deps.pixelThreads, original);
  if (!own) return { unchanged: 'too_many_colours' };
  const from = own.map(({ colour }) => colour);
  return recolourPicture(deps, original, planSwap(from, to, way));
}

import type { Pixels } from '../picture.ts';
import { type ColourCount, countColours } from './count.ts';
import { mostColours } from './palette.ts';
import { inRamps } from './ramps.ts';

/** All colours of a picture in ramps, with how many pixels have each; undefined if it has more than a palette holds. */
export function coloursInRamps(pixels: Pixels): ColourCount[] | undefined {
  const counts = countColours(pixels, mostColours);
  return counts && inRamps(counts.map(({ colour }) => colour)).flatMap((index) => counts[index] ?? []);
}

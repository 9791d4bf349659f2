import { alphaOf, colourOfPixel } from '../colour/channels.ts';
import { createColourNumbers } from '../colour-numbers.ts';
import type { Colour, IndexedPicture, Pixels } from '../picture.ts';

/** From this alpha on a pixel counts as opaque, and below as clear, where there is only the one or the other. */
export const opaqueFrom = 128;

export interface ColourCount {
  colour: Colour;
  pixels: number;
}

/** How many pixels have each colour, the most frequent first; those that are clear are not counted. Undefined if it has more than `most` colours. */
export function countColours({ data }: Pixels, most: number): ColourCount[] | undefined {
  const { colours, numberOf } = createColourNumbers(most);
  const counts: number[] = [];
  for (const pixel of data) {
    if (alphaOf(pixel) < opaqueFrom) continue;
    const number = numberOf(colourOfPixel(pixel));
    if (number < 0) return undefined;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  return colours.map((colour, number) => ({ colour, pixels: counts[number] ?? 0 })).sort(byFrequency);
}

/** Equally frequent ones by their number, so that the same picture has one order. */
const byFrequency = (one: ColourCount, other: ColourCount) => other.pixels - one.pixels || one.colour - other.colour;

/** How many pixels have each index of a picture. */
export function countIndices({ indices, colours }: Pick<IndexedPicture, 'indices' | 'colours'>): number[] {
  const counts = Array<number>(colours.length).fill(0);
  for (const index of indices) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

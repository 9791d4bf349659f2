import { alphaOf, colourOfPixel } from '../colour/channels.ts';
import { type Colours, type IndexedColours, type IndexedPicture, indexedColours, type Pixels } from '../picture.ts';
import { opaqueFrom } from './count.ts';
import { type Dither, mixturesOf, thresholdsOf } from './dither.ts';
import { extractPalette } from './extract.ts';
import { mostColours } from './palette.ts';

export interface Reduction {
  dither: Dither;
  /** 0 to 1; 1 if left out. */
  strength?: number;
}

/**
 * A picture in at most so many colours; one that has no more keeps its own, each exactly. What is clear stays clear, and alpha becomes 0 or 255.
 * @throws PaletteError no_colours, of a picture that is all clear
 */
export function reduceToCount(pixels: Pixels, most: number, reduction: Reduction): IndexedPicture {
  // The clear index takes a place of the 256.
  const room = hasClear(pixels) ? mostColours - 1 : mostColours;
  const { colours, isExact } = extractPalette(pixels, Math.min(most, room));
  return reduceToPalette(pixels, { colours }, isExact ? { dither: 'none' } : reduction);
}

/**
 * A picture in the colours of a palette, in its order: colours that are in it stay, any other becomes the one that looks most like it, or a pattern of two. A
 * clear index is used if there is one, or else put in front if it is needed, which takes the last colour's place in a palette of 256.
 */
export function reduceToPalette(
  pixels: Pixels,
  palette: IndexedColours,
  { dither, strength = 1 }: Reduction,
): IndexedPicture {
  const { width, height, data } = pixels;
  const { colours, clear } = withClear(palette, hasClear(pixels));
  const { side, thresholds } = thresholdsOf(dither);
  const mixtureFor = mixturesOf(colours, { strength: dither === 'none' ? 0 : strength, leaveOut: clear });
  const indices = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const pixel = data[at] ?? 0;
      if (alphaOf(pixel) < opaqueFrom) indices[at] = clear ?? 0;
      else {
        const { dark, light, share } = mixtureFor(colourOfPixel(pixel));
        indices[at] = share > (thresholds[(y % side) * side + (x % side)] ?? 0) ? light : dark;
      }
    }
  return { width, height, indices, ...indexedColours({ colours, clear }) };
}

/** A picture in the colours of a palette, without a pattern. */
export const lockTo = (pixels: Pixels, palette: IndexedColours): IndexedPicture =>
  reduceToPalette(pixels, palette, { dither: 'none' });

function withClear({ colours, clear }: IndexedColours, needed: boolean): { colours: Colours; clear?: number } {
  if (clear !== undefined) return { colours, clear };
  return needed ? { colours: [0, ...colours.slice(0, mostColours - 1)], clear: 0 } : { colours };
}

const hasClear = ({ data }: Pixels): boolean => data.some((pixel) => alphaOf(pixel) < opaqueFrom);

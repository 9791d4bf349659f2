import { blueOf, colourOfBytes, colourOfPixel, greenOf, redOf } from '../colour/channels.ts';
import { oklabOf } from '../colour/oklab.ts';
import type { Colours, Pixels } from '../picture.ts';
import { clusterColours } from './cluster.ts';
import { countColours, opaqueFrom } from './count.ts';
import { mostColours, PaletteError } from './palette.ts';
import { inRamps } from './ramps.ts';

export interface Extracted {
  colours: Colours;
  /** Whether these are all the colours of the picture, none of them changed. */
  isExact: boolean;
}

/**
 * A palette for a picture, in ramps: its own colours, if there are no more than `most` (1 to 256), and otherwise that many which stand for them
 * best. What is clear, or nearly, does not count. @throws PaletteError no_colours, of a picture that is all clear
 */
export function extractPalette(pixels: Pixels, most: number): Extracted {
  const wanted = Math.max(1, Math.min(mostColours, Math.floor(most)));
  const counted = countColours(pixels, wanted);
  if (counted?.length === 0)
    throw new PaletteError('no_colours', 'The picture is clear everywhere, so there is no colour in it.');
  const colours = counted?.map(({ colour }) => colour) ?? clusterColours(weighted(pixels), wanted);
  return { colours: inRamps(colours).map((index) => colours[index] ?? 0), isExact: counted !== undefined };
}

/** Colours that agree in the upper five bits of each channel count as their mean: a photograph has a hundred thousand, and these few thousand say the same. */
function weighted({ data }: Pixels) {
  const bins = new Map<number, { red: number; green: number; blue: number; weight: number }>();
  for (const pixel of data) {
    if (pixel >>> 24 < opaqueFrom) continue;
    const colour = colourOfPixel(pixel);
    const key = colour & 0xf8f8f8;
    const bin = bins.get(key) ?? { red: 0, green: 0, blue: 0, weight: 0 };
    if (bin.weight === 0) bins.set(key, bin);
    bin.red += redOf(colour);
    bin.green += greenOf(colour);
    bin.blue += blueOf(colour);
    bin.weight += 1;
  }
  return [...bins.values()].map(({ red, green, blue, weight }) => {
    const mean = (sum: number) => Math.round(sum / weight);
    return { lab: oklabOf(colourOfBytes(mean(red), mean(green), mean(blue))), weight };
  });
}

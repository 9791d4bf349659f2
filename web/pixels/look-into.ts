import { readChunks } from '#core/pixel/formats/png/chunks.ts';
import { coloursOf } from '#core/pixel/formats/png/palette-chunks.ts';
import { readPngPixels } from '#core/pixel/formats/png/read-png.ts';
import { type ColourCount, countColours } from '#core/pixel/palettes/count.ts';
import { mostColours } from '#core/pixel/palettes/palette.ts';
import { inRamps } from '#core/pixel/palettes/ramps.ts';
import type { Colour, Colours, Pixels } from '#core/pixel/picture.ts';
import { pixelsOf } from '../palettes/pixels-of.ts';

/** What a page finds in a picture's file. */
export interface Found {
  bytes: Uint8Array<ArrayBuffer>;
  pixels: Pixels;
  /** Its colours in the order of the file's own palette, or in ramps if it has none, as one lays a palette out; null: more than a palette holds. */
  counts: ColourCount[] | null;
  /** At which place each of them stands there, from 1. */
  places: ReadonlyMap<Colour, number>;
  isClearSomewhere: boolean;
}

/** @throws what the browser says of a file that it cannot decode */
export async function lookInto(file: Blob): Promise<Found> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { pixels, palette } = readPngWhole(bytes) ?? { pixels: await pixelsOf(file), palette: undefined };
  const counts = countColours(pixels, mostColours);
  const ordered = counts ? inOrder(counts, palette) : null;
  return {
    bytes,
    pixels,
    counts: ordered,
    places: new Map(ordered?.map(({ colour }, index) => [colour, index + 1])),
    isClearSomewhere: pixels.data.some((pixel) => pixel >>> 24 !== 255),
  };
}

/** Exactly what the file says, where a canvas would change the colours of what is half transparent. Undefined: no PNG, or one that is no pixel art. */
function readPngWhole(bytes: Uint8Array): { pixels: Pixels; palette: Colours | undefined } | undefined {
  try {
    const palette = readChunks(bytes).find(({ type }) => type === 'PLTE');
    return { pixels: readPngPixels(bytes), palette: palette && coloursOf(palette.data) };
  } catch {
    return undefined;
  }
}

function inOrder(counts: ColourCount[], palette: Colours | undefined): ColourCount[] {
  if (palette) {
    const place = new Map(palette.map((colour, index) => [colour, index]));
    return counts.toSorted((one, other) => (place.get(one.colour) ?? 0) - (place.get(other.colour) ?? 0));
  }
  return inRamps(counts.map(({ colour }) => colour)).flatMap((index) => counts[index] ?? []);
}

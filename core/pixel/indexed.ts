import { colourOfPixel, pixelOf } from './colour/channels.ts';
import { mostColours } from './palettes/palette.ts';
import { type IndexedColours, type IndexedPicture, indexedColours, type Pixels } from './picture.ts';

/**
 * The same picture as indices. Exact: it is undefined if that needs more than 256 colours, or if a pixel is neither clear nor opaque.
 * @param known colours that keep their place, whether they are used or not; others follow in the order in which they are first seen
 */
export const indexed = (pixels: Pixels, known?: IndexedColours): IndexedPicture | undefined =>
  indexedTogether([pixels], known)?.[0];

/** Several pictures in the same colours. Undefined if one of them cannot be held by them all. */
export function indexedTogether(pictures: readonly Pixels[], known?: IndexedColours): IndexedPicture[] | undefined {
  const colours = [...(known?.colours ?? [])];
  let clear = known?.clear;
  const numbers = new Map<number, number>();
  for (const [index, colour] of colours.entries())
    if (index !== clear && !numbers.has(pixelOf(colour))) numbers.set(pixelOf(colour), index);
  /** −1 if there is no number left for it. */
  const numberOf = (pixel: number): number => {
    const alpha = pixel >>> 24;
    const found = alpha === 0 ? clear : numbers.get(pixel);
    if (found !== undefined) return found;
    if ((alpha !== 0 && alpha !== 255) || colours.length >= mostColours) return -1;
    const index = colours.push(alpha === 0 ? 0 : colourOfPixel(pixel)) - 1;
    if (alpha === 0) clear = index;
    else numbers.set(pixel, index);
    return index;
  };
  const all: Uint8Array[] = [];
  for (const { data } of pictures) {
    const indices = new Uint8Array(data.length);
    // Pixel art has long runs.
    let [last, number] = [-1, -1];
    for (let at = 0; at < data.length; at += 1) {
      const pixel = data[at] ?? 0;
      if (pixel !== last) {
        number = numberOf(pixel);
        last = pixel;
        if (number < 0) return undefined;
      }
      indices[at] = number;
    }
    all.push(indices);
  }
  const shared = indexedColours({ colours, clear });
  return pictures.map(({ width, height }, at) => ({ ...shared, width, height, indices: all[at] ?? new Uint8Array() }));
}

/** What each index looks like, as a pixel of `Pixels`. */
function pixelOfIndex({ colours, clear }: IndexedColours): Uint32Array {
  const pixels = Uint32Array.from(colours, (colour) => pixelOf(colour));
  if (clear !== undefined) pixels[clear] = 0;
  return pixels;
}

/** What an indexed picture looks like; clear pixels are 0. */
export function pixelsFrom(picture: IndexedPicture): Pixels {
  const { width, height, indices } = picture;
  const looks = pixelOfIndex(picture);
  const data = new Uint32Array(indices.length);
  for (let at = 0; at < data.length; at += 1) data[at] = looks[indices[at] ?? 0] ?? 0;
  return { data, width, height };
}

/**
 * The same in other indices: each gets the number that `order` gives it.
 * @param order for each new index the old one, each of those once; −1 for a new colour that nothing has yet
 */
export function renumbered(order: readonly number[]): (indices: Uint8Array) => Uint8Array {
  const numbers = new Uint8Array(mostColours);
  for (const [now, before] of order.entries()) if (before >= 0) numbers[before] = now;
  return (indices) => indices.map((index) => numbers[index] ?? 0);
}

import { alphaOf, blueOf, colourOfBytes, colourOfPixel, greenOf, pixelOf, redOf } from './colour/channels.ts';
import { byteOf, linearOf } from './colour/srgb.ts';
import { apart, joined } from './frames.ts';
import { inColours } from './mend.ts';
import { opaqueFrom } from './palettes/count.ts';
import type { Colours, Pixels } from './picture.ts';

export interface Pixelation {
  /** Pixels on the longer side of what comes of it; never more than the picture has. */
  longest: number;
  /** At most so many colours. */
  colours: number;
  /** These and no others. */
  palette?: Colours | undefined;
}

/** Pixel art of a picture that has no grid: each cell is the light that falls on it, in few colours. Alpha is 0 or 255. */
export const pixelate = (picture: Pixels, { longest, colours, palette }: Pixelation): Pixels =>
  inColours(averaged(picture, sizeWithin(picture, longest)), { palette, maxColours: colours });

/** The same of all frames of what moves, in the same colours. All are of one size. */
export function pixelateAll(pictures: readonly Pixels[], { longest, colours, palette }: Pixelation): Pixels[] {
  const small = pictures.map((picture) => averaged(picture, sizeWithin(picture, longest)));
  return apart(inColours(joined(small, 1), { palette, maxColours: colours }), small.length, 1);
}

/** The size of a picture in its shape, of which the longer side is this long at most; each side has a pixel at least. */
export function sizeWithin({ width, height }: { width: number; height: number }, longest: number) {
  const scale = Math.min(1, longest / Math.max(width, height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}

/** Red, green and blue as light, each times its alpha, and the alpha. */
const channels = 4;

/**
 * The mean of the pixels under each cell, those that it covers in part by that part. Of light, as a lens does it: the mean of bytes would be too dark.
 * What shows through weighs less; a cell of which less than half is there is clear.
 */
function averaged(picture: Pixels, { width, height }: { width: number; height: number }): Pixels {
  const sums = new Float64Array(width * height * channels);
  const row = new Float64Array(width * channels);
  const [across, down] = [cellsUnder(picture.width, width), cellsUnder(picture.height, height)];
  for (let y = 0; y < picture.height; y += 1) {
    sumRow(picture, y, across, row);
    const to = (down.cell[y] ?? 0) * row.length;
    const share = down.share[y] ?? 1;
    for (let at = 0; at < row.length; at += 1) sums[to + at] = (sums[to + at] as number) + share * (row[at] as number);
    if (share === 1) continue;
    const next = to + row.length;
    for (let at = 0; at < row.length; at += 1)
      sums[next + at] = (sums[next + at] as number) + (1 - share) * (row[at] as number);
  }
  const area = (picture.width / width) * (picture.height / height);
  const data = Uint32Array.from({ length: width * height }, (_, cell) => pixelOfSum(sums, cell * channels, area));
  return { data, width, height };
}

/** For each pixel along a side, the first cell that it lies in, and which part of it: the rest of it lies in the next one. */
function cellsUnder(pixels: number, cells: number): { cell: Uint32Array; share: Float64Array } {
  const size = pixels / cells;
  const cell = Uint32Array.from({ length: pixels }, (_, at) => Math.min(cells - 1, Math.floor(at / size)));
  const share = Float64Array.from(cell, (first, at) =>
    first === cells - 1 ? 1 : Math.min(1, (first + 1) * size - at),
  );
  return { cell, share };
}

function sumRow({ data, width }: Pixels, y: number, across: ReturnType<typeof cellsUnder>, row: Float64Array): void {
  row.fill(0);
  const add = (to: number, colour: number, weight: number) => {
    row[to] = (row[to] as number) + weight * linearOf(redOf(colour));
    row[to + 1] = (row[to + 1] as number) + weight * linearOf(greenOf(colour));
    row[to + 2] = (row[to + 2] as number) + weight * linearOf(blueOf(colour));
    row[to + 3] = (row[to + 3] as number) + weight;
  };
  for (let x = 0; x < width; x += 1) {
    const pixel = data[y * width + x] as number;
    const alpha = alphaOf(pixel) / 255;
    if (alpha === 0) continue;
    const colour = colourOfPixel(pixel);
    const to = (across.cell[x] as number) * channels;
    const share = across.share[x] as number;
    add(to, colour, alpha * share);
    if (share < 1) add(to + channels, colour, alpha * (1 - share));
  }
}

function pixelOfSum(sums: Float64Array, at: number, area: number): number {
  const there = sums[at + 3] as number;
  if (there / area < opaqueFrom / 255) return 0;
  const byte = (channel: number) => byteOf((sums[at + channel] as number) / there);
  return pixelOf(colourOfBytes(byte(0), byte(1), byte(2)));
}

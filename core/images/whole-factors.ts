import type { Sharp } from 'sharp';

/** The largest side that the pixel art models draw; a picture up to this size is taken to be on a grid and must not be blurred. */
export const pixelArtPx = 384;

/** Pixels as they lie in memory, each a number of four bytes: red, green, blue, alpha. */
export interface Pixels {
  data: Uint32Array;
  width: number;
  height: number;
}

/** Decodes a picture, upright. For `decoded`. */
export async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { data: new Uint32Array(data.buffer, data.byteOffset, width * height), width, height };
}

/**
 * Each pixel as a square of `factor` × `factor`, exactly. Not by sharp's resize: it multiplies the colours by alpha and divides them again, which
 * shifts those of translucent pixels.
 */
export const enlarged = (from: Pixels, factor: number): Pixels =>
  picked(from, from.width * factor, from.height * factor, (at) => Math.floor(at / factor));

/** The first pixel of each square of `factor` × `factor`: the opposite of `enlarged`; of any other picture every so-many-th pixel. */
export const reduced = (from: Pixels, factor: number): Pixels =>
  picked(from, Math.ceil(from.width / factor), Math.ceil(from.height / factor), (at) => at * factor);

function picked(
  { data, width: across }: Pixels,
  width: number,
  height: number,
  source: (at: number) => number,
): Pixels {
  const to = new Uint32Array(width * height);
  const columns = Uint32Array.from({ length: width }, (_, x) => source(x));
  for (let y = 0; y < height; y += 1) {
    const row = source(y) * across;
    for (let x = 0; x < width; x += 1) to[y * width + x] = data[row + (columns[x] ?? 0)] ?? 0;
  }
  return { data: to, width, height };
}

/** By which whole factor a picture was enlarged, as far as one can see, 1 if by none: where its pixels change, they do at multiples of it. One pass. */
export function factorOf({ data, width, height }: Pixels): number {
  let factor = greatestCommonDivisor(width, height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (x % factor !== 0 && data[at] !== data[at - 1]) factor = greatestCommonDivisor(factor, x);
      if (y % factor !== 0 && data[at] !== data[at - width]) factor = greatestCommonDivisor(factor, y);
      if (factor === 1) return 1;
    }
  return factor;
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

export const rawOf = ({ data, width, height }: Pixels) =>
  [
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
    { raw: { width, height, channels: 4 as const } },
  ] as const;

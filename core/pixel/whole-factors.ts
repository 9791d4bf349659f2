import type { Animation, IndexedPicture, Pixels } from './picture.ts';

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
  for (let y = 0; y < height && factor > 1; y += 1) {
    const row = y * width;
    for (let at = row + 1; at < row + width; at += 1)
      if (data[at] !== data[at - 1] && (at - row) % factor !== 0) factor = greatestCommonDivisor(factor, at - row);
    // Rows that begin a square may differ from the one above.
    if (y % factor === 0) continue;
    for (let at = row; at < row + width; at += 1)
      if (data[at] !== data[at - width]) {
        factor = greatestCommonDivisor(factor, y);
        break;
      }
  }
  return factor;
}

export const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** The same of indices. */
export function enlargedIndices(
  { width, height, indices }: Pick<IndexedPicture, 'width' | 'height' | 'indices'>,
  factor: number,
): Uint8Array {
  const large = new Uint8Array(indices.length * factor * factor);
  const across = width * factor;
  for (let y = 0; y < height; y += 1) {
    const top = y * factor * across;
    for (let x = 0; x < width; x += 1)
      large.fill(indices[y * width + x] ?? 0, top + x * factor, top + (x + 1) * factor);
    for (let row = 1; row < factor; row += 1) large.copyWithin(top + row * across, top, top + across);
  }
  return large;
}

/** An animation by a whole factor, for places that smooth what is small, such as chats. */
export function enlargedAnimation(animation: Animation, factor: number): Animation {
  const { width, height, frames } = animation;
  return {
    ...animation,
    width: width * factor,
    height: height * factor,
    frames: frames.map(({ indices, ms }) => ({ indices: enlargedIndices({ width, height, indices }, factor), ms })),
  };
}

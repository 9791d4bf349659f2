import type { Pixels } from '../picture.ts';
import { type Lines, type LinesOfBoth, lookedAt } from './lines.ts';

/** Lines of each axis. */
const mostLines = 12;

export interface Signals {
  x: Float32Array[];
  y: Float32Array[];
}

/**
 * A dozen lines of each axis, from all over the pictures, in which most changes: the lightness at each pixel, those of the liveliest line first.
 * @param pairs where it is looked for them (lines.ts): only what is chosen is added up pixel by pixel
 */
export function signalsOf(pictures: readonly Pixels[], { x, y }: LinesOfBoth): Signals {
  const seen = lookedAt(pictures);
  const of = (lines: Lines, read: (picture: Pixels, line: number, thickness: number) => Float32Array) =>
    liveliest(lines).map((number) => {
      const picture = seen[number % seen.length] as Pixels;
      return read(picture, Math.floor(number / seen.length), Math.round(lines.thickness * seen.length));
    });
  return { x: of(x, alongRow), y: of(y, alongColumn) };
}

/** The numbers of lines from all over the picture in which most changes. */
function liveliest({ red, green, count, length }: Lines): number[] {
  const wanted = Math.min(mostLines, count);
  const chosen = Array.from({ length: wanted }, (_, part) => {
    const best = { line: 0, changes: -1 };
    for (let line = Math.floor((part * count) / wanted); line < Math.floor(((part + 1) * count) / wanted); line += 1) {
      let changes = 0;
      for (let at = line * length + 2; at < (line + 1) * length; at += 2)
        changes +=
          Math.abs((green[at] as number) - (green[at - 2] as number)) +
          Math.abs((red[at] as number) - (red[at - 2] as number));
      if (changes <= best.changes) continue;
      best.line = line;
      best.changes = changes;
    }
    return best;
  });
  return chosen.sort((a, b) => b.changes - a.changes).map(({ line }) => line);
}

function alongRow({ data, width }: Pixels, line: number, thickness: number): Float32Array {
  const signal = new Float32Array(width);
  for (let row = line * thickness, end = row + thickness; row < end; row += 1)
    for (let column = 0, at = row * width; column < width; column += 1, at += 1)
      signal[column] = (signal[column] as number) + lightnessOf(data[at] as number);
  return signal;
}

function alongColumn({ data, width, height }: Pixels, line: number, thickness: number): Float32Array {
  const signal = new Float32Array(height);
  for (let row = 0; row < height; row += 1) {
    const from = row * width + line * thickness;
    let sum = 0;
    for (let at = from; at < from + thickness; at += 1) sum += lightnessOf(data[at] as number);
    signal[row] = sum;
  }
  return signal;
}

const lightnessOf = (pixel: number): number => 2 * (pixel & 255) + 3 * ((pixel >>> 8) & 255) + ((pixel >>> 16) & 255);

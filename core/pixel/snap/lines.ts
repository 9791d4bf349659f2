import type { Pixels } from '../picture.ts';

/**
 * A picture's colours along one axis: the sums of four neighbours across it, so that noise averages out and edges do not. `red`, `green` and `blue`
 * hold `count` lines of `length` each.
 */
export interface Lines {
  red: Int16Array;
  green: Int16Array;
  blue: Int16Array;
  count: number;
  length: number;
  /** Pixels from one line to the next. */
  thickness: number;
}

export interface LinesOfBoth {
  x: Lines;
  y: Lines;
}

/** As many frames as are looked at: they have the same grid. */
const mostFrames = 8;
export const lookedAt = (pictures: readonly Pixels[]): readonly Pixels[] => pictures.slice(0, mostFrames);

/**
 * Of opaque pictures of one size, as if they stood beside one another.
 * @param pairs whether two neighbours along each line are one place, which takes half the time
 */
export function linesOfAll(pictures: readonly Pixels[], pairs: boolean): LinesOfBoth {
  const each = lookedAt(pictures).map((picture) => (pairs ? linesOfPairs(picture) : linesOf(picture)));
  return { x: together(each.map(({ x }) => x)), y: together(each.map(({ y }) => y)) };
}

/** The lines of all of them, interleaved, so that those of the same place are neighbours. */
function together(all: readonly Lines[]): Lines {
  const [first] = all;
  if (!first) throw new RangeError('There is no picture.');
  if (all.length === 1) return first;
  const { count, length, thickness } = first;
  const merge = (of: (lines: Lines) => Int16Array) => {
    const merged = new Int16Array(count * length * all.length);
    for (let line = 0; line < count; line += 1)
      for (const [index, lines] of all.entries())
        merged.set(of(lines).subarray(line * length, (line + 1) * length), (line * all.length + index) * length);
    return merged;
  };
  return {
    red: merge(({ red }) => red),
    green: merge(({ green }) => green),
    blue: merge(({ blue }) => blue),
    count: count * all.length,
    length,
    thickness: thickness / all.length,
  };
}

/** As seen from farther away: two neighbours along each line as one. Slopes that take many pixels become steep, and noise averages out. */
export function halved({ red, green, blue, count, length, thickness }: Lines): Lines {
  const half = emptyLines(count, length >> 1, thickness);
  for (let line = 0, into = 0; line < count; line += 1)
    for (let at = 0, from = line * length; at < half.length; at += 1, into += 1, from += 2) {
      half.red[into] = (red[from] as number) + (red[from + 1] as number);
      half.green[into] = (green[from] as number) + (green[from + 1] as number);
      half.blue[into] = (blue[from] as number) + (blue[from + 1] as number);
    }
  return half;
}

function emptyLines(count: number, length: number, thickness: number): Lines {
  const make = () => new Int16Array(count * length);
  return { red: make(), green: make(), blue: make(), count, length, thickness };
}

/** Red and blue of a pixel, 16 bits each, so that two sums are one addition. */
const redAndBlue = 0xff00ff;
const green = 0xff00;

/** Both axes from the sums of 2 × 2 pixels, as those of 4 × 2 and of 2 × 4. */
function linesOfPairs({ data, width, height }: Pixels): LinesOfBoth {
  const x = emptyLines(height >> 2, 2 * (width >> 2), 4);
  const y = emptyLines(width >> 2, 2 * (height >> 2), 4);
  for (let top = 0; top + 4 <= height; top += 4)
    for (let left = 0; left + 4 <= width; left += 4) {
      const first = top * width + left;
      const third = first + 2 * width;
      const a = pairSum(data, first, width, redAndBlue);
      const b = pairSum(data, first + 2, width, redAndBlue);
      const c = pairSum(data, third, width, redAndBlue);
      const d = pairSum(data, third + 2, width, redAndBlue);
      // Green lies eight bits higher than its number says.
      const e = pairSum(data, first, width, green) >> 8;
      const f = pairSum(data, first + 2, width, green) >> 8;
      const g = pairSum(data, third, width, green) >> 8;
      const h = pairSum(data, third + 2, width, green) >> 8;
      const inX = (top >> 2) * x.length + (left >> 1);
      setSums(x, inX, a + c, e + g);
      setSums(x, inX + 1, b + d, f + h);
      const inY = (left >> 2) * y.length + (top >> 1);
      setSums(y, inY, a + b, e + f);
      setSums(y, inY + 1, c + d, g + h);
    }
  return { x, y };
}

/** Of some channels of two pixels and the two below them. */
const pairSum = (data: Uint32Array, at: number, width: number, channels: number): number =>
  ((data[at] as number) & channels) +
  ((data[at + 1] as number) & channels) +
  ((data[at + width] as number) & channels) +
  ((data[at + width + 1] as number) & channels);

function setSums(lines: Lines, at: number, both: number, greens: number): void {
  lines.red[at] = both & 0xffff;
  lines.blue[at] = both >>> 16;
  lines.green[at] = greens;
}

/** From this side on lines are four pixels thick; in smaller pictures two, each counted twice, as cells are smaller. */
const large = 640;

function linesOf(picture: Pixels): LinesOfBoth {
  const { width, height } = picture;
  const shorter = Math.min(width, height);
  const thickness = shorter >= large ? 4 : shorter >= 2 ? 2 : 1;
  const x = emptyLines(Math.floor(height / thickness), width, thickness);
  const y = emptyLines(Math.floor(width / thickness), height, thickness);
  for (let line = 0, to = 0; line < x.count; line += 1)
    for (let column = 0; column < width; column += 1, to += 1)
      sumFour(picture.data, line * thickness * width + column, width, x, to);
  // So many rows at once, so that what is written lies together.
  for (let from = 0; from < height; from += rowsAtOnce)
    for (let line = 0; line < y.count; line += 1)
      for (let row = from; row < Math.min(height, from + rowsAtOnce); row += 1)
        sumFour(picture.data, row * width + line * thickness, 1, y, line * height + row);
  return { x, y };
}

/** As many as there are two-byte numbers in a line of a processor's cache. */
const rowsAtOnce = 32;

/** The pixel and the next three that lie `stride` apart; where lines are thinner, some of them again. */
function sumFour(data: Uint32Array, at: number, stride: number, lines: Lines, to: number): void {
  const { thickness } = lines;
  const a = data[at] as number;
  const b = data[thickness === 1 ? at : at + stride] as number;
  const c = data[thickness === 4 ? at + 2 * stride : at] as number;
  const d = thickness === 4 ? (data[at + 3 * stride] as number) : b;
  const both = (a & redAndBlue) + (b & redAndBlue) + (c & redAndBlue) + (d & redAndBlue);
  setSums(lines, to, both, ((a & green) + (b & green) + (c & green) + (d & green)) >> 8);
}

import { createColourNumbers } from '../colour-numbers.ts';
import type { Pixels } from '../picture.ts';
import { differ } from './exact.ts';

/** More than an indexed picture can have. */
const mostColours = 256;
/** So few no photograph has, however seldom neighbours are the same, as in grainy art. */
const fewColours = 32;

/** Where three cells of a large picture meet, a softened edge has pixels like neither neighbour: few, beside those that are blends of two. */
const largestSimple = 384;
const leastPeaks = 0.2;

export type Nativeness =
  /** A pixel is a cell. */
  | 'native'
  /** It may be one: what stands alone has always a colour between those beside it, as the edges of blurred cells have, too. */
  | 'blended'
  /** No pixel stands alone, and there are few colours: cells of several pixels, or art in which nothing is as small as a cell. */
  | 'crisp'
  /** Too many colours, or colours too near to one another, to be what an artist chose. */
  | 'no';

/**
 * Art at its native size has at most 256 exact colours and somewhere a run of one pixel. So have a grey photograph and grey art with noise: what
 * tells them apart is that artists' colours differ from one another, and repeat from pixel to pixel.
 */
export function nativenessOf(pictures: readonly Pixels[]): Nativeness {
  const counted = pictures.map((picture) => countedOf(picture));
  if (counted.some((one) => one === undefined)) return 'no';
  const total = nothingCounted();
  for (const one of counted) if (one) addTo(total, one, 1);
  const different = total.steps.reduce((sum, count) => sum + count, 0);
  const step = medianOf(total.steps, different);
  const areRepeated = total.equal >= 0.3 * (total.equal + different) || total.colours <= fewColours;
  const isDrawn = step >= 24 || (step >= 5 && areRepeated);
  // What is a pixel wide has neither.
  if (!isDrawn && different > 0) return 'no';
  if (total.runs === 0) return different > 0 ? 'crisp' : 'no';
  const [{ width, height } = { width: 0, height: 0 }] = pictures;
  const least = Math.max(width, height) > largestSimple ? leastPeaks * total.runs : 0;
  return total.peaks > least ? 'native' : 'blended';
}

interface Counted {
  /** Of one picture; of several the most that one has. */
  colours: number;
  /** Runs of one pixel, and those of them that are no blend of their neighbours. */
  runs: number;
  peaks: number;
  /** Neighbours that are the same, and the others by their largest difference in a channel. */
  equal: number;
  steps: Uint32Array;
}

/** Undefined as soon as there are too many colours. */
function countedOf({ data, width, height }: Pixels): Counted | undefined {
  const colours = coloursIn(data);
  if (colours > mostColours) return undefined;
  const counted = { ...nothingCounted(), colours };
  // A picture of one pixel in one direction has no inside; its only run there is a pixel.
  if (width === 1 || height === 1) return { ...counted, runs: 1, peaks: 1 };
  // Both ways at once: down the columns alone, a large picture would be read from far too many places.
  const inRow = nothingCounted();
  let rowsAlike = 0;
  for (let row = 0; row < height; row += 1) {
    const from = row * width;
    // What is enlarged consists of rows that repeat.
    if (row > 0 && repeats(data, from, width)) {
      rowsAlike += 1;
      counted.equal += width;
      continue;
    }
    addTo(counted, inRow, rowsAlike);
    reset(inRow);
    rowsAlike = 1;
    for (let column = 0, at = from; column < width; column += 1, at += 1) {
      const pixel = data[at];
      if (column > 0) {
        if (pixel === data[at - 1]) inRow.equal += 1;
        else countChange(data, at, 1, column > 1, inRow);
      }
      if (row > 0) {
        if (pixel === data[at - width]) counted.equal += 1;
        else countChange(data, at, width, row > 1, counted);
      }
    }
  }
  addTo(counted, inRow, rowsAlike);
  return counted;
}

const nothingCounted = (): Counted => ({
  colours: 0,
  runs: 0,
  peaks: 0,
  equal: 0,
  steps: new Uint32Array(mostColours),
});

function reset(counted: Counted): void {
  counted.runs = 0;
  counted.peaks = 0;
  counted.equal = 0;
  counted.steps.fill(0);
}

function addTo(total: Counted, counted: Counted, times: number): void {
  total.colours = Math.max(total.colours, counted.colours);
  total.runs += times * counted.runs;
  total.peaks += times * counted.peaks;
  total.equal += times * counted.equal;
  for (let step = 0; step < mostColours; step += 1)
    total.steps[step] = (total.steps[step] as number) + times * (counted.steps[step] as number);
}

/** Whether a row is as the one before it. */
function repeats(data: Uint32Array, from: number, width: number): boolean {
  for (let at = from; at < from + width; at += 1) if (data[at] !== data[at - width]) return false;
  return true;
}

/** A pixel that differs from the one `step` before it, which stands alone if it differs from the one before that as well. */
function countChange(data: Uint32Array, at: number, step: number, hasTwoBefore: boolean, counted: Counted): void {
  const pixel = data[at] as number;
  const before = data[at - step] as number;
  if (!differ(pixel, before)) {
    counted.equal += 1;
    return;
  }
  const far = stepBetween(pixel, before);
  counted.steps[far] = (counted.steps[far] as number) + 1;
  const first = data[at - 2 * step] as number;
  if (!hasTwoBefore || !differ(before, first)) return;
  counted.runs += 1;
  if (!isBetween(before, first, pixel)) counted.peaks += 1;
}

function stepBetween(one: number, other: number): number {
  const red = Math.abs((one & 255) - (other & 255));
  const green = Math.abs(((one >>> 8) & 255) - ((other >>> 8) & 255));
  const blue = Math.abs(((one >>> 16) & 255) - ((other >>> 16) & 255));
  return Math.max(red, green, blue, Math.abs((one >>> 24) - (other >>> 24)));
}

/** Rounding may take a blend two levels out of its way. */
function isBetween(middle: number, one: number, other: number): boolean {
  for (let shift = 0; shift < 32; shift += 8) {
    const a = (one >>> shift) & 255;
    const b = (other >>> shift) & 255;
    const value = (middle >>> shift) & 255;
    if (value < Math.min(a, b) - 2 || value > Math.max(a, b) + 2) return false;
  }
  return true;
}

function medianOf(counts: Uint32Array, total: number): number {
  let seen = 0;
  for (let value = 0; value < counts.length; value += 1) {
    seen += counts[value] as number;
    if (2 * seen >= total) return value;
  }
  return counts.length - 1;
}

/** How many there are, everything clear being one; of more than 256 it is said only that. */
function coloursIn(data: Uint32Array): number {
  const seen = createColourNumbers(mostColours);
  let clear = 0;
  let before = -1;
  for (let at = 0; at < data.length; at += 1) {
    const pixel = data[at] as number;
    if (pixel === before) continue;
    before = pixel;
    if (pixel >>> 24 === 0) clear = 1;
    // With its alpha turned round, so that what is opaque is a colour.
    else if (seen.numberOf((pixel ^ 0xff000000) | 0) < 0) return mostColours + 1;
    if (seen.colours.length + clear > mostColours) return mostColours + 1;
  }
  return seen.colours.length + clear;
}

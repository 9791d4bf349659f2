import type { Lines } from './lines.ts';

/**
 * How much changes at each place of an axis, in bands across it: `values[band × length + at]` is of the line between the pixels `at − 1` and `at`.
 * Bands, because a rotated picture has its lines elsewhere at the top and at the bottom.
 */
export interface Edges {
  values: Float32Array;
  bands: number;
  length: number;
  /** Pixels from the middle of one band to that of the next. */
  bandPx: number;
}

const mostBands = 16;
/** Sums of 4 × 4 pixels, of three channels. */
const largest = 4 * 4 * 3 * 255;

export function edgesOf(lines: Lines): Edges {
  const { count, length, thickness } = lines;
  const { floor, cap } = limitsOf(lines);
  const bands = Math.min(mostBands, count);
  const values = new Float32Array(bands * length);
  for (let line = 0; line < count; line += 1)
    addDifferences(lines, line, { floor, cap, values, to: Math.floor((line * bands) / count) * length });
  return { values, bands, length, bandPx: (count * thickness) / bands };
}

/** By how much each pixel of a line differs from the one before it, beyond the floor and up to the cap. */
function addDifferences(
  { red, green, blue, length }: Lines,
  line: number,
  { floor, cap, values, to }: { floor: number; cap: number; values: Float32Array; to: number },
): void {
  const from = line * length;
  let r = red[from] as number;
  let g = green[from] as number;
  let b = blue[from] as number;
  for (let at = 1; at < length; at += 1) {
    const nextR = red[from + at] as number;
    const nextG = green[from + at] as number;
    const nextB = blue[from + at] as number;
    const difference = Math.abs(nextR - r) + Math.abs(nextG - g) + Math.abs(nextB - b);
    if (difference > floor)
      values[to + at] = (values[to + at] as number) + (difference < cap ? difference : cap) - floor;
    r = nextR;
    g = nextG;
    b = nextB;
  }
}

/** By how much each pixel of a line differs from the one before it. */
function fillDifferences({ red, green, blue, length }: Lines, line: number, into: Uint16Array): void {
  const from = line * length;
  let [r, g, b] = [red[from] as number, green[from] as number, blue[from] as number];
  for (let to = 1, at = from + 1; to < length; to += 1, at += 1) {
    const nextR = red[at] as number;
    const nextG = green[at] as number;
    const nextB = blue[at] as number;
    into[to] = Math.abs(nextR - r) + Math.abs(nextG - g) + Math.abs(nextB - b);
    r = nextR;
    g = nextG;
    b = nextB;
  }
}

/** Lines of which the usual strength of noise and edges is taken: every fourth says the same as all. */
const sampled = 4;

/**
 * What is not above the floor is noise: a quarter of all places have less than noise usually has. An edge counts no more than twice what edges
 * usually have: strong outlines would hide the rest.
 */
function limitsOf(lines: Lines): { floor: number; cap: number } {
  const differences = new Uint16Array(lines.length);
  const all = new Uint32Array(largest + 1);
  let most = 0;
  const every = lines.count >= 16 * sampled ? sampled : 1;
  for (let line = every >> 1; line < lines.count; line += every) {
    fillDifferences(lines, line, differences);
    for (let at = 0; at < differences.length; at += 1) {
      const difference = differences[at] as number;
      all[difference] = (all[difference] as number) + 1;
      if (difference > most) most = difference;
    }
  }
  const counts = all.subarray(0, most + 1);
  const quarter = quantile(counts, 0, 0.25);
  const strong = quantile(counts, 0, 0.98);
  const edge = quantile(counts, leastEdge, 0.9);
  const floor = Math.max(2, Math.min(4 * quarter, 0.3 * strong), 2.75 * quarter, 0.1 * edge);
  return { floor, cap: Math.max(floor + 1, quantile(counts, Math.ceil(floor), 0.85)) };
}

/** What is less is rounding, and not counted when it is asked how strong edges are. */
const leastEdge = 24;

/** Of the values of at least `from`. */
function quantile(counts: Uint32Array, from: number, share: number): number {
  let total = 0;
  for (let value = from; value < counts.length; value += 1) total += counts[value] as number;
  let seen = 0;
  for (let value = from; value < counts.length; value += 1) {
    seen += counts[value] as number;
    if (seen >= share * total && seen > 0) return value;
  }
  return from;
}

import type { Pixels } from '../picture.ts';
import type { CellColours } from './cells.ts';
import type { Grid } from './grid.ts';

/** The share of a neighbour's colour that blur brings into the middle of a cell, on each axis. */
export interface Leak {
  x: number;
  y: number;
}

/** Pairs of neighbours that are looked at. */
const mostPairs = 400;
/** Levels of all channels together by which neighbours must differ. */
const clearEdge = 90;
/** A step blurred by σ has ∫ s (1 − s) = σ / √π. */
const perSigma = Math.sqrt(Math.PI);

/** By how wide edges between neighbours of very different colours are. */
export function leakOf(picture: Pixels, grid: Grid, cells: CellColours, middle: number): Leak {
  const { columns, rows } = cells;
  const x = sigmaOf(columns * rows, (cell) =>
    cell % columns < columns - 1 ? widthOf(picture, grid, cells, cell, cell + 1) : undefined,
  );
  const y = sigmaOf(columns * (rows - 1), (cell) => widthOf(picture, grid, cells, cell, cell + columns));
  return { x: leakFor(x, middle), y: leakFor(y, middle) };
}

/** In cells. */
function sigmaOf(count: number, widthAt: (cell: number) => number | undefined): number {
  const widths: number[] = [];
  const step = Math.max(1, Math.floor(count / (4 * mostPairs)));
  for (let cell = 0; cell < count && widths.length < mostPairs; cell += step) {
    const width = widthAt(cell);
    if (width !== undefined) widths.push(width);
  }
  if (widths.length < 8) return 0;
  widths.sort((a, b) => a - b);
  return perSigma * (widths[Math.floor(widths.length * 0.4)] as number);
}

/** ∫ s (1 − s) along the way from the middle of one cell to that of the other, in cells; undefined if they are much alike. */
function widthOf(picture: Pixels, { x, y, slant }: Grid, cells: CellColours, one: number, other: number) {
  const { data, width, height } = picture;
  const { columns, red, green, blue, opaque } = cells;
  if (opaque[one] === 0 || opaque[other] === 0) return undefined;
  const r = (red[other] as number) - (red[one] as number);
  const g = (green[other] as number) - (green[one] as number);
  const b = (blue[other] as number) - (blue[one] as number);
  const squared = r * r + g * g + b * b;
  if (squared < clearEdge * clearEdge) return undefined;
  const at = (cell: number) => {
    const column = cell % columns;
    const row = (cell - column) / columns;
    return {
      u: ((x[column] as number) + (x[column + 1] as number)) / 2,
      v: ((y[row] as number) + (y[row + 1] as number)) / 2,
    };
  };
  const [from, to] = [at(one), at(other)];
  const steps = Math.max(4, Math.round(Math.max(to.u - from.u, to.v - from.v)));
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    const share = (step + 0.5) / steps;
    const u = from.u + (to.u - from.u) * share;
    const v = from.v + (to.v - from.v) * share;
    const px = Math.min(width - 1, Math.max(0, Math.floor(u + slant * (v - height / 2))));
    const py = Math.min(height - 1, Math.max(0, Math.floor(v - slant * (u - width / 2))));
    const pixel = data[py * width + px] as number;
    const along =
      (((pixel & 255) - (red[one] as number)) * r +
        (((pixel >>> 8) & 255) - (green[one] as number)) * g +
        (((pixel >>> 16) & 255) - (blue[one] as number)) * b) /
      squared;
    if (along > 0 && along < 1) sum += along * (1 - along);
  }
  return sum / steps;
}

/** What of a neighbour half a cell away reaches a window in the middle. */
function leakFor(sigma: number, middle: number): number {
  if (sigma < 0.1) return 0;
  const steps = 8;
  let sum = 0;
  for (let step = 0; step < steps; step += 1)
    sum += tail((0.5 - middle * ((step + 0.5) / steps - 0.5)) / Math.min(0.35, sigma));
  return sum / steps;
}

/** The normal distribution's upper tail; Abramowitz and Stegun 26.2.17, good to seven places. */
function tail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}

/** Makes cells what they were before each had its share of its neighbours, axis by axis, in place. */
export function takeBack(cells: CellColours, { x, y }: Leak): void {
  const { columns, rows } = cells;
  const make = () => new Float64Array(Math.max(columns, rows));
  const scratch = { seen: make(), was: make(), next: make() };
  for (const colours of [cells.red, cells.green, cells.blue]) {
    if (x > 0.004)
      for (let row = 0; row < rows; row += 1)
        sharpen(colours, cells.opaque, { from: row * columns, step: 1, count: columns }, x, scratch);
    if (y > 0.004)
      for (let column = 0; column < columns; column += 1)
        sharpen(colours, cells.opaque, { from: column, step: columns, count: rows }, y, scratch);
  }
}

interface Line {
  from: number;
  step: number;
  count: number;
}

type Scratch = Record<'seen' | 'was' | 'next', Float64Array>;

/** Jacobi's iteration for `seen = (1 − 2 leak) × was + leak × (before + after)`. A border repeats, and so does what stands beside a clear cell. */
function sharpen(
  colours: Float32Array,
  opaque: Uint8Array,
  { from, step, count }: Line,
  leak: number,
  scratch: Scratch,
): void {
  const { seen } = scratch;
  let { was, next } = scratch;
  for (let index = 0; index < count; index += 1) {
    seen[index] = colours[from + index * step] as number;
    was[index] = seen[index] as number;
  }
  const own = 1 / (1 - 2 * leak);
  for (let round = 0; round < 3; round += 1) {
    for (let index = 0, at = from; index < count; index += 1, at += step) {
      const here = was[index] as number;
      const before = index > 0 && opaque[at - step] === 1 ? (was[index - 1] as number) : here;
      const after = index < count - 1 && opaque[at + step] === 1 ? (was[index + 1] as number) : here;
      const value = ((seen[index] as number) - leak * (before + after)) * own;
      next[index] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
    [was, next] = [next, was];
  }
  for (let index = 0; index < count; index += 1) colours[from + index * step] = was[index] as number;
}

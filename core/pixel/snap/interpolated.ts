import type { Pixels } from '../picture.ts';
import type { Grid } from './grid.ts';
import type { Signals } from './signals.ts';

/**
 * A picture that a program enlarged smoothly has no edges to be found; but it goes through the colours of its cells at their middles, and at a cut it
 * has what the program's kernel makes of the cells around it. These are the weights of those that lie ½, 1½ and 2½ cells away: linear; cubic with a = −½
 * (Catmull and Rom) and −¾; Lanczos with three lobes.
 */
const linear = 0.5;
const cubic = [9 / 16, -1 / 16] as const;
const sharpCubic = [19 / 32, -3 / 32] as const;
const lanczos = [0.61145, -0.13589, 0.02444] as const;

const fewest = 8;
/** In pixels: 160 cells on 700, which is the finest that is brought. Smaller ones hardly have a middle. */
const smallest = 4.3;
/** Numbers of cells beside which one is told to be another matter. */
const nearby = 0.15;
/** A quarter of the signals tells which numbers are asked of all of them. */
const atFirst = { signals: 3, enough: 0.85, most: 12 };
/**
 * What the right number of cells leaves on each axis. Where something is clear a program cuts off what its kernel overshoots, so that on the tuned seeds
 * half is left, and at most 0.6. Photographs leave 0.8.
 */
const enough = 0.65;
/** A JPEG goes smoothly through its blocks as well, which are of eight pixels: a photograph's leave half, on one axis. */
const blocks = { px: 8, within: 0.2, enough: 0.3 };
/** Of two that explain about as much the coarser is meant. */
const alike = 1.35;
/** How much longer than wide cells may be: as those of pictures that were drawn out to another format. */
const longest = 1.22;

/** How many cells, and the share of what is unexplained with numbers around it that is with this one. */
interface Counted {
  cells: number;
  left: number;
}

export interface Interpolated {
  grid: Grid;
  /** 0 if it explains everything, 1 if it is no better than any other. */
  left: number;
}

/** The grid of a picture that was enlarged as a whole, border to border; undefined if there is none that explains it. */
export function interpolatedGrid(
  { x, y }: Signals,
  { width, height }: Pick<Pixels, 'width' | 'height'>,
): Interpolated | undefined {
  const columns = countedIn(x, width);
  const rows = columns.length > 0 ? countedIn(y, height) : [];
  let best: { columns: number; rows: number; left: number; pitch: number } | undefined;
  for (const one of columns)
    for (const other of rows) {
      const [wide, high] = [width / one.cells, height / other.cells];
      if (Math.max(wide / high, high / wide) > longest) continue;
      const left = Math.sqrt(one.left * other.left);
      const pitch = Math.sqrt(wide * high);
      const isBetter = !best || (pitch > best.pitch * 1.5 ? left < best.left * alike : left < best.left);
      if (isBetter) best = { columns: one.cells, rows: other.cells, left, pitch };
    }
  if (!best || (isOfBlocks(best.pitch) && best.left > blocks.enough)) return undefined;
  const even = (length: number, cells: number) =>
    Float64Array.from({ length: cells + 1 }, (_, cell) => (cell * length) / cells);
  return { grid: { x: even(width, best.columns), y: even(height, best.rows), slant: 0 }, left: best.left };
}

const isOfBlocks = (pitch: number): boolean => Math.abs(pitch - blocks.px) < blocks.within;

/** The likeliest numbers of cells, from few to many: all are tried on a few signals, and those that might be it on all of them. */
function countedIn(signals: readonly Float32Array[], length: number): Counted[] {
  const most = Math.floor(length / smallest);
  const few = signals.slice(0, atFirst.signals);
  const unexplained = new Float64Array(most + 1);
  for (let cells = fewest; cells <= most; cells += 1) unexplained[cells] = unexplainedBy(few, length, cells);
  const promising: Counted[] = [];
  for (let cells = fewest + 2; cells < most - 1; cells += 1) {
    const left = leftOf(unexplained, cells, 1);
    if (left < atFirst.enough) promising.push({ cells, left });
  }
  const byAll = new Float64Array(most + 1);
  return promising
    .sort(byLeft)
    .slice(0, atFirst.most)
    .map(({ cells }) => {
      const step = Math.max(1, reachOf(cells) >> 2);
      for (const other of [cells, ...around(cells, step, byAll.length)])
        byAll[other] ||= unexplainedBy(signals, length, other);
      return { cells, left: leftOf(byAll, cells, step) };
    })
    .filter(({ left }) => left < enough)
    .sort(byLeft)
    .slice(0, 6)
    .sort((a, b) => a.cells - b.cells);
}

const byLeft = (a: Counted, b: Counted): number => a.left - b.left;
const reachOf = (cells: number): number => Math.max(4, Math.round(cells * nearby));

/** Those around it, but for the next on both sides, which are nearly in step. */
function around(cells: number, step: number, end: number): number[] {
  const others: number[] = [];
  for (let away = 2; away <= reachOf(cells); away += step) {
    if (cells - away >= fewest) others.push(cells - away);
    if (cells + away < end) others.push(cells + away);
  }
  return others;
}

/** What is unexplained beside what usually is with the numbers around it. */
function leftOf(unexplained: Float64Array, cells: number, step: number): number {
  const others = around(cells, step, unexplained.length);
  const usual = others.reduce((sum, other) => sum + (unexplained[other] as number), 0) / Math.max(1, others.length);
  return (unexplained[cells] as number) / Math.max(1e-6, usual);
}

/** What cuts differ from what the best kernel makes of the middles around them, on average. */
function unexplainedBy(signals: readonly Float32Array[], length: number, cells: number): number {
  const pitch = length / cells;
  const middleAt = placesFrom(0.5 * pitch - 0.5, pitch, cells, length);
  const cutAt = placesFrom(pitch - 0.5, pitch, cells - 1, length);
  // Three more before and after: borders repeat.
  const middles = new Float32Array(cells + 6);
  let byLinear = 0;
  let byCubic = 0;
  let bySharpCubic = 0;
  let byLanczos = 0;
  for (const signal of signals) {
    for (let cell = 0; cell < cells; cell += 1) middles[cell + 3] = valueAt(signal, middleAt[cell] as number);
    middles.fill(middles[3] as number, 0, 3);
    middles.fill(middles[cells + 2] as number, cells + 3);
    for (let cut = 0; cut < cells - 1; cut += 1) {
      const value = valueAt(signal, cutAt[cut] as number);
      const first = (middles[cut + 3] as number) + (middles[cut + 4] as number);
      const second = (middles[cut + 2] as number) + (middles[cut + 5] as number);
      const third = (middles[cut + 1] as number) + (middles[cut + 6] as number);
      byLinear += Math.abs(linear * first - value);
      byCubic += Math.abs(cubic[0] * first + cubic[1] * second - value);
      bySharpCubic += Math.abs(sharpCubic[0] * first + sharpCubic[1] * second - value);
      byLanczos += Math.abs(lanczos[0] * first + lanczos[1] * second + lanczos[2] * third - value);
    }
  }
  return Math.min(byLinear, byCubic, bySharpCubic, byLanczos) / (cells - 1);
}

/** Places a pitch apart, where there are pixels. */
function placesFrom(first: number, pitch: number, count: number, length: number): Float32Array {
  const places = new Float32Array(count);
  for (let at = 0; at < count; at += 1) places[at] = Math.max(0, Math.min(length - 1.001, first + at * pitch));
  return places;
}

/** Between two pixels what lies between their values. */
function valueAt(signal: Float32Array, at: number): number {
  const before = at | 0;
  const from = signal[before] as number;
  return from + ((signal[before + 1] as number) - from) * (at - before);
}

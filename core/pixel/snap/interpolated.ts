import type { Grid } from './grid.ts';
import type { Lines, LinesOfBoth } from './lines.ts';

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
/** Lines that are looked at. */
const mostLines = 12;
/** Numbers of cells beside which one is told to be another matter. */
const around = 0.15;
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
export function interpolatedGrid({ x, y }: LinesOfBoth): Interpolated | undefined {
  const columns = countedIn(x);
  const rows = countedIn(y);
  let best: { columns: number; rows: number; left: number; pitch: number } | undefined;
  for (const one of columns)
    for (const other of rows) {
      const [wide, high] = [x.length / one.cells, y.length / other.cells];
      if (Math.max(wide / high, high / wide) > longest) continue;
      const left = Math.sqrt(one.left * other.left);
      const pitch = Math.sqrt(wide * high);
      const isBetter = !best || (pitch > best.pitch * 1.5 ? left < best.left * alike : left < best.left);
      if (isBetter) best = { columns: one.cells, rows: other.cells, left, pitch };
    }
  if (!best || (isOfBlocks(best.pitch) && best.left > blocks.enough)) return undefined;
  const even = (length: number, cells: number) =>
    Float64Array.from({ length: cells + 1 }, (_, cell) => (cell * length) / cells);
  return { grid: { x: even(x.length, best.columns), y: even(y.length, best.rows), slant: 0 }, left: best.left };
}

const isOfBlocks = (pitch: number): boolean => Math.abs(pitch - blocks.px) < blocks.within;

/** The likeliest numbers of cells, from few to many. */
function countedIn(lines: Lines): Counted[] {
  const { length } = lines;
  const most = Math.floor(length / smallest);
  const signals = liveliest(lines);
  const unexplained = new Float64Array(most + 1);
  for (let cells = fewest; cells <= most; cells += 1) unexplained[cells] = unexplainedBy(signals, length, cells);
  const found: Counted[] = [];
  for (let cells = fewest + 2; cells < most - 1; cells += 1) {
    const left = (unexplained[cells] as number) / Math.max(1e-6, usualAround(unexplained, cells));
    if (left < enough) found.push({ cells, left });
  }
  return found
    .sort((a, b) => a.left - b.left)
    .slice(0, 6)
    .sort((a, b) => a.cells - b.cells);
}

/** The mean of those around it, but for the next on both sides, which are nearly in step. */
function usualAround(values: Float64Array, at: number): number {
  const reach = Math.max(4, Math.round(at * around));
  let [sum, count] = [0, 0];
  for (let other = Math.max(fewest, at - reach); other <= Math.min(values.length - 1, at + reach); other += 1) {
    if (Math.abs(other - at) < 2) continue;
    sum += values[other] as number;
    count += 1;
  }
  return sum / Math.max(1, count);
}

/** Lines from all over the picture in which most changes, as lightness. */
function liveliest({ red, green, blue, count, length }: Lines): Float32Array[] {
  const wanted = Math.min(mostLines, count);
  return Array.from({ length: wanted }, (_, part) => {
    let [best, most] = [0, -1];
    for (let line = Math.floor((part * count) / wanted); line < Math.floor(((part + 1) * count) / wanted); line += 1) {
      let changes = 0;
      for (let at = line * length + 4; at < (line + 1) * length; at += 4)
        changes +=
          Math.abs((green[at] as number) - (green[at - 4] as number)) +
          Math.abs((red[at] as number) - (red[at - 4] as number));
      if (changes <= most) continue;
      [best, most] = [line, changes];
    }
    const from = best * length;
    return Float32Array.from(
      { length },
      (_, at) => 2 * (red[from + at] as number) + 3 * (green[from + at] as number) + (blue[from + at] as number),
    );
  });
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

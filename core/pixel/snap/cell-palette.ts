import { colourOfBytes } from '../colour/channels.ts';
import { colourOfOklab, oklabOf } from '../colour/oklab.ts';
import type { Colour } from '../picture.ts';
import type { CellColours } from './cells.ts';

/** Colours of which nobody could say that they were meant to be two; about what is just told apart side by side. */
const alike = 0.03;
/** More than artists choose; a picture with more has gradients. */
const mostColours = 64;

/** A place in OKLab, the weight of the cells in it, and how many they are. */
interface Cluster {
  l: number;
  a: number;
  b: number;
  weight: number;
  cells: number;
}

/**
 * The colours that the cells of one or more pictures have, found from those whose pixels agree; the most frequent first.
 * @param colours how many, if that is known
 */
export function paletteOf(pictures: readonly CellColours[], colours?: number): Colour[] {
  const bins = binsOf(pictures);
  let reach = alike + noiseOf(pictures);
  let clusters = gathered(bins, reach);
  // Gradients have so many that joining the closest would take long.
  while (clusters.length > 2 * mostColours) {
    reach *= 1.25;
    clusters = gathered(bins, reach);
  }
  for (let round = 0; round < 3; round += 1) improve(clusters, bins);
  const close = joinedWhile(clusters, (distance, count) => distance < reach || count > mostColours);
  const kept = colours === undefined ? withoutStrays(close, bins) : joinedWhile(close, (_, count) => count > colours);
  improve(kept, bins);
  return [...new Set(kept.sort((a, b) => b.weight - a.weight).map((cluster) => colourOfOklab(cluster)))];
}

/** Each cell's colour in whole levels. */
export function colourOfCell({ red, green, blue }: CellColours, cell: number): Colour {
  return colourOfBytes(byteOf(red[cell] as number), byteOf(green[cell] as number), byteOf(blue[cell] as number));
}

const byteOf = (level: number): number => Math.min(255, Math.max(0, Math.round(level)));

/** Cells of nearly the same colour as one: four levels in each channel. */
function binsOf(pictures: readonly CellColours[]): Cluster[] {
  const sums = new Map<number, { red: number; green: number; blue: number; weight: number; cells: number }>();
  for (const cells of pictures)
    for (let cell = 0; cell < cells.opaque.length; cell += 1) {
      if (cells.opaque[cell] === 0) continue;
      const [red, green, blue] = [cells.red[cell] as number, cells.green[cell] as number, cells.blue[cell] as number];
      const key = (Math.floor(red / 4) << 12) | (Math.floor(green / 4) << 6) | Math.floor(blue / 4);
      // A cell whose pixels disagree says less.
      const weight = 1 / (1 + ((cells.spread[cell] as number) / 12) ** 2);
      const bin = sums.get(key) ?? { red: 0, green: 0, blue: 0, weight: 0, cells: 0 };
      bin.red += red * weight;
      bin.green += green * weight;
      bin.blue += blue * weight;
      bin.weight += weight;
      bin.cells += 1;
      sums.set(key, bin);
    }
  const bins = [...sums.values()].map(({ red, green, blue, weight, cells }) => {
    const colour = colourOfBytes(byteOf(red / weight), byteOf(green / weight), byteOf(blue / weight));
    return { ...oklabOf(colour), weight, cells };
  });
  return bins.sort((a, b) => b.weight - a.weight);
}

/** What noise still does to a cell's colour, in OKLab: the mean of its points errs by a fraction of what they do. */
function noiseOf(pictures: readonly CellColours[]): number {
  const spreads: number[] = [];
  for (const { spread, opaque } of pictures)
    for (let cell = 0; cell < spread.length; cell += Math.max(1, Math.floor(spread.length / 1_000)))
      if (opaque[cell] === 1) spreads.push(spread[cell] as number);
  spreads.sort((a, b) => a - b);
  const usual = spreads[Math.floor(spreads.length / 2)] ?? 0;
  return Math.min(0.03, (usual / 255) * 0.35);
}

/** The heaviest first: each joins the nearest that is within reach, or starts one of its own. */
function gathered(bins: readonly Cluster[], reach: number): Cluster[] {
  const clusters: Cluster[] = [];
  for (const bin of bins) {
    const nearest = nearestOf(clusters, bin);
    if (nearest && apart(nearest, bin) < reach ** 2) {
      join(nearest, bin);
    } else clusters.push({ ...bin });
  }
  return clusters;
}

function join(into: Cluster, other: Cluster): void {
  const weight = into.weight + other.weight;
  const share = other.weight / weight;
  into.l += (other.l - into.l) * share;
  into.a += (other.a - into.a) * share;
  into.b += (other.b - into.b) * share;
  into.weight = weight;
  into.cells += other.cells;
}

/** One round of k-means. */
function improve(clusters: Cluster[], bins: readonly Cluster[]): void {
  const sums = clusters.map(() => ({ l: 0, a: 0, b: 0, weight: 0, cells: 0 }));
  for (const bin of bins) {
    const sum = sums[indexOfNearest(clusters, bin)];
    if (!sum) continue;
    sum.l += bin.l * bin.weight;
    sum.a += bin.a * bin.weight;
    sum.b += bin.b * bin.weight;
    sum.weight += bin.weight;
    sum.cells += bin.cells;
  }
  for (const [index, { l, a, b, weight, cells }] of sums.entries()) {
    const cluster = clusters[index];
    if (!cluster || weight === 0) continue;
    Object.assign(cluster, { l: l / weight, a: a / weight, b: b / weight, weight, cells });
  }
}

/** Joins the two whose joining moves cells the least, again and again, as long as they should be. */
function joinedWhile(clusters: readonly Cluster[], should: (distance: number, count: number) => boolean): Cluster[] {
  const left = clusters.map((cluster) => ({ ...cluster }));
  while (left.length > 1) {
    let best = { cost: Number.POSITIVE_INFINITY, one: 0, other: 1 };
    for (let one = 0; one < left.length; one += 1)
      for (let other = one + 1; other < left.length; other += 1) {
        const [a, b] = [left[one] as Cluster, left[other] as Cluster];
        const distance = apart(a, b);
        const cost = (distance * a.weight * b.weight) / (a.weight + b.weight);
        if (cost < best.cost && should(Math.sqrt(distance), left.length)) best = { cost, one, other };
      }
    if (best.cost === Number.POSITIVE_INFINITY) break;
    join(left[best.one] as Cluster, left[best.other] as Cluster);
    left.splice(best.other, 1);
  }
  return left;
}

/**
 * Without colours that only cells on the way between two others have: a single cell or two whose pixels disagree. A highlight of one cell whose pixels
 * agree stays.
 */
function withoutStrays(clusters: Cluster[], bins: readonly Cluster[]): Cluster[] {
  const all = bins.reduce((sum, { cells }) => sum + cells, 0);
  const few = Math.max(1, all * 0.0004);
  const kept = clusters.filter(({ weight, cells }) => cells > few || weight / cells > 0.5);
  return kept.length > 0 ? kept : clusters;
}

const nearestOf = (clusters: readonly Cluster[], to: Cluster): Cluster | undefined =>
  clusters[indexOfNearest(clusters, to)];

function indexOfNearest(clusters: readonly Cluster[], to: Cluster): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < clusters.length; index += 1) {
    const far = apart(clusters[index] as Cluster, to);
    if (far >= least) continue;
    least = far;
    best = index;
  }
  return best;
}

function apart(one: Cluster, other: Cluster): number {
  const l = one.l - other.l;
  const a = one.a - other.a;
  const b = one.b - other.b;
  return l * l + a * a + b * b;
}

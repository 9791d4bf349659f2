import type { Division } from './axis.ts';
import type { Divisions, FoundDivision } from './divisions.ts';
import { type Fit, fitOf, noiseIn } from './evenness.ts';
import type { Grid } from './grid.ts';
import type { Looked, Looks } from './looks.ts';

export interface Candidate extends Fit {
  grid: Grid;
  pitch: { x: number; y: number };
  /** Edges on cuts beyond chance, on both axes together. */
  lift: number;
  /** Of its pitches (comb.ts). */
  coherence: number;
  /** How well all of this speaks for it, 0 to 1. */
  value: number;
}

/** Grids that are looked at in the picture itself. */
const mostLookedAt = 8;
/** Of about the same number of cells. */
const mostAlike = 3;
/** How likely they must be beside the likeliest. */
const leastWeight = 0.2;
/** A grid so many times finer has the same edges on its cuts, and more: by the fourth root the coarser one comes first. */
const forCoarse = 0.25;
/**
 * What uneven cells cost. Chosen on the tuned seeds: by the square, columns that are a few too many but square passed for right ones that are not, and
 * the blocks of a JPEG for cells.
 */
const forEven = 3;
/** Cells more than a third longer than wide are not seen. */
const longest = Math.log(1.4);

/** All grids that there could be, the likeliest first. */
export function candidatesOf({ x, y }: Divisions, look: Looks): Candidate[] {
  const pairs = x.flatMap((columns) => y.flatMap((rows) => pairOf(columns, rows) ?? []));
  pairs.sort((a, b) => b.weight - a.weight);
  const looked = likeliestOf(pairs).map((pair) => ({ ...pair, ...look(pair.columns, pair.rows) }));
  return looked
    .map((pair) => candidateOf(pair, noiseBeside(pair, looked)))
    .map((candidate, _, all) => beside(candidate, Math.max(...all.map(({ contrast }) => contrast))))
    .map((candidate, _, all) => (all.some((other) => isOfParts(candidate, other)) ? halfOf(candidate) : candidate))
    .sort((a, b) => b.value - a.value);
}

type Pair = NonNullable<ReturnType<typeof pairOf>>;

/** The first of them, but not so many of nearly the same cells that others would have no place. */
function likeliestOf(pairs: readonly Pair[]): Pair[] {
  const chosen: Pair[] = [];
  const limit = leastWeight * (pairs[0]?.weight ?? 0);
  for (const pair of pairs) {
    if (chosen.length === mostLookedAt || pair.weight < limit) break;
    const alike = chosen.filter(
      (other) => isNear(other.columns.pitch / pair.columns.pitch) && isNear(other.rows.pitch / pair.rows.pitch),
    );
    if (alike.length < mostAlike) chosen.push(pair);
  }
  return chosen;
}

/** Whether of two pitches one is no more than another way to see the other. */
export const isNear = (ratio: number): boolean => Math.abs(ratio - 1) < 0.05;

type LookedPair = Pair & Looked;

/** How much less noise cells half as wide have, as light that changes slowly changes less in them. */
const finer = 0.5;

/** For each frame the least noise that any grid says there is. */
function noiseBeside(pair: LookedPair, all: readonly LookedPair[]): number[] {
  return pair.looks.map((_, frame) =>
    Math.min(
      ...all.map((other) => {
        const look = other.looks[frame];
        const ratio = pair.columns.pitch / other.columns.pitch;
        return look ? noiseIn(look) * (1 + finer * Math.max(0, ratio - 1)) : Number.POSITIVE_INFINITY;
      }),
    ),
  );
}

/** What has little contrast beside others sees noise, or the inside of a slope. */
function beside(candidate: Candidate, most: number): Candidate {
  return { ...candidate, value: candidate.value * Math.min(1, candidate.contrast / Math.max(1, 0.4 * most)) };
}

/** What cells are worth that are not square: nearly all are, but for some pictures that were drawn out. */
const oblong = 0.7;

/** 1 if cells are as wide as high, by their pitch or by their number; less the more they are not. */
function squareness(columns: Division, rows: Division): number {
  const [wide, high] = [columns.cuts.length - 1, rows.cuts.length - 1];
  const byPitch = Math.log(columns.pitch / rows.pitch);
  const byNumber = Math.log(sideOf(columns) / wide / (sideOf(rows) / high));
  const isCounted = isAsMany(columns) && isAsMany(rows);
  const shape = isCounted ? Math.min(Math.abs(byPitch), Math.abs(byNumber)) : Math.abs(byNumber);
  return oblong + (1 - oblong) * Math.exp(-((shape / (0.5 / Math.min(wide, high))) ** 2) / 2);
}

/** Whether there are as many cells as their pitch says; at both borders there may be half a one more or less. */
const isAsMany = (division: Division): boolean =>
  Math.abs(division.cuts.length - 1 - sideOf(division) / division.pitch) <= 0.75;

const sideOf = ({ cuts }: Division): number => (cuts.at(-1) ?? 0) - (cuts[0] ?? 0);

function pairOf(columns: FoundDivision, rows: FoundDivision) {
  const shape = Math.log(columns.pitch / rows.pitch);
  if (Math.abs(shape) > longest) return undefined;
  const lift = Math.sqrt(Math.max(0, columns.lift) * Math.max(0, rows.lift));
  const coarse = Math.sqrt(columns.pitch * rows.pitch) ** forCoarse;
  const square = squareness(columns, rows);
  return { columns, rows, lift, square, weight: lift * coarse * square * Math.exp(-((shape / 0.2) ** 2) / 2) };
}

function candidateOf({ columns, rows, lift, square, grid, looks }: LookedPair, noise: readonly number[]): Candidate {
  const seen = looks.map((look, frame) => fitOf(look, noise[frame] ?? 0));
  const mean = (of: (fit: Fit) => number) => seen.reduce((sum, fit) => sum + of(fit), 0) / seen.length;
  const [evenness, broken] = [mean((fit) => fit.evenness), mean((fit) => fit.broken)];
  const contrast = Math.max(...seen.map((fit) => fit.contrast));
  const pitch = { x: columns.pitch, y: rows.pitch };
  // Of two that fit alike the coarser one.
  const coarse = Math.sqrt(pitch.x * pitch.y) ** 0.1;
  const coherence = Math.sqrt(columns.coherence * rows.coherence);
  const value = lift ** 0.8 * coherence ** 0.25 * evenness ** forEven * (1 - broken) ** 5 * coarse * square;
  return { grid, pitch, lift, evenness, broken, contrast, coherence, value };
}

const halfOf = (candidate: Candidate): Candidate => ({ ...candidate, value: candidate.value / 2 });

/** In pixels. */
const leastOfBlocks = 20;

/**
 * What is drawn in blocks of several cells has a grid of blocks, which leaves edges beside its cuts. Those on its cuts are on a grid of its cells as
 * well; if a whole number of these makes no block, they would not be by chance.
 */
function isOfParts(blocks: Candidate, cells: Candidate): boolean {
  const [x, y] = [blocks.pitch.x / cells.pitch.x, blocks.pitch.y / cells.pitch.y];
  // Blocks are made of cells of the same shape: others have the edges of one axis only.
  if (Math.sqrt(x * y) < 1.8 || !isNear(x / y)) return false;
  const isNested = Math.abs(x - Math.round(x)) < 0.12 && Math.abs(y - Math.round(y)) < 0.12;
  // Edges of small cells are beside their cuts as well, by a pixel.
  if (isNested && Math.min(blocks.pitch.x, blocks.pitch.y) < leastOfBlocks) return false;
  return (
    blocks.lift < 0.85 &&
    cells.coherence >= (isNested ? 0.85 : 0.5) * blocks.coherence &&
    cells.evenness >= 0.84 &&
    cells.broken <= 0.03 &&
    cells.lift >= 0.5 * blocks.lift
  );
}

import { bentLines } from './bent-lines.ts';
import { withBorders } from './borders.ts';
import { gainsOf } from './gains.ts';
import { type Point, parabolaThrough } from './parabola.ts';
import { constantPitch, type Pitch, pitchAt } from './pitch.ts';
import { track } from './track.ts';
import { settle, walk } from './walk.ts';

/** The borders of cells along an axis, from the first to the last, in pixels: one more than there are cells. */
export type Cuts = Float64Array;

/** One way in which an axis may be divided. */
export interface Division {
  pitch: number;
  cuts: Cuts;
  /** The share of the edges that is on the cuts, beyond chance: 1 if all are. */
  lift: number;
}

/** From which gain on a cut is taken to be where its edge is, and not between its neighbours. */
const strong = 0.35;

/**
 * Divides an axis at its edges into cells of about a pitch. Undefined if there are too few edges to say.
 * @param length of the axis in places, of which edges may lack the last, if it is no whole number of pairs
 */
export function divide(edges: Float32Array, length: number, pitch: number): Division | undefined {
  const gains = gainsOf(edges, pitch);
  let line = constantPitch(pitch);
  let places: number[] = [];
  for (const slack of [0.35, 0.3, 0.25]) {
    places = walk(gains, line, slack);
    line = fitted(places, gains, line.mean);
  }
  if (Math.abs(line.mean / pitch - 1) > 0.12) return undefined;
  const points = strongPoints(places, gains, line.mean);
  for (const point of points) point.place = refined(edges, point.place);
  const even = evenLines(points);
  if (even.length < 2) return undefined;
  const cuts = withBorders(even, length, line, points);
  if (cuts.length < 4) return undefined;
  return { pitch: line.mean, cuts, lift: liftOf(edges, even, line.mean) * regularity(even, line) };
}

/** Divides an axis into as many cells as are known to be there, from border to border. */
export function divideInto(edges: Float32Array, length: number, cells: number): Division {
  const pitch = length / cells;
  const gains = gainsOf(edges, pitch);
  const { lines, worth } = bentLines(gains, length, cells);
  const moved = cells > 1 && pitch >= 2 ? settle(gains, lines, pitch) : lines;
  const settled = Array.from(moved, (place) => (Number.isInteger(place) ? refined(edges, place) : place));
  const lift = liftOf(edges, settled, pitch) * regularity(settled, constantPitch(pitch)) * worth;
  return { pitch, cuts: Float64Array.from([0, ...settled, length]), lift };
}

/** The pitch by the strong cuts alone, and how it drifts: the parabola through their places by their number, the worst left out. */
function fitted(places: readonly number[], gains: Float32Array, pitch: number): Pitch {
  const points = strongPoints(places, gains, pitch);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 3) return constantPitch(pitch);
  const span = last.index - first.index;
  const slope = (last.place - first.place) / span;
  // Numbers are counted from the middle, so that the sums stay small.
  const middle = (first.index + last.index) / 2;
  for (const point of points) point.index -= middle;
  let kept: readonly Point[] = points;
  let [start, each, bend] = [0, slope, 0];
  for (let round = 0; round < 3; round += 1) {
    [start, each, bend] = parabolaThrough(kept, kept.length >= 8 && span * slope > 10 * pitch);
    const closer = points.filter(
      ({ index, place }) => Math.abs(place - (start + each * index + bend * index * index)) < 0.3 * pitch,
    );
    if (closer.length < 3 || closer.length === kept.length) break;
    kept = closer;
  }
  if (!(each > 0)) return constantPitch(pitch);
  // What bends by less than edges err does not bend.
  if (Math.abs(bend) * (span / 2) ** 2 < leastBend * pitch) return constantPitch(each);
  // The derivative by the number of the cut that is about here.
  const drift = (2 * bend) / each;
  return { mean: each, atStart: each - drift * start, drift };
}

/** In cells, at both ends of an axis. */
const leastBend = 0.35;

function strongPoints(places: readonly number[], gains: Float32Array, pitch: number): Point[] {
  const strongest = places.filter((place) => (gains[place] as number) >= strong);
  return track(strongest, pitch).map(({ place, index }) => ({ place, index, weight: gains[place] as number }));
}

/** The strong cuts, and between two of them as many even cells as there is room for: where there are no edges a walk says nothing. */
function evenLines(tracked: readonly Point[]): number[] {
  const lines: number[] = [];
  for (const [number, { place, index }] of tracked.entries()) {
    const before = tracked[number - 1];
    const cells = before ? index - before.index : 0;
    for (let cell = 1; before && cell < cells; cell += 1)
      lines.push(before.place + ((place - before.place) * cell) / cells);
    lines.push(place);
  }
  return lines;
}

/** Where an edge is that two places have a part of. */
function refined(edges: Float32Array, place: number): number {
  const [before, at, after] = [edges[place - 1] ?? 0, edges[place] ?? 0, edges[place + 1] ?? 0];
  const all = before + at + after;
  return at < before || at < after || all === 0 ? place : place + (after - before) / all;
}

/** What a walk that bends to reach edges is worth: cells that differ by a fifth from one another cost half. */
const forRegular = 14;

/** 1 if all cells are as wide as the pitch is where they are. */
function regularity(lines: readonly number[], pitch: Pitch): number {
  let sum = 0;
  for (let line = 1; line < lines.length; line += 1) {
    const [before, at] = [lines[line - 1] as number, lines[line] as number];
    sum += ((at - before) / pitchAt(pitch, (at + before) / 2) - 1) ** 2;
  }
  return Math.exp((-forRegular * sum) / Math.max(1, lines.length - 1));
}

function liftOf(edges: Float32Array, cuts: readonly number[], pitch: number): number {
  const reach = Math.min(3, Math.floor(pitch * 0.12));
  const near = new Uint8Array(edges.length);
  for (const cut of cuts)
    for (let away = -reach; away <= reach; away += 1) {
      const at = Math.round(cut) + away;
      if (at > 0 && at < near.length) near[at] = 1;
    }
  let [on, all, places] = [0, 0, 0];
  for (let at = 1; at < edges.length; at += 1) {
    all += edges[at] as number;
    places += near[at] as number;
    if (near[at] === 1) on += edges[at] as number;
  }
  const chance = places / Math.max(1, edges.length - 1);
  return all === 0 || chance >= 1 ? 0 : (on / all - chance) / (1 - chance);
}

import type { Point } from './parabola.ts';
import { type Pitch, pitchAt } from './pitch.ts';

/**
 * Lines between cells and those that are to be had before the first and after the last, up to the borders. A cell that the picture's border cuts is one
 * if at least half of it is visible.
 * @param points those of the lines that are where an edge is, with their numbers
 */
export function withBorders(
  lines: readonly number[],
  length: number,
  pitch: Pitch,
  points: readonly Point[],
): Float64Array {
  const inside = lines.filter((line) => line > 0.25 && line < length - 0.25);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) return Float64Array.of(0, length);
  const [low, high] = [pitchAt(pitch, first / 2), pitchAt(pitch, (last + length) / 2)];
  const before = Math.round(amongOthers(first, points, pitch) / low);
  const after = Math.round((length - amongOthers(last, points, pitch)) / high);
  const from = Array.from({ length: before }, (_, index) => Math.max(0, first - low * (before - index)));
  const to = Array.from({ length: after }, (_, index) => Math.min(length, last + high * (index + 1)));
  return Float64Array.from([...from, ...inside, ...to]);
}

/** Cells over which lines say where the first or the last is: one alone is often a fifth of a cell off, which is what decides on a cell at a border. */
const beside = 14;

/** Where a line is by those near it, each of which is so many cells away: the median of what they say. */
function amongOthers(line: number, points: readonly Point[], pitch: Pitch): number {
  const at = points.find(({ place }) => place === line);
  if (!at) return line;
  const said = points
    .filter(({ index }) => Math.abs(index - at.index) <= beside)
    .map(({ place, index }) => place + (at.index - index) * pitchAt(pitch, (place + line) / 2))
    .sort((a, b) => a - b);
  return said[Math.floor(said.length / 2)] ?? line;
}

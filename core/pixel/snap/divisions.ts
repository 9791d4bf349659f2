import { type Division, divide, divideInto } from './axis.ts';
import { coherence, peaksOf, pitchesFor } from './comb.ts';
import type { View } from './views.ts';

/** A way to divide an axis, and how it was found. */
export interface FoundDivision extends Division {
  /** Of its pitch on both axes (comb.ts). */
  coherence: number;
}

export interface Divisions {
  x: FoundDivision[];
  y: FoundDivision[];
}

/** The pitches that are looked into, of each view on each axis. */
const mostPeaks = 7;
/** Cells are about square: coherence on the other axis counts if its pitch is so close, in steps of `pitchesFor`. */
const nearSteps = 12;

/** Adds to what could be the columns, and what the rows, of a picture of that size. */
export function addDivisions(
  divisions: Divisions,
  view: View,
  { width, height }: { width: number; height: number },
): void {
  const { scale } = view;
  const pitches = { x: pitchesFor(view.x.length), y: pitchesFor(view.y.length) };
  const alone = { x: coherence(view.x, pitches.x), y: coherence(view.y, pitches.y) };
  const sides = { x: width, y: height };
  const lengths = { x: width / scale, y: height / scale };
  const addOne = (axis: Axis, division: Division | undefined, coherent: number) => {
    if (!division) return;
    const inPixels = { pitch: division.pitch * scale, cuts: division.cuts.map((cut) => cut * scale) };
    add(divisions[axis], { ...inPixels, lift: division.lift, coherence: coherent });
  };
  for (const [axis, other] of bothWays)
    for (const peak of peaksOf(withOther(alone[axis], alone[other]), pitches[axis], mostPeaks))
      addOne(axis, divide(view[axis], lengths[axis], peak.pitch), peak.coherence);
  // Cells are square nearly always: where one axis is counted, the other has as many as there is room for.
  for (const [axis, other] of bothWays) {
    const counted = divisions[other].filter(({ lift }) => lift >= leastLift).sort((a, b) => worth(b) - worth(a));
    for (const { cuts, pitch, coherence: coherent } of counted.slice(0, mostSquare))
      for (const side of new Set([pitch, sides[other] / (cuts.length - 1)])) {
        const cells = Math.round(sides[axis] / side);
        if (cells < 4 || side < 2 * scale || divisions[axis].some((known) => isBetter(known, side, cells))) continue;
        const walked = divide(view[axis], lengths[axis], side / scale);
        const hasAsMany = walked?.cuts.length === cells + 1;
        addOne(axis, hasAsMany ? walked : divideInto(view[axis], lengths[axis], cells), coherent);
      }
  }
}

/** Whether nothing is to be won by cells of that side: as many were found, or others, not much larger or smaller, that have nearly all edges. */
function isBetter({ cuts, pitch, lift }: FoundDivision, side: number, cells: number): boolean {
  const apart = Math.abs(Math.log(pitch / side));
  return cuts.length === cells + 1 || (lift >= 0.8 && apart > 0.025 && apart < 0.3);
}

type Axis = 'x' | 'y';
const bothWays = [
  ['x', 'y'],
  ['y', 'x'],
] as const;

/** As many of the likeliest of an axis are tried on the other, if they have some of its edges. */
const mostSquare = 3;
const leastLift = 0.2;

/** Half an axis's own, half the best that the other has near that pitch. Both begin with the same pitch. */
function withOther(own: Float32Array, other: Float32Array): Float32Array {
  return own.map((value, index) => {
    let best = 0;
    for (let near = Math.max(0, index - nearSteps); near <= Math.min(other.length - 1, index + nearSteps); near += 1)
      best = Math.max(best, other[near] as number);
    return (value + best) / 2;
  });
}

const worth = ({ lift, coherence: coherent }: FoundDivision) => lift * Math.sqrt(coherent);

/** Of two of as many cells there is one: that of which the comb and the walk say most. */
function add(divisions: FoundDivision[], found: FoundDivision): void {
  const at = divisions.findIndex(({ cuts }) => cuts.length === found.cuts.length);
  if (at < 0) divisions.push(found);
  else if (worth(found) > worth(divisions[at] as FoundDivision)) divisions[at] = found;
}

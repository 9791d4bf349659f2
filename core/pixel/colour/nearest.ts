import type { Colour, Colours } from '../picture.ts';
import { distanceSquared, oklabOf } from './oklab.ts';

/** So many colours are remembered: a noisy picture has a million, each of which takes memory. */
const mostKnown = 1 << 16;

/**
 * Finds for a colour the index of the one in `colours` that looks most like it; the first of two that look alike.
 * One that is among them is itself. Each colour is looked for once: pictures repeat theirs.
 * `leaveOut` is an index that is never answered, such as the clear one.
 */
export function nearestIn(colours: Colours, leaveOut?: number): (colour: Colour) => number {
  const seen = colours
    .map((colour, index) => ({ lab: oklabOf(colour), index }))
    .filter(({ index }) => index !== leaveOut);
  if (seen.length === 0) throw new RangeError('There is no colour to choose from.');
  const known = new Map<Colour, number>();
  // From the last, so that the first of equal ones stays.
  for (const { index } of seen.toReversed()) known.set(colours[index] ?? 0, index);
  return (colour) => {
    const before = known.get(colour);
    if (before !== undefined) return before;
    const lab = oklabOf(colour);
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const { lab: other, index } of seen) {
      const far = distanceSquared(lab, other);
      if (far >= least) continue;
      least = far;
      best = index;
    }
    if (known.size >= mostKnown) known.clear();
    known.set(colour, best);
    return best;
  };
}

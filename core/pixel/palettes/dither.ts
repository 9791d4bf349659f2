import { distanceSquared, type Oklab, oklabOf } from '../colour/oklab.ts';
import type { Colour, Colours } from '../picture.ts';

/** The side of each pattern, in pixels. */
const sides = { none: 1, bayer2: 2, bayer4: 4, bayer8: 8 };
export type Dither = keyof typeof sides;

/** So many colours are remembered: a noisy picture has a million, each of which takes memory. */
const mostKnown = 1 << 16;

/** Two colours far apart make noise where two near ones make a shade: how much their distance counts against a mixture that fits a little better. */
const apartCost = 0.1;

/** Bayer's matrix of so many pixels on a side, as thresholds between 0 and 1: doubling it puts [0 2; 3 1] into each quarter. */
export function thresholdsOf(dither: Dither): { side: number; thresholds: Float64Array } {
  const side = sides[dither];
  const value = (x: number, y: number, size: number): number => {
    if (size === 1) return 0;
    const half = size / 2;
    const quarter = y < half ? (x < half ? 0 : 2) : x < half ? 3 : 1;
    return 4 * value(x % half, y % half, half) + quarter;
  };
  const thresholds = Float64Array.from(
    { length: side * side },
    (_, at) => (value(at % side, Math.floor(at / side), side) + 0.5) / (side * side),
  );
  return { side, thresholds };
}

/** Two indices of a palette, and of how many of 1 pixels the lighter one is the right choice. */
export interface Mixture {
  dark: number;
  light: number;
  share: number;
}

/**
 * Finds for a colour the two of a palette that make it best, mixed in OKLab: the nearest one, and the one that repairs most of what it lacks. A colour
 * of the palette is itself alone. `strength` 0 to 1: how far the pattern reaches, 0 for the nearest colour everywhere.
 */
export function mixturesOf(
  colours: Colours,
  { strength, leaveOut }: { strength: number; leaveOut?: number | undefined },
) {
  const seen = colours
    .map((colour, index) => ({ lab: oklabOf(colour), index }))
    .filter(({ index }) => index !== leaveOut);
  const known = new Map<Colour, Mixture>();
  return (colour: Colour): Mixture => {
    const before = known.get(colour);
    if (before) return before;
    const mixture = mixtureOf(oklabOf(colour), seen, strength);
    if (known.size >= mostKnown) known.clear();
    known.set(colour, mixture);
    return mixture;
  };
}

function mixtureOf(wanted: Oklab, seen: ReadonlyArray<{ lab: Oklab; index: number }>, strength: number): Mixture {
  const [first] = seen;
  if (!first) throw new RangeError('There is no colour to choose from.');
  const nearest = seen.reduce(
    (best, each) => (distanceSquared(each.lab, wanted) < distanceSquared(best.lab, wanted) ? each : best),
    first,
  );
  let best = { other: nearest, share: 0, cost: distanceSquared(nearest.lab, wanted) };
  if (strength > 0 && best.cost > 0)
    for (const other of seen) {
      const apart = distanceSquared(other.lab, nearest.lab);
      if (apart === 0) continue;
      const share = Math.min(0.5, Math.max(0, along(wanted, nearest.lab, other.lab) / apart));
      const cost =
        distanceSquared(wanted, mixed(nearest.lab, other.lab, share)) + apartCost * share * (1 - share) * apart;
      if (cost < best.cost) best = { other, share, cost };
    }
  const share = best.share * strength;
  // The darker one always comes first, so that a shade that grows lighter keeps its pattern where the nearest colour changes.
  return nearest.lab.l <= best.other.lab.l
    ? { dark: nearest.index, light: best.other.index, share }
    : { dark: best.other.index, light: nearest.index, share: 1 - share };
}

/** The product of the way to the wanted colour and the way to the other one. */
const along = (wanted: Oklab, from: Oklab, to: Oklab): number =>
  (wanted.l - from.l) * (to.l - from.l) + (wanted.a - from.a) * (to.a - from.a) + (wanted.b - from.b) * (to.b - from.b);

const mixed = (one: Oklab, other: Oklab, share: number): Oklab => ({
  l: one.l + share * (other.l - one.l),
  a: one.a + share * (other.a - one.a),
  b: one.b + share * (other.b - one.b),
});

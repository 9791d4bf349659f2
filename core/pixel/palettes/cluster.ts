import { colourOfOklab, distanceSquared, type Oklab } from '../colour/oklab.ts';
import type { Colour } from '../picture.ts';

export interface Weighted {
  lab: Oklab;
  /** How many pixels it stands for. */
  weight: number;
}

const rounds = 24;

/**
 * At most so many colours that stand for all of these best: k-means in OKLab, begun by k-means++ (Arthur and Vassilvitskii, 2007) with one fixed seed,
 * so that the same picture has the same palette everywhere. Fewer, where two come out as the same colour of a screen.
 */
export function clusterColours(points: readonly Weighted[], most: number): Colour[] {
  let centres = firstCentres(points, most);
  const nearestBefore = new Int32Array(points.length).fill(-1);
  for (let round = 0; round < rounds; round += 1) {
    let changed = false;
    const sums = centres.map(() => ({ l: 0, a: 0, b: 0, weight: 0 }));
    for (const [at, { lab, weight }] of points.entries()) {
      const nearest = nearestOf(centres, lab);
      if (nearest !== nearestBefore[at]) changed = true;
      nearestBefore[at] = nearest;
      const sum = sums[nearest];
      if (!sum) continue;
      sum.l += lab.l * weight;
      sum.a += lab.a * weight;
      sum.b += lab.b * weight;
      sum.weight += weight;
    }
    if (!changed) break;
    // One that nothing is near to keeps its place.
    centres = centres.map((centre, at) => {
      const { l, a, b, weight } = sums[at] ?? { ...centre, weight: 0 };
      return weight === 0 ? centre : { l: l / weight, a: a / weight, b: b / weight };
    });
  }
  return [...new Set(centres.map(colourOfOklab))];
}

function firstCentres(points: readonly Weighted[], most: number): Oklab[] {
  const random = seeded(0x5eed);
  const pick = (weights: Float64Array): Oklab | undefined => {
    let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
    const chosen = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    return points[chosen]?.lab;
  };
  const far = new Float64Array(points.length).fill(Number.POSITIVE_INFINITY);
  const centres: Oklab[] = [];
  let next = pick(Float64Array.from(points, ({ weight }) => weight));
  while (next && centres.length < most) {
    centres.push(next);
    for (const [at, { lab }] of points.entries()) far[at] = Math.min(far[at] ?? 0, distanceSquared(lab, next));
    next = pick(Float64Array.from(points, ({ weight }, at) => weight * (far[at] ?? 0)));
  }
  return centres;
}

function nearestOf(centres: readonly Oklab[], lab: Oklab): number {
  let index = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < centres.length; at += 1) {
    const centre = centres[at];
    const far = centre ? distanceSquared(centre, lab) : Number.POSITIVE_INFINITY;
    if (far >= least) continue;
    least = far;
    index = at;
  }
  return index;
}

/** Mulberry32 (Tommy Ettinger, public domain): numbers of 0 to 1, the same ones for a seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

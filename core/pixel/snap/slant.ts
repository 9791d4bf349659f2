import type { Edges } from './edges.ts';

/** In pixels for each pixel along the other axis: 0.002 is a ninth of a degree. */
const step = 0.002;
/** A little over a degree. */
const most = 10;
/** Lines are as sharp for a step beside the slant that they have, so every other one is looked at first. */
const coarse = 2;
/** How much clearer lines must become before a picture is taken to be rotated. */
const clearer = 1.06;

/**
 * By how much a picture is rotated: the slant at which its edges fall together into the sharpest lines, on both axes at once, as where columns lean
 * to the right rows lean down on the left. 0 if it is upright. Positive if lines between columns move right on the way down.
 * @param scale how many pixels a place of these edges is; lines beside it are of pixels
 */
export function slantOf(x: Edges, y: Edges, scale: number): number {
  const joinedX = new Float32Array(x.length);
  const joinedY = new Float32Array(y.length);
  const [allX, allY] = [squaresOf(x), squaresOf(y)];
  const sharpness = (steps: number) => {
    const slant = (steps * step) / scale;
    return joinedSquares(x, slant, joinedX) / allX + joinedSquares(y, -slant, joinedY) / allY;
  };
  let best = sharpness(0) * clearer;
  let at = 0;
  for (let steps = -most; steps <= most; steps += coarse) {
    const value = steps === 0 ? 0 : sharpness(steps);
    if (value <= best) continue;
    best = value;
    at = steps;
  }
  // The least slants are hardly another picture from an upright one, and lie between the first of these.
  for (const beside of at === 0 ? [-1, 1] : [at - 1, at + 1]) {
    const value = sharpness(beside);
    if (value <= best) continue;
    best = value;
    at = beside;
  }
  if (at === 0) return 0;
  // The top of the parabola through three.
  const [before, after] = [sharpness(at - 1), sharpness(at + 1)];
  const bend = before + after - 2 * best;
  const shift = bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
  return (at + shift) * step;
}

/** All bands as one, each shifted by `slant` places for every pixel that it lies below the middle. */
export function join({ values, bands, length, bandPx }: Edges, slant: number, into: Float32Array): Float32Array {
  into.fill(0);
  for (let band = 0; band < bands; band += 1) {
    const shift = Math.round(slant * (band - (bands - 1) / 2) * bandPx);
    const from = band * length + shift;
    const end = Math.min(length, length - shift);
    for (let at = Math.max(0, -shift); at < end; at += 1)
      into[at] = (into[at] as number) + (values[from + at] as number);
  }
  return into;
}

const joinedSquares = (edges: Edges, slant: number, into: Float32Array): number => squares(join(edges, slant, into));

function squares(values: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += (values[at] as number) * (values[at] as number);
  return sum;
}

/** Makes the axes comparable: what the sum could be at most is the same for every slant. */
const squaresOf = ({ values, bands }: Edges): number => bands * squares(values) + 1;

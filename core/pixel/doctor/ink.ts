import type { Animation } from '../picture.ts';

/** What is drawn in a frame, apart from what is behind it. */
export interface Ink {
  /** 1 where something is drawn, row by row. */
  mask: Uint8Array;
  /** How many pixels that are; the box around them, both ends in it, is of no use if there are none. */
  area: number;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** So much of what is along the edges of all frames has one colour, where that is the ground on which something is drawn. */
const leastGround = 0.6;

/**
 * What is drawn in each frame: what is not clear; where nothing is clear, what is not of the colour along the edges. Undefined if there is no such colour: a picture that
 * fills its frames has no figure that could be told from what is behind it.
 */
export function inkOf(animation: Animation): Ink[] | undefined {
  const { frames, width, clear } = animation;
  const hasClear = clear !== undefined && frames.some(({ indices }) => indices.includes(clear));
  const ground = hasClear ? clear : groundOf(animation);
  return ground === undefined ? undefined : frames.map(({ indices }) => drawnIn(indices, width, ground));
}

function groundOf({ frames, width, height }: Animation): number | undefined {
  const counts = new Map<number, number>();
  let total = 0;
  for (const { indices } of frames)
    for (const at of edge(width, height)) {
      const index = indices[at] ?? 0;
      counts.set(index, (counts.get(index) ?? 0) + 1);
      total += 1;
    }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most && most[1] >= leastGround * total ? most[0] : undefined;
}

function* edge(width: number, height: number): Generator<number> {
  for (let x = 0; x < width; x += 1) {
    yield x;
    yield (height - 1) * width + x;
  }
  for (let y = 1; y < height - 1; y += 1) {
    yield y * width;
    yield y * width + width - 1;
  }
}

function drawnIn(indices: Uint8Array, width: number, ground: number): Ink {
  const mask = new Uint8Array(indices.length);
  const ink = { mask, area: 0, top: -1, bottom: -1, left: width, right: -1 };
  for (let at = 0; at < indices.length; at += 1) {
    if (indices[at] === ground) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    mask[at] = 1;
    ink.area += 1;
    if (ink.top < 0) ink.top = y;
    ink.bottom = y;
    if (x < ink.left) ink.left = x;
    if (x > ink.right) ink.right = x;
  }
  return ink;
}

export const heightOf = ({ top, bottom }: Ink): number => bottom - top + 1;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

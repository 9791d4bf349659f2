import type { Animation } from '../picture.ts';
import type { Finding } from './finding.ts';
import type { Ink } from './ink.ts';

/** A pixel or two at an edge are the tip of a hat; an eighth of it in a row is what was cut off. */
const leastRun = (side: number): number => Math.max(3, Math.round(side / 8));

/** Of what two cells draw on both sides of their border, so many pixels in a row are one thing that lies across it. */
const leastAcross = 2;

/**
 * Frames of which something goes on beyond their edge: a long straight run along it, but along the lower one, on which feet stand; or something that goes on in the next
 * cell of the sheet. @param columns of the sheet
 */
export function cuts({ frames, width, height }: Animation, inks: readonly Ink[], columns: number): Finding[] {
  const found = new Set<number>();
  for (const number of frames.keys()) {
    const { top, left, right, bottom } = edges(inks[number]?.mask, width, height);
    if (longest(top) >= leastRun(width) || [left, right].some((side) => longest(side) >= leastRun(height)))
      found.add(number);
    const beside = (number + 1) % columns === 0 ? undefined : inks[number + 1];
    const below = inks[number + columns];
    if (beside && longest(both(right, edges(beside.mask, width, height).left)) >= leastAcross)
      for (const each of [number, number + 1]) found.add(each);
    if (below && longest(both(bottom, edges(below.mask, width, height).top)) >= leastAcross)
      for (const each of [number, number + columns]) found.add(each);
  }
  return found.size > 0 ? [{ kind: 'cut', frames: [...found].sort((one, other) => one - other) }] : [];
}

function edges(mask: Uint8Array | undefined, width: number, height: number) {
  const at = (x: number, y: number) => mask?.[y * width + x] ?? 0;
  const across = (y: number) => Array.from({ length: width }, (_, x) => at(x, y));
  const down = (x: number) => Array.from({ length: height }, (_, y) => at(x, y));
  return { top: across(0), bottom: across(height - 1), left: down(0), right: down(width - 1) };
}

const both = (one: readonly number[], other: readonly number[]) => one.map((ink, at) => ink && (other[at] ?? 0));

function longest(line: readonly number[]): number {
  let [most, run] = [0, 0];
  for (const ink of line) {
    run = ink ? run + 1 : 0;
    most = Math.max(most, run);
  }
  return most;
}

import { type Candidate, isNear } from './candidates.ts';
import { isSameSize } from './grid.ts';

export interface Chosen {
  best: Candidate;
  /** What else it could be. */
  other: Candidate | undefined;
  /** 1 if nothing else comes near, 0 if something else is as likely. */
  confidence: number;
}

/** The value that a grid of blocks does not reach, as cells leave edges between its cuts. */
export const wholeFrom = 1;
/** Below this confidence the grid is right half of the time on the tuned seeds, and in three of four above 0.3; what is whole is right from 0.2 on. */
const sureFrom = { any: 0.4, whole: 0.2 };

export const isSure = ({ best, confidence }: Chosen): boolean =>
  confidence >= (best.value >= wholeFrom ? sureFrom.whole : sureFrom.any);

export function choose(candidates: readonly Candidate[]): Chosen | undefined {
  const [best, ...others] = candidates;
  if (!best || best.value <= 0) return undefined;
  const rivals = others.filter((other) => !isSameSize(best.grid, other.grid));
  const strengths = rivals.map((other) => ({ other, strength: rivalry(best, other) }));
  const [rival] = strengths.sort((a, b) => b.strength - a.strength);
  // A grid that breaks many cells is the outline of something rather than its cells, whatever else there is.
  const whole = Math.max(0, 1 - 8 * best.broken);
  return { best, other: rival?.other, confidence: whole * Math.max(0, 1 - (rival?.strength ?? 0)) };
}

/**
 * A finer grid has cuts for all edges as well, the more so if it has all those of the coarser one: it is one to ask about only if the coarser breaks
 * cells that it does not.
 */
function rivalry(best: Candidate, other: Candidate): number {
  const [x, y] = [best.pitch.x / other.pitch.x, best.pitch.y / other.pitch.y];
  const share = other.value / best.value;
  // One more or less of as many is another way to see the same cells, of which the better one is taken.
  if (isNear(x) && isNear(y)) return share ** 4;
  if (Math.sqrt(x * y) < 1.3) return share;
  const isWithin = (ratio: number) => Math.abs(ratio / Math.round(ratio) - 1) < 0.05;
  const otherwise = isWithin(x) && isWithin(y) ? 0 : 0.3;
  return share * Math.min(1, otherwise + Math.max(0, best.broken - other.broken) * 10);
}

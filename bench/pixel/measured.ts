import type { DamageName } from '#test/pixel/damages.ts';
import type { Score } from './snap-score.ts';
import type { SnapperRun } from './snapper.ts';

/** What became of a picture, in milliseconds of the processor. */
export interface Measured {
  damage: DamageName;
  score: Score;
  snapMs: number;
  decodeMs: number;
  /** Whether what was found comes back untouched. */
  isStable: boolean;
  snapper?: SnapperRun & { isSize: boolean };
}

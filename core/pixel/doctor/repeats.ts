import type { Animation } from '../picture.ts';
import type { Finding } from './finding.ts';
import { isUpright } from './groups.ts';
import type { Ink } from './ink.ts';

/** Of the pixels that either of two frames draws: fewer than one in fifty are a change that nobody sees at a glance. */
const leastChange = 1 / 50;

/**
 * Neighbours that look alike: there the animation seems to stop. Only neighbours: in a walk of four steps the first and the third are often one picture. What is
 * shown again and again goes from its last frame to its first. Poses are no steps: from behind, one who looks around is one who stands.
 */
export function repeats({ frames, tags, width }: Animation, inks: readonly Ink[] | undefined): Finding[] {
  const isAlike = (one: number, other: number) => {
    const [a, b] = [frames[one]?.indices, frames[other]?.indices];
    const [first, second] = [inks?.[one], inks?.[other]];
    if (!a || !b || first?.area === 0 || second?.area === 0) return false;
    let [changed, drawn] = [0, 0];
    for (let at = 0; at < a.length; at += 1) {
      if (!first || first.mask[at] || second?.mask[at]) drawn += 1;
      if (a[at] !== b[at]) changed += 1;
    }
    return changed < Math.max(width / 24, leastChange * drawn);
  };
  const pairs: Array<[number, number]> = [];
  const runs = tags.length > 0 ? tags.filter(isUpright) : [{ from: 0, to: frames.length - 1 }];
  for (const { from, to } of runs) {
    for (let at = from; at < to; at += 1) if (isAlike(at, at + 1)) pairs.push([at, at + 1]);
    if (tags.length > 0 && to - from > 1 && isAlike(to, from)) pairs.push([to, from]);
  }
  return pairs.length > 0 ? [{ kind: 'repeat', pairs }] : [];
}

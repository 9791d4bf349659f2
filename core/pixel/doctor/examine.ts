import type { Animation } from '../picture.ts';
import { cuts } from './cuts.ts';
import type { Finding } from './finding.ts';
import { flicker } from './flicker.ts';
import { groupsOf } from './groups.ts';
import { inkOf } from './ink.ts';
import { repeats } from './repeats.ts';
import { steadiness } from './steady.ts';

/**
 * What is wrong with the frames of an animation, as an artist would see it: feet that leave the ground, a figure that breathes, colours that flicker, steps that repeat,
 * what was cut off. Pure: the same frames are judged alike everywhere. Of 16 frames of 48 × 48 a millisecond.
 * @param columns of the sheet on which they lie: cells beside each other may share what belongs to one
 */
export function examine(animation: Animation, columns: number): Finding[] {
  const inks = inkOf(animation);
  if (!inks) return repeats(animation, inks);
  const groups = groupsOf(animation);
  const empty = inks.flatMap(({ area }, frame) => (area === 0 ? [frame] : []));
  return [
    ...steadiness(groups, inks, animation.height),
    ...flicker(animation, groups, inks),
    ...repeats(animation, inks),
    ...cuts(animation, inks, columns),
    ...(empty.length > 0 ? [{ kind: 'empty', frames: empty } as const] : []),
  ];
}

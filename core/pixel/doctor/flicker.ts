import { distance, oklabOf } from '../colour/oklab.ts';
import type { Animation } from '../picture.ts';
import type { Finding } from './finding.ts';
import type { Group } from './groups.ts';
import { type Ink, median } from './ink.ts';

/** In OKLab, where 0.02 is just told apart: nearer than that nobody sees it change; further than a sixth it is another thing, such as an eye that opens. */
const leastFar = 0.02;
const mostFar = 0.16;
/** Of a figure's pixels, so that a pixel at an edge is none: one in fifty, and four at least. */
const leastPart = 1 / 50;
const leastPixels = 4;
const mostNamed = 8;

/**
 * A colour of one frame that no other of its direction has, in place of one near to it that all others have: the same part of a figure is drawn in two colours.
 * What is only hidden for a while, or comes into view, takes no other's place.
 */
export function flicker({ frames, colours }: Animation, groups: readonly Group[], inks: readonly Ink[]): Finding[] {
  const found = new Set<number>();
  const strange = new Set<number>();
  for (const group of groups) {
    if (group.frames.length < 3) continue;
    const counts = new Map(
      group.frames.map((frame) => [frame, countsOf(frames[frame]?.indices, inks[frame]?.mask, colours.length)]),
    );
    for (const frame of group.frames) {
      const own = counts.get(frame);
      const others = group.frames.filter((each) => each !== frame).flatMap((each) => counts.get(each) ?? []);
      if (!own) continue;
      const enough = Math.max(leastPixels, leastPart * (inks[frame]?.area ?? 0));
      for (const [index, count] of own.entries()) {
        if (count < enough || others.some((other) => (other[index] ?? 0) > 0)) continue;
        const lab = oklabOf(colours[index] ?? 0);
        const isReplacing = colours.some((colour, other) => {
          const usual = median(others.map((each) => each[other] ?? 0));
          const away = distance(lab, oklabOf(colour));
          return usual >= enough && (own[other] ?? 0) < usual / 2 && away >= leastFar && away <= mostFar;
        });
        if (!isReplacing) continue;
        found.add(frame);
        strange.add(colours[index] ?? 0);
      }
    }
  }
  if (found.size === 0) return [];
  return [{ kind: 'flicker', frames: [...found], colours: [...strange].slice(0, mostNamed) }];
}

function countsOf(indices: Uint8Array | undefined, mask: Uint8Array | undefined, colours: number): Uint32Array {
  const counts = new Uint32Array(colours);
  indices?.forEach((index, at) => {
    if (mask?.[at]) counts[index] = (counts[index] ?? 0) + 1;
  });
  return counts;
}

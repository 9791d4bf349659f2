import type { Finding } from './finding.ts';
import type { Group } from './groups.ts';
import { heightOf, type Ink, median } from './ink.ts';

/**
 * A step seen from the front brings a foot nearer, and so lower: a pixel in 24, two in a frame of 48. Further down or up the whole figure hops.
 * @param height of a frame
 */
const mostWander = (height: number): number => Math.max(1, Math.floor(height / 24));

/** A head bobs by a pixel or two, a twelfth of a figure; more is another size. */
const mostGrowth = (height: number): number => Math.max(2, Math.round(height / 12));

/** Arms and legs that cover each other take a sixth of a figure at most, in walks that artists drew; a quarter is another size. */
const mostSpread = 1 / 4;

/** Fewer frames than three have no usual place. */
const least = 3;

/** Whether those who walk keep their feet on the ground, and stay as large as they are. @param height of a frame */
export function steadiness(groups: readonly Group[], inks: readonly Ink[], height: number): Finding[] {
  const wanders: number[] = [];
  const grows: number[] = [];
  const spreads: number[] = [];
  const heights: number[] = [];
  const areas: number[] = [];
  let most = 0;
  for (const { frames, isUpright } of groups) {
    const drawn = frames.flatMap((frame) => {
      const ink = inks[frame];
      return ink && ink.area > 0 ? [{ frame, ink }] : [];
    });
    if (!isUpright || drawn.length < least) continue;
    const ground = median(drawn.map(({ ink }) => ink.bottom));
    const tall = median(drawn.map(({ ink }) => heightOf(ink)));
    const area = median(drawn.map(({ ink }) => ink.area));
    const before = [grows.length, spreads.length];
    for (const { frame, ink } of drawn) {
      const away = Math.abs(ink.bottom - ground);
      if (away > mostWander(height)) {
        wanders.push(frame);
        most = Math.max(most, away);
      }
      if (Math.abs(heightOf(ink) - tall) > mostGrowth(tall)) grows.push(frame);
      else if (Math.abs(ink.area - area) > mostSpread * area) spreads.push(frame);
    }
    if (grows.length > (before[0] ?? 0)) heights.push(...drawn.map(({ ink }) => heightOf(ink)));
    if (spreads.length > (before[1] ?? 0)) areas.push(...drawn.map(({ ink }) => ink.area));
  }
  const between = (values: readonly number[]) => ({ least: Math.min(...values), most: Math.max(...values) });
  return [
    ...(wanders.length > 0 ? [{ kind: 'baseline', frames: wanders, most } as const] : []),
    ...(grows.length > 0 ? [{ kind: 'size', frames: grows, measure: 'height', ...between(heights) } as const] : []),
    ...(spreads.length > 0 ? [{ kind: 'size', frames: spreads, measure: 'area', ...between(areas) } as const] : []),
  ];
}

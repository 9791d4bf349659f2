import { type Pitch, pitchAt } from './pitch.ts';

/** What it costs to be off the pitch, by the square of the share: a tenth costs a thirtieth of an edge. */
const stiffness = 3;

/**
 * A walk along an axis in steps of about a pitch that meets as many edges as it can: its places, from the first. Found by dynamic programming.
 * @param gains what a cut gains at each place (gains.ts)
 * @param slack by which share of it a step may be longer or shorter
 */
export function walk(gains: Float32Array, pitch: Pitch, slack: number): number[] {
  const { length } = gains;
  const best = new Float64Array(length);
  const from = new Int32Array(length);
  let reach = 0;
  for (let at = 1; at < length; at += 1) {
    const here = pitchAt(pitch, at);
    const each = 1 / here;
    const shortest = Math.max(1, Math.floor(here * (1 - slack)));
    const longest = Math.ceil(here * (1 + slack));
    if (longest > reach) reach = longest;
    // The first cell may be cut by the border.
    let most = at <= longest ? 0 : Number.NEGATIVE_INFINITY;
    let source = 0;
    const last = Math.min(longest, at - 1);
    for (let step = shortest; step <= last; step += 1) {
      const off = step * each - 1;
      const value = (best[at - step] as number) - stiffness * off * off;
      if (value <= most) continue;
      most = value;
      source = at - step;
    }
    best[at] = most + (gains[at] as number);
    from[at] = source;
  }
  const places: number[] = [];
  for (let at = lastOf(best, reach); at > 0; at = from[at] as number) places.push(at);
  return places.reverse();
}

/** Where the best walk ends: less than a step before the border. */
function lastOf(best: Float64Array, reach: number): number {
  let last = Math.max(1, best.length - 1);
  for (let at = Math.max(1, best.length - reach); at < best.length; at += 1)
    if ((best[at] as number) > (best[last] as number)) last = at;
  return last;
}

/**
 * Lines that are counted already, each moved to the edge near it, so far as its neighbours move with it.
 * @param lines where they would be on an even grid
 */
export function settle(gains: Float32Array, lines: Float64Array, pitch: number): Float64Array {
  const reach = Math.max(1, Math.floor(pitch * 0.4));
  const width = 2 * reach + 1;
  const count = lines.length;
  const best = new Float64Array(count * width);
  const from = new Int32Array(count * width);
  const gainAt = (place: number) => gains[place] ?? 0;
  for (let line = 0; line < count; line += 1)
    for (let to = 0; to < width; to += 1) {
      const off = (to - reach) / pitch;
      let most = line === 0 ? 0 : Number.NEGATIVE_INFINITY;
      let source = 0;
      for (let before = 0; line > 0 && before < width; before += 1) {
        const bend = (to - before) / pitch;
        const value = (best[(line - 1) * width + before] as number) - stiffness * bend * bend;
        if (value <= most) continue;
        most = value;
        source = before;
      }
      best[line * width + to] = most + gainAt(Math.round(lines[line] as number) + to - reach) - 0.5 * off * off;
      from[line * width + to] = source;
    }
  const settled = new Float64Array(count);
  let at = 0;
  for (let to = 0; to < width; to += 1)
    if ((best[(count - 1) * width + to] as number) > (best[(count - 1) * width + at] as number)) at = to;
  for (let line = count - 1; line >= 0; line -= 1) {
    settled[line] = Math.round(lines[line] as number) + at - reach;
    at = from[line * width + at] as number;
  }
  return settled;
}

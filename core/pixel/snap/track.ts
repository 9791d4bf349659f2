/** A strong cut so far from where a cell would end, in cells, is an edge of something else. */
const astray = 0.3;
/** Cells over which the pitch is measured anew: enough that rounding is nothing, few enough that a pitch may drift. */
const memory = 14;
/** So many cells after the first the pitch that was given is trusted more than what was measured. */
const patience = 5;

interface Start {
  place: number;
  index: number;
}

/**
 * Numbers strong cuts by following them from the middle of an axis to both ends, as one counts fence posts: how many cells lie between two is said by
 * the pitch of those that were just passed, and a cut that is no whole number of cells away is left out.
 * @param places where edges are strong, in order
 * @returns places with the number of the cell that begins there
 */
export function track(places: readonly number[], pitch: number): Start[] {
  const middle = Math.floor(places.length / 2);
  const first = places[middle];
  if (first === undefined) return [];
  const right = follow(places.slice(middle + 1), first, pitch);
  const left = follow(places.slice(0, middle).reverse(), first, pitch, -1);
  return [...left.reverse(), { place: first, index: 0 }, ...right];
}

function follow(places: readonly number[], first: number, pitch: number, sign = 1): Start[] {
  const passed: Start[] = [{ place: first, index: 0 }];
  let line: Line = { each: pitch, at: first };
  // The first of those that are remembered.
  let from = 0;
  for (const place of places) {
    const last = passed.at(-1) as Start;
    const away = (sign * (place - line.at)) / line.each;
    const cells = Math.round(away);
    // Over a long way without edges the pitch may be a little off.
    if (cells < 1 || Math.abs(away - cells) > astray) continue;
    const index = last.index + sign * cells;
    passed.push({ place, index });
    while (Math.abs(index - (passed[from] as Start).index) > memory) from += 1;
    line = lineOf(passed, from, pitch);
  }
  return passed.slice(1);
}

/** The pitch at the last cut, and where that would be if all were even. */
interface Line {
  each: number;
  at: number;
}

/** Through the last cuts, from one of them on, as far as there are enough. */
function lineOf(passed: readonly Start[], from: number, pitch: number): Line {
  const end = passed.at(-1) as Start;
  const span = Math.abs((passed[from] as Start).index - end.index);
  let [n, s1, s2, p0, p1] = [0, 0, 0, 0, 0];
  for (let at = from; at < passed.length; at += 1) {
    const { place, index } = passed[at] as Start;
    const i = index - end.index;
    n += 1;
    s1 += i;
    s2 += i * i;
    p0 += place;
    p1 += place * i;
  }
  const weight = n * s2 - s1 * s1;
  if (weight === 0) return { each: pitch, at: end.place };
  const slope = (n * p1 - s1 * p0) / weight;
  const trust = span / (span + patience);
  return {
    each: pitch + (Math.max(0.85 * pitch, Math.min(1.18 * pitch, Math.abs(slope))) - pitch) * trust,
    at: end.place + ((p0 - slope * s1) / n - end.place) * trust,
  };
}

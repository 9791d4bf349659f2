import { chromaOf, hueOf, type Oklab, oklabOf } from '../colour/oklab.ts';
import type { Colours } from '../picture.ts';

/** Below it a colour is seen as a grey. */
export const greyChroma = 0.03;

/** Colours of one ramp turn no further around the circle of hues, in degrees: artists let theirs drift from warm lights to cool shadows. */
const mostTurn = 60;

/**
 * The ramps of a palette, as indices: colours of neighbouring hues from the darkest to the lightest, the greys first and then once around the circle from
 * red. Each index stands in one of them, one that is left out in none.
 */
export function rampsOf(colours: Colours, leaveOut?: number): number[][] {
  const seen = colours
    .map((colour, index) => ({ index, lab: oklabOf(colour) }))
    .filter(({ index }) => index !== leaveOut);
  const greys = seen.filter(({ lab }) => chromaOf(lab) < greyChroma);
  const coloured = seen.filter(({ lab }) => chromaOf(lab) >= greyChroma);
  return [greys, ...byHue(coloured)]
    .filter((ramp) => ramp.length > 0)
    .map((ramp) =>
      ramp.sort((one, other) => one.lab.l - other.lab.l || one.index - other.index).map(({ index }) => index),
    );
}

interface Seen {
  index: number;
  lab: Oklab;
}

function byHue(coloured: readonly Seen[]): Seen[][] {
  const around = coloured.map((each) => ({ ...each, hue: hueOf(each.lab) })).sort((one, other) => one.hue - other.hue);
  if (around.length === 0) return [];
  // The circle is cut where it is emptiest; what is before the cut follows on after a whole turn.
  const gaps = around.map(({ hue }, at) => (hue - (around.at(at - 1)?.hue ?? 0) + 360) % 360);
  const cut = around.length === 1 ? 0 : gaps.indexOf(Math.max(...gaps));
  const line = [...around.slice(cut), ...around.slice(0, cut).map((each) => ({ ...each, hue: each.hue + 360 }))];
  const ramps = splitAtGaps(line);
  return ramps.sort((one, other) => ((one[0]?.hue ?? 0) % 360) - ((other[0]?.hue ?? 0) % 360));
}

/** Splits at the widest gap until nothing turns too far. */
function splitAtGaps<Each extends { hue: number }>(line: readonly Each[]): Each[][] {
  const [first, last] = [line[0]?.hue ?? 0, line.at(-1)?.hue ?? 0];
  if (last - first <= mostTurn) return [[...line]];
  let widest = 1;
  const gapBefore = (at: number) => (line[at]?.hue ?? 0) - (line[at - 1]?.hue ?? 0);
  for (let at = 2; at < line.length; at += 1) if (gapBefore(at) > gapBefore(widest)) widest = at;
  return [...splitAtGaps(line.slice(0, widest)), ...splitAtGaps(line.slice(widest))];
}

/** In the order of their ramps: as a person lays a palette out. */
export const inRamps = (colours: Colours): number[] => rampsOf(colours).flat();

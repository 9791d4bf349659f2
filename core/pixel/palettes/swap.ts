import { alphaOf, colourOfPixel, pixelOf } from '../colour/channels.ts';
import { nearestIn } from '../colour/nearest.ts';
import { chromaOf, hueOf, type Oklab, oklabOf } from '../colour/oklab.ts';
import type { Colour, Colours, IndexedColours, Pixels } from '../picture.ts';
import { greyChroma, rampsOf } from './ramps.ts';

/** Which colour becomes which; one that is not in it stays. */
export type Swap = ReadonlyMap<Colour, Colour>;

/**
 * `order`: the first becomes the first, and so on; those that have no counterpart stay.
 * `ramps`: each ramp becomes the ramp that is most like it, dark to dark and light to light.
 * `nearest`: each becomes the colour that looks most like it.
 */
export type SwapWay = 'order' | 'ramps' | 'nearest';

/** How the colours of one palette become those of another. A colour that stands twice in the first goes by its first place. */
export function planSwap(from: Colours, to: Colours, way: SwapWay): Swap {
  switch (way) {
    case 'order':
      return byOrder(from, to);
    case 'ramps':
      return byRamps(from, to);
    case 'nearest': {
      const nearest = nearestIn(to);
      return new Map(from.map((colour) => [colour, to[nearest(colour)] ?? colour]));
    }
  }
}

/** Recolours a picture or an animation; its indices stay as they are. */
export const swapColours = <Picture extends IndexedColours>(picture: Picture, swap: Swap): Picture => ({
  ...picture,
  colours: picture.colours.map((colour, index) => (index === picture.clear ? colour : (swap.get(colour) ?? colour))),
});

/** The same for pixels; each keeps its alpha. */
export function recoloured({ data, width, height }: Pixels, swap: Swap): Pixels {
  let [last, became] = [-1, 0];
  const to = data.map((pixel) => {
    if (pixel === last) return became;
    last = pixel;
    const colour = swap.get(colourOfPixel(pixel));
    became = colour === undefined ? pixel : pixelOf(colour, alphaOf(pixel));
    return became;
  });
  return { data: to, width, height };
}

function byOrder(from: Colours, to: Colours): Swap {
  const swap = new Map<Colour, Colour>();
  for (const [index, colour] of from.entries()) {
    const other = to[index];
    if (other !== undefined && !swap.has(colour)) swap.set(colour, other);
  }
  return swap;
}

function byRamps(from: Colours, to: Colours): Swap {
  const [own, others] = [rampsIn(from), rampsIn(to)];
  const swap = new Map<Colour, Colour>();
  const uses = new Map<Colours, number>();
  // The largest first: it has the first choice.
  for (const ramp of own.toSorted((one, other) => other.length - one.length)) {
    const far = (other: Colours) => unlike(ramp, other) + (uses.get(other) ?? 0) * takenCost;
    const partner = others.reduce((best, other) => (far(other) < far(best) ? other : best), others[0] ?? ramp);
    uses.set(partner, (uses.get(partner) ?? 0) + 1);
    const places = alignLights(ramp.map(oklabOf), partner.map(oklabOf));
    for (const [at, colour] of ramp.entries()) swap.set(colour, partner[places[at] ?? 0] ?? colour);
  }
  return swap;
}

function rampsIn(colours: Colours): Colours[] {
  const different = [...new Set(colours)];
  return rampsOf(different).map((ramp) => ramp.map((index) => different[index] ?? 0));
}

/** In degrees: so much further a hue may lie, before two ramps become one. */
const takenCost = 60;

/** How far apart two ramps are on the circle of hues, in degrees; greys are as far from all others as hues can be. */
function unlike(one: Colours, other: Colours): number {
  const [first, second] = [meanOf(one), meanOf(other)];
  const greys = [first, second].filter((mean) => chromaOf(mean) < greyChroma).length;
  if (greys > 0) return greys === 2 ? 0 : 180;
  const turn = Math.abs(hueOf(first) - hueOf(second));
  return Math.min(turn, 360 - turn);
}

function meanOf(ramp: Colours): Oklab {
  const labs = ramp.map(oklabOf);
  const mean = (of: (lab: Oklab) => number) => labs.reduce((sum, lab) => sum + of(lab), 0) / labs.length;
  return { l: mean(({ l }) => l), a: mean(({ a }) => a), b: mean(({ b }) => b) };
}

/**
 * For each of a ramp, dark to light, its place in another ramp: never one further down than the one before it, never the same one while there is
 * room, and as near in lightness as that allows. By dynamic programming, from the dark end.
 */
function alignLights(own: readonly Oklab[], others: readonly Oklab[]): number[] {
  const step = own.length <= others.length ? 1 : 0;
  const costs: number[][] = [];
  const cost = (row: number, place: number) => Math.abs((own[row]?.l ?? 0) - (others[place]?.l ?? 0));
  for (const row of own.keys()) {
    let least = Number.POSITIVE_INFINITY;
    costs.push(
      others.map((_, place) => {
        // The best place of the one before it that this one may follow.
        if (place - step >= 0) least = Math.min(least, costs[row - 1]?.[place - step] ?? Number.POSITIVE_INFINITY);
        return row === 0 ? cost(row, place) : least + cost(row, place);
      }),
    );
  }
  const places: number[] = [];
  let end = others.length - 1;
  for (let row = own.length - 1; row >= 0; row -= 1) {
    const line = costs[row] ?? [];
    let best = end;
    for (let place = end; place >= 0; place -= 1)
      if ((line[place] ?? Number.POSITIVE_INFINITY) < (line[best] ?? Number.POSITIVE_INFINITY)) best = place;
    places.unshift(best);
    end = Math.max(0, best - step);
  }
  return places;
}

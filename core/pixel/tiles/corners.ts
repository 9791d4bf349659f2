import { alphaOf, colourOfPixel } from '../colour/channels.ts';
import { distance, type Oklab, oklabOf } from '../colour/oklab.ts';
import type { Pixels } from '../picture.ts';

/** The corners of a tile that are of the inner ground, as one number. */
export const corner = { topLeft: 8, topRight: 4, bottomLeft: 2, bottomRight: 1 } as const;

/** All of a tile is of the outer ground. */
export const allOuter = 0;

/**
 * How Retro Diffusion lays out a tileset, 4 tiles in a row and 5 rows: an island, a hole, both ways in which corners meet, and each ground three times. Its documentation
 * says nothing of it; its own two examples show it (images/api-tileset.png and, before, resources/tileset.png of https://github.com/Retro-Diffusion/api-examples).
 */
export const usualCorners: readonly number[] = [
  ...[0, 1, 3, 2],
  ...[0, 5, 15, 10],
  ...[0, 4, 12, 8],
  ...[15, 14, 13, 6],
  ...[15, 11, 7, 9],
];

/** The grounds are told apart where they are so many times as far from each other as their own patches are on average. */
const apartEnough = 2;

/**
 * Which corners each tile of a set has, in the order of the tiles: read from the pictures, in case the order is not the usual one. The first tile is all of the outer
 * ground. The usual corners, if that is what there is or if the grounds look too much alike to tell.
 */
export function cornersIn(tiles: readonly Pixels[]): number[] {
  const seen = seenCorners(tiles);
  return seen ?? tiles.map((_, at) => usualCorners[at] ?? allOuter);
}

function seenCorners(tiles: readonly Pixels[]): number[] | undefined {
  const patches = tiles.flatMap(patchesOf);
  const grounds = twoGrounds(patches);
  if (!grounds) return undefined;
  const { outer, inner } = grounds;
  const isInner = patches.map((patch) => distance(patch, inner) < distance(patch, outer));
  const corners = tiles.map((_, tile) =>
    Object.values(corner).reduce((sum, bit, at) => sum + (isInner[tile * 4 + at] ? bit : 0), 0),
  );
  // A set has each once at least; if one is missing, what was seen are no corners.
  return new Set(corners).size === 16 ? corners : undefined;
}

/** The colour on average in each corner, in the order of `corner`: in a quarter of each side, since a border between grounds meets an edge in its middle. */
function patchesOf({ data, width, height }: Pixels): Oklab[] {
  const [across, down] = [Math.max(1, Math.floor(width / 4)), Math.max(1, Math.floor(height / 4))];
  const meanFrom = (left: number, top: number): Oklab => {
    const sum = { l: 0, a: 0, b: 0 };
    for (let y = top; y < top + down; y += 1)
      for (let x = left; x < left + across; x += 1) {
        const pixel = data[y * width + x] ?? 0;
        const { l, a, b } = alphaOf(pixel) === 0 ? clearLook : oklabOf(colourOfPixel(pixel));
        sum.l += l;
        sum.a += a;
        sum.b += b;
      }
    const count = across * down;
    return { l: sum.l / count, a: sum.a / count, b: sum.b / count };
  };
  const [right, bottom] = [width - across, height - down];
  return [meanFrom(0, 0), meanFrom(right, 0), meanFrom(0, bottom), meanFrom(right, bottom)];
}

/** Unlike any colour, so that what is clear is a ground of its own. */
const clearLook: Oklab = { l: -1, a: 0, b: 0 };

/** The middles of two heaps of patches (2-means, from the first patch and the one farthest from it). Undefined if they are not two. */
function twoGrounds(patches: readonly Oklab[]): { outer: Oklab; inner: Oklab } | undefined {
  const [first] = patches;
  if (!first) return undefined;
  let outer = first;
  let inner = patches.reduce((far, each) => (distance(each, first) > distance(far, first) ? each : far), first);
  for (let round = 0; round < 8; round += 1) {
    const near = (patch: Oklab) => distance(patch, outer) <= distance(patch, inner);
    const [outers, inners] = [patches.filter(near), patches.filter((patch) => !near(patch))];
    if (inners.length === 0) return undefined;
    outer = meanOf(outers);
    inner = meanOf(inners);
  }
  const spread =
    patches.reduce((sum, patch) => sum + Math.min(distance(patch, outer), distance(patch, inner)), 0) / patches.length;
  return distance(outer, inner) > apartEnough * spread ? { outer, inner } : undefined;
}

function meanOf(patches: readonly Oklab[]): Oklab {
  const mean = (of: (patch: Oklab) => number) => patches.reduce((sum, patch) => sum + of(patch), 0) / patches.length;
  return { l: mean(({ l }) => l), a: mean(({ a }) => a), b: mean(({ b }) => b) };
}

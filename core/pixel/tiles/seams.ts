import { alphaOf, colourOfPixel } from '../colour/channels.ts';
import { distance, type Oklab, oklabOf } from '../colour/oklab.ts';
import type { Pixels } from '../picture.ts';
import { corner } from './corners.ts';

export const sides = ['top', 'right', 'bottom', 'left'] as const;
export type Side = (typeof sides)[number];

/** How one edge of a tile looks beside the tiles that may be laid there. */
export interface Seam {
  /** Counted from 0, and so the neighbour with which it looks worst. */
  tile: number;
  side: Side;
  neighbour: number;
  /** How many times as visible it is as the most visible line inside both tiles. */
  score: number;
}

/**
 * From here on one sees a seam. Where tiles continue each other, the line between them is one like those inside them, and so about as visible as the most visible of those: of the
 * 160 edges of Retro Diffusion's own two example sets (corners.ts) 158 stay below, the others are at 1.5. Pieces cut out of its tiles, which continue nothing, are mostly at 1.4 to 1.7 where
 * one sees it; in a ground like noise one sees no seam wherever it is cut, and they stay below.
 */
export const visibleFrom = 1.4;

/** A difference that is only just seen (OKLab): between tiles of one flat colour, nothing less is a seam. */
const justSeen = 0.02;

/**
 * The seam at each edge of each tile: how much worse it is than lines within tiles. Of tiles with corners only those are laid side by side whose corners there are the same.
 * @param corners of each tile; none: each fits beside each
 */
export function seamsOf(tiles: readonly Pixels[], corners?: readonly number[]): Seam[] {
  const looks = tiles.map(looksOf);
  const within = looks.map(loudestLines);
  return tiles.flatMap((_, tile) =>
    sides.map((side): Seam => {
      let worst: Seam = { tile, side, neighbour: tile, score: 0 };
      for (const [neighbour, look] of looks.entries()) {
        if (!mayLie(side, corners?.[tile], corners?.[neighbour])) continue;
        const own = looks[tile] ?? look;
        const line = side === 'top' || side === 'bottom' ? 'rows' : 'columns';
        const usual = Math.max(justSeen, within[tile]?.[line] ?? 0, within[neighbour]?.[line] ?? 0);
        const score = across(own, look, side) / usual;
        if (score > worst.score) worst = { tile, side, neighbour, score };
      }
      return worst;
    }),
  );
}

export const visibleSeams = (seams: readonly Seam[]): Seam[] =>
  seams.filter(({ score }) => score >= visibleFrom).toSorted((one, other) => other.score - one.score);

/** Whether the neighbour's corners are the tile's own where both meet. */
function mayLie(side: Side, own: number | undefined, other: number | undefined): boolean {
  if (own === undefined || other === undefined) return true;
  const { topLeft, topRight, bottomLeft, bottomRight } = corner;
  const meet = {
    top: [
      [topLeft, bottomLeft],
      [topRight, bottomRight],
    ],
    right: [
      [topRight, topLeft],
      [bottomRight, bottomLeft],
    ],
    bottom: [
      [bottomLeft, topLeft],
      [bottomRight, topRight],
    ],
    left: [
      [topLeft, topRight],
      [bottomLeft, bottomRight],
    ],
  } as const satisfies Record<Side, unknown>;
  return meet[side].every(([mine, theirs]) => ((own & mine) !== 0) === ((other & theirs) !== 0));
}

interface Look {
  width: number;
  height: number;
  labs: Oklab[];
}

/** What is clear looks like no colour. */
const clearLook: Oklab = { l: -1, a: 0, b: 0 };

function looksOf({ data, width, height }: Pixels): Look {
  const known = new Map<number, Oklab>();
  const labs = Array.from(data, (pixel) => {
    const found = known.get(pixel) ?? (alphaOf(pixel) === 0 ? clearLook : oklabOf(colourOfPixel(pixel)));
    known.set(pixel, found);
    return found;
  });
  return { width, height, labs };
}

/** How far apart two lines of as many pixels are on average; each is given by where it begins and how far its pixels are from each other. */
function apart(one: Look, from: number, other: Look, to: number, step: { one: number; other: number }, count: number) {
  let sum = 0;
  for (let at = 0; at < count; at += 1) {
    const [a, b] = [one.labs[from + at * step.one], other.labs[to + at * step.other]];
    if (a && b) sum += distance(a, b);
  }
  return sum / count;
}

/** The most visible line between two rows, and between two columns. */
function loudestLines(look: Look): { rows: number; columns: number } {
  const { width, height } = look;
  const rows = Array.from({ length: height - 1 }, (_, y) =>
    apart(look, y * width, look, (y + 1) * width, { one: 1, other: 1 }, width),
  );
  const columns = Array.from({ length: width - 1 }, (_, x) =>
    apart(look, x, look, x + 1, { one: width, other: width }, height),
  );
  return { rows: Math.max(0, ...rows), columns: Math.max(0, ...columns) };
}

function across(own: Look, other: Look, side: Side): number {
  const lastRow = (look: Look) => (look.height - 1) * look.width;
  const lastColumn = (look: Look) => look.width - 1;
  const rows = { one: 1, other: 1 };
  const columns = { one: own.width, other: other.width };
  switch (side) {
    case 'top':
      return apart(own, 0, other, lastRow(other), rows, own.width);
    case 'bottom':
      return apart(own, lastRow(own), other, 0, rows, own.width);
    case 'left':
      return apart(own, 0, other, lastColumn(other), columns, own.height);
    case 'right':
      return apart(own, lastColumn(own), other, 0, columns, own.height);
  }
}

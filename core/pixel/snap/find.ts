import type { Pixels } from '../picture.ts';
import { candidatesOf } from './candidates.ts';
import { type Chosen, choose, isSure, wholeFrom } from './choose.ts';
import { addDivisions, type Divisions } from './divisions.ts';
import { beforeGround } from './flat.ts';
import { columnsOf, type Grid, isSameSize, rowsOf } from './grid.ts';
import { type Interpolated, interpolatedGrid } from './interpolated.ts';
import { isArt } from './is-art.ts';
import { createLooks } from './looks.ts';
import { type Scale, viewsOf } from './views.ts';

interface Found {
  best: Grid;
  /** What else it could be, if that is to be asked. */
  other?: Grid;
  /** 1 if nothing else comes near, 0 if something else is as likely. */
  confidence: number;
}

/**
 * The likeliest grid of pictures of one size, and what else it could be. Undefined if there is none, as in a photograph.
 *
 * Most show it a little from away, in half the time. What does not is asked whether it was enlarged smoothly, where there are no edges; and else looked
 * at from near, where hard edges of small cells are seen best, and only then from far away, where blurred ones are, and those that noise hides.
 */
export function findGrid(pictures: readonly Pixels[]): Found | undefined {
  const [size = { width: 0, height: 0 }] = pictures;
  const flat = pictures.map(beforeGround);
  const views = viewsOf(flat);
  const looks = createLooks(flat, views.slant);
  const divisions: Divisions = { x: [], y: [] };
  const look = (scales: readonly Scale[]) => {
    for (const scale of scales) addDivisions(divisions, views.view(scale), size);
    return choose(candidatesOf(divisions, looks));
  };
  const halfway = look([2]);
  if (halfway && isClear(halfway)) return foundBy(halfway);
  const smooth = views.slant === 0 ? interpolatedGrid(views.signals(), size) : undefined;
  if (smooth && smooth.left < plain && !(halfway && halvesCells(smooth, halfway))) return foundSmooth(smooth);
  const close = look([1]);
  const near = close && isClear(close) ? close : look([4]);
  if (smooth && (!near || near.best.value < stepped)) return foundSmooth(smooth);
  if (!near || !isArt(near)) return smooth && smooth.left < believable ? foundSmooth(smooth) : undefined;
  return smooth ? foundByBoth(smooth, near, halfway) : foundBy(near);
}

const foundBy = (chosen: Chosen): Found => ({
  best: chosen.best.grid,
  confidence: chosen.confidence,
  ...(chosen.other && !isSure(chosen) && { other: chosen.other.grid }),
});

const foundSmooth = ({ grid, left }: Interpolated): Found => ({ best: grid, confidence: 1 - left });

/** Both are believable. */
const asked = ({ grid }: Interpolated, { best }: Chosen): Found => ({ best: grid, other: best.grid, confidence: 0 });

/** What smooth enlargement leaves unexplained, if it was nothing else. */
const plain = 0.15;
/** From this value on a picture has edges, and was not enlarged smoothly. */
const stepped = 0.2;
/**
 * Soft edges are a kernel of their own, and cells of an even size explain them, however few there are: where edges leave two grids, or count one cell
 * more or less, that number is right on the tuned seeds up to about this much unexplained. Cells that drift or are cut by the border are explained by none.
 */
const counted = 0.25;
/** Up to so much a finer grid is likely enough to be asked about. */
const believable = 0.3;
/** A kernel explains two cells as one if they are alike in most places: from this value on edges between them are no chance. */
const divided = 0.4;

/** Two looks that know nothing of one another are not wrong in the same way: which of them is believed, or whether both are shown. */
function foundByBoth(smooth: Interpolated, near: Chosen, halfway: Chosen | undefined): Found {
  const { best, other, confidence } = near;
  if (isSameSize(smooth.grid, best.grid))
    return foundBy({ ...near, confidence: Math.max(confidence, 1 - smooth.left) });
  if (other && isSameSize(smooth.grid, other.grid)) return foundSmooth(smooth);
  if (!isSure(near) && halfway && isSameSize(smooth.grid, halfway.best.grid)) return foundSmooth(smooth);
  if (isFiner(best.grid, smooth.grid)) return foundBy(near);
  const isCounted = smooth.left < counted && (!isSure(near) || isOneApart(smooth.grid, best.grid));
  // Cells of which others would be blocks.
  if (!isFiner(smooth.grid, best.grid) || smooth.left >= believable)
    return isCounted ? foundSmooth(smooth) : foundBy(near);
  const isWhole = best.value >= wholeFrom;
  if (isCounted === isWhole) return asked(smooth, near);
  return isCounted ? foundSmooth(smooth) : foundBy(near);
}

/** Whether edges from a little away say clearly that each of its cells is several. */
const halvesCells = ({ grid }: Interpolated, { best }: Chosen): boolean =>
  best.value >= divided && isFiner(best.grid, grid);

/** Whether it has half as many cells again on both axes, or more. */
const isFiner = (one: Grid, other: Grid): boolean =>
  columnsOf(one) >= 1.5 * columnsOf(other) && rowsOf(one) >= 1.5 * rowsOf(other);

function isOneApart(one: Grid, other: Grid): boolean {
  const [x, y] = [Math.abs(columnsOf(one) - columnsOf(other)), Math.abs(rowsOf(one) - rowsOf(other))];
  return Math.max(x, y) === 1;
}

/**
 * What a grid has beside which none that is found otherwise can be, and how far it is ahead of the next: on the tuned seeds, of two that were nearer
 * the right one was sometimes seen from near only.
 */
const clear = { value: 0.45, evenness: 0.85, ahead: 0.6 };
/** Smaller cells are looked at from nearer. */
const leastPx = 5;
/** Cells so few have nearly all edges on their borders; if they have not, they may be blocks of others, and the kernel is asked as well. */
const few = { cells: 20, value: 0.5, lift: 0.7 };

function isClear(chosen: Chosen): boolean {
  const { best, confidence } = chosen;
  const { value, evenness, pitch, lift, grid } = best;
  if (!isArt(chosen) || confidence < clear.ahead || value < clear.value || evenness < clear.evenness) return false;
  if (Math.min(pitch.x, pitch.y) < leastPx) return false;
  return Math.min(columnsOf(grid), rowsOf(grid)) >= few.cells || (value >= few.value && lift >= few.lift);
}

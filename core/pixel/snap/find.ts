import type { Pixels } from '../picture.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { type Chosen, choose, sureFrom } from './choose.ts';
import { addDivisions, type Divisions } from './divisions.ts';
import { beforeGround } from './flat.ts';
import { columnsOf, type Grid, isSameSize, rowsOf } from './grid.ts';
import { type Interpolated, interpolatedGrid } from './interpolated.ts';
import { createLooks } from './looks.ts';
import { type Scale, viewsOf } from './views.ts';

interface Found {
  best: Grid;
  /** What else it could be. */
  other?: Grid;
  /** 1 if nothing else comes near, 0 if something else is as likely. */
  confidence: number;
}

/**
 * The likeliest grid of pictures of one size, and what else it could be. Undefined if there is none, as in a photograph.
 *
 * Most show it a little from away, in half the time. What does not is asked whether it was enlarged smoothly, where there are no edges; and else looked
 * at from near, where hard edges of small cells are seen best, and from far away, where blurred ones are, and those that noise hides.
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
  if (smooth && smooth.left < plain) return foundSmooth(smooth);
  const chosen = look([1, 4]);
  if (smooth && (!chosen || isMoreLikely(smooth, chosen))) return foundSmooth(smooth);
  return chosen && isArt(chosen.best) ? foundBy(seenTwice(chosen, smooth)) : undefined;
}

const foundBy = ({ best, other, confidence }: Chosen): Found => ({
  best: best.grid,
  confidence,
  ...(other && { other: other.grid }),
});

const foundSmooth = ({ grid, left }: Interpolated): Found => ({ best: grid, confidence: 1 - left });

/** What smooth enlargement leaves unexplained, if it was nothing else. */
const plain = 0.15;
/** From this value on a picture has edges, and was not enlarged smoothly. */
const stepped = 0.2;
/**
 * Soft edges are a kernel of their own, and cells of an even size explain them, however few there are: where edges leave two grids, or count one cell
 * more or less, that number is right on the tuned seeds up to about this much unexplained. Cells that drift or are cut by the border are explained by none.
 */
const counted = 0.25;

/** Two looks that know nothing of one another are not wrong in the same way: what was second by its edges, and is first by its kernel, is meant. */
function isMoreLikely({ grid, left }: Interpolated, { best, other, confidence }: Chosen): boolean {
  if (best.value < stepped || (other && isSameSize(grid, other.grid))) return true;
  return left < counted && (confidence < sureFrom || isOneApart(grid, best.grid));
}

/** For the same reason a grid that both find is sure. */
function seenTwice(chosen: Chosen, smooth: Interpolated | undefined): Chosen {
  if (!smooth || !isSameSize(smooth.grid, chosen.best.grid)) return chosen;
  return { ...chosen, confidence: Math.max(chosen.confidence, 1 - smooth.left) };
}

function isOneApart(one: Grid, other: Grid): boolean {
  const [x, y] = [Math.abs(columnsOf(one) - columnsOf(other)), Math.abs(rowsOf(one) - rowsOf(other))];
  return Math.max(x, y) === 1;
}

/** The value of a grid beside which none that is found otherwise can be. */
const clear = 0.5;
/** How far it is ahead of the next: on the tuned seeds, of two that were nearer than this the right one was sometimes seen from near only. */
const ahead = 0.6;
/** Smaller cells are looked at from nearer. */
const leastPx = 9;
/** Cells so wide have nearly all edges on their borders; if they have not, they may consist of others, and the kernel is asked as well. */
const wide = { fromPx: 20, lift: 0.7 };

function isClear({ best: { value, pitch, lift }, confidence }: Chosen): boolean {
  const side = Math.min(pitch.x, pitch.y);
  return confidence >= ahead && value >= clear && side >= leastPx && (side < wide.fromPx || lift >= wide.lift);
}

/**
 * What photographs do not reach: the value of a grid, how well its edges keep step, and by how many levels its cells differ. The blocks of a JPEG are a
 * grid as well, of next to nothing. Where edges keep step clearly, cells may be as uneven as noise makes them.
 */
const leastOfArt = { value: 0.15, coherence: 0.2, contrast: 10 };
const inStep = { value: 0.06, coherence: 0.3, lift: 0.4, evenness: 0.55 };

function isArt({ value, coherence, contrast, lift, evenness }: Candidate): boolean {
  if (contrast < leastOfArt.contrast) return false;
  if (value >= leastOfArt.value && coherence >= leastOfArt.coherence) return true;
  return value >= inStep.value && coherence >= inStep.coherence && lift >= inStep.lift && evenness >= inStep.evenness;
}

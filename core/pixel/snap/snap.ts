import type { Colours, Pixels } from '../picture.ts';
import { type Cuts, divideInto } from './axis.ts';
import { drawCells, drawExactly } from './draw.ts';
import { exactCuts, exactGrid } from './exact.ts';
import { findGrid } from './find.ts';
import { beforeGround } from './flat.ts';
import { columnsOf, type Grid, rowsOf } from './grid.ts';
import { type Nativeness, nativenessOf } from './native.ts';
import { viewsOf } from './views.ts';

export interface SnapOptions {
  /** Exactly these: each cell has the one that looks most like it. */
  palette?: Colours;
  /** At most so many, found in the picture; without it as many as there are. */
  colours?: number;
  /** The native size, if it is known: then nothing is asked, and nothing is refused. */
  size?: { columns: number; rows: number };
}

/** Pictures at their native size: a pixel for each cell. Alpha is 0 or 255. */
export interface FoundGrid {
  pictures: Pixels[];
  columns: number;
  rows: number;
  /** The borders of columns and rows in the picture that was given, in its pixels. */
  cuts: { x: Cuts; y: Cuts };
  /** 0 to 1: how far it is ahead of the next. */
  confidence: number;
}

export type SnapAll =
  /** A pixel is a cell already: there is nothing to do. */
  | { kind: 'native' }
  | ({ kind: 'snapped' } & FoundGrid)
  /** Somebody who sees both can say which; `size` then makes it so. */
  | { kind: 'unsure'; candidates: [FoundGrid, FoundGrid] }
  /** A photograph, a smooth drawing, one colour. */
  | { kind: 'no_grid' };

export interface FoundPicture extends Omit<FoundGrid, 'pictures'> {
  picture: Pixels;
}

export type Snap =
  | { kind: 'native' }
  | ({ kind: 'snapped' } & FoundPicture)
  | { kind: 'unsure'; candidates: [FoundPicture, FoundPicture] }
  | { kind: 'no_grid' };

/**
 * Finds the grid of what looks like pixel art and makes it so: one pixel for each cell, in few colours. What is pixel art already comes back as
 * `native`, untouched; so does what this returned. Takes 10 to 60 ms for a picture of 1024²: call it in a worker thread.
 */
export function snap(picture: Pixels, options: SnapOptions = {}): Snap {
  const found = snapAll([picture], options);
  switch (found.kind) {
    case 'native':
    case 'no_grid':
      return found;
    case 'snapped':
      return { kind: 'snapped', ...alone(found) };
    case 'unsure':
      return { kind: 'unsure', candidates: [alone(found.candidates[0]), alone(found.candidates[1])] };
  }
}

function alone({ pictures, columns, rows, cuts, confidence }: FoundGrid): FoundPicture {
  const [picture] = pictures;
  if (!picture) throw new RangeError('There is no picture to snap.');
  return { picture, columns, rows, cuts, confidence };
}

/**
 * One grid and one set of colours for all frames of an animation, or all tiles of a set.
 * @throws RangeError if there is none, or they are not of one size
 */
export function snapAll(pictures: readonly Pixels[], options: SnapOptions = {}): SnapAll {
  const [first] = pictures;
  if (!first) throw new RangeError('There is no picture to snap.');
  if (pictures.some(({ width, height }) => width !== first.width || height !== first.height))
    throw new RangeError('The pictures are not of one size.');
  if (options.size) return asLargeAs(pictures, options, options.size);
  const exact = exactGrid(pictures);
  if (exact) {
    const grid = { x: exactCuts(exact.x, first.width), y: exactCuts(exact.y, first.height), slant: 0 };
    return { kind: 'snapped', ...foundGrid(grid, drawExactly(pictures, grid, options), 1) };
  }
  const nativeness = nativenessOf(pictures);
  if (nativeness === 'native') return { kind: 'native' };
  // Every grid explains it.
  return isPlain(pictures) ? { kind: 'no_grid' } : unlessNative(pictures, detect(pictures, options), nativeness);
}

const isPlain = (pictures: readonly Pixels[]): boolean =>
  pictures.every(({ data }) => data.every((pixel) => pixel === pictures[0]?.data[0]));

/** As large as the pixel art models draw, and as artists do. */
const largestNative = 384;
/** Smaller cells in small pictures are shades that somebody drew. */
const leastOfShades = 4;

/** What has few exact colours may be art in which nothing is as small as a cell, or in which all that is has been smoothed by hand. */
function unlessNative(pictures: readonly Pixels[], found: SnapAll, nativeness: Nativeness): SnapAll {
  const [{ width, height } = { width: 0, height: 0 }] = pictures;
  const isSmall = Math.max(width, height) <= largestNative;
  if (nativeness === 'no' || (nativeness === 'blended' && !isSmall)) return found;
  const isSure =
    found.kind === 'snapped' &&
    (nativeness === 'crisp' ? losesNothing(pictures, found) : width >= leastOfShades * found.columns);
  return isSure || !isSmall ? found : { kind: 'native' };
}

/** Whether it comes back when it is drawn large again; of a large picture all but the pixels on a cut between two of them. */
function losesNothing(pictures: readonly Pixels[], found: FoundGrid): boolean {
  const [{ width, height } = { width: 0, height: 0 }] = pictures;
  return shareKept(pictures, found) >= (Math.max(width, height) <= largestNative ? 1 : 0.98);
}

function asLargeAs(
  pictures: readonly Pixels[],
  options: SnapOptions,
  { columns, rows }: { columns: number; rows: number },
): SnapAll {
  const views = viewsOf(pictures.map(beforeGround));
  const { slant } = views;
  const near = views.view(1);
  const grid = {
    x: divideInto(near.x, near.x.length, columns).cuts,
    y: divideInto(near.y, near.y.length, rows).cuts,
    slant,
  };
  return { kind: 'snapped', ...foundGrid(grid, drawCells(pictures, grid, options), 1) };
}

function detect(pictures: readonly Pixels[], options: SnapOptions): SnapAll {
  const chosen = findGrid(pictures);
  if (!chosen) return { kind: 'no_grid' };
  const { best, other, confidence } = chosen;
  const drawn = (grid: Grid) => settled(foundGrid(grid, drawCells(pictures, grid, options), confidence));
  if (!other) return { kind: 'snapped', ...drawn(best) };
  const [one, two] = [drawn(best), drawn(other)];
  // A finer grid of which nothing is left when it is made as coarse as it can be is no other one.
  if (one.columns === two.columns && one.rows === two.rows) return { kind: 'snapped', ...one };
  return { kind: 'unsure', candidates: [one, two] };
}

function foundGrid(grid: Grid, pictures: Pixels[], confidence: number): FoundGrid {
  const { x, y } = grid;
  return { pictures, columns: columnsOf(grid), rows: rowsOf(grid), cuts: { x, y }, confidence };
}

/** If what was found can be divided again and loses nothing, it is: then what comes out has no coarser grid, and comes back untouched. */
function settled(found: FoundGrid): FoundGrid {
  const again = snapAll(found.pictures);
  if (again.kind !== 'snapped' || !losesNothing(found.pictures, again)) return found;
  const { pictures, columns, rows, cuts } = again;
  return {
    pictures,
    columns,
    rows,
    cuts: { x: through(found.cuts.x, cuts.x), y: through(found.cuts.y, cuts.y) },
    confidence: found.confidence,
  };
}

/** Borders that were found among cells, in pixels of the picture that the cells are of. */
function through(cells: Cuts, cuts: Cuts): Cuts {
  return cuts.map((cut) => {
    const before = Math.floor(cut);
    const from = cells[before] ?? cells.at(-1) ?? 0;
    return from + (cut - before) * ((cells[before + 1] ?? from) - from);
  });
}

/** The share of pixels that have the colour of their cell. */
function shareKept(pictures: readonly Pixels[], { pictures: cells, cuts, columns }: FoundGrid): number {
  let [kept, all] = [0, 0];
  for (const [index, { data, width, height }] of pictures.entries()) {
    const { data: colours } = cells[index] ?? { data: new Uint32Array() };
    const columnAt = cellsAt(cuts.x, width);
    const rowAt = cellsAt(cuts.y, height);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        if (data[y * width + x] === colours[(rowAt[y] as number) * columns + (columnAt[x] as number)]) kept += 1;
    all += width * height;
  }
  return kept / Math.max(1, all);
}

/** The cell in which each pixel's middle is. */
function cellsAt(cuts: Cuts, length: number): Uint16Array {
  let cell = 0;
  return Uint16Array.from({ length }, (_, at) => {
    while (cell < cuts.length - 2 && at + 0.5 >= (cuts[cell + 1] as number)) cell += 1;
    return cell;
  });
}

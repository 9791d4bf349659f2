import { colourOfPixel, pixelOf } from '../colour/channels.ts';
import { nearestIn } from '../colour/nearest.ts';
import type { Colour, Colours, Pixels } from '../picture.ts';
import { cellColoursOf } from './cell-colours.ts';
import { colourOfCell, paletteOf } from './cell-palette.ts';
import type { CellColours } from './cells.ts';
import { columnsOf, type Grid, rowsOf } from './grid.ts';

/** What cells may be coloured with: these, or so many. */
export interface Limits {
  palette?: Colours;
  colours?: number;
}

const clear = 0;
/** As many as an indexed picture can have beside the clear one. */
const mostColours = 255;

/** A pixel for each cell, in the colours of all pictures together, or in those that are given. */
export function drawCells(pictures: readonly Pixels[], grid: Grid, { palette, colours }: Limits): Pixels[] {
  const cells = pictures.map((picture) => cellColoursOf(picture, grid));
  const chosen = palette ?? paletteOf(cells, colours);
  // Noise makes no colour of another frame in one that has none of it.
  return cells.map((each) =>
    coloured(each, palette || cells.length === 1 ? chosen : ownIn(chosen, paletteOf([each], colours))),
  );
}

/** Those of the common colours that a picture's own are. */
function ownIn(common: Colours, own: Colours): Colours {
  const nearest = nearestIn(common);
  const kept = new Set(own.map((colour) => nearest(colour)));
  return common.filter((_, index) => kept.has(index));
}

function coloured(cells: CellColours, palette: Colours): Pixels {
  const { columns: width, rows: height, opaque } = cells;
  const data = new Uint32Array(width * height);
  // Everything is clear.
  if (palette.length === 0) return { data, width, height };
  const nearest = nearestIn(palette);
  for (let cell = 0; cell < data.length; cell += 1)
    data[cell] = opaque[cell] === 0 ? clear : pixelOf(palette[nearest(colourOfCell(cells, cell))] ?? 0);
  return { data, width, height };
}

/** A pixel from the middle of each cell, whose pixels are all the same: its colour as it is, unless there are more than are allowed. */
export function drawExactly(
  pictures: readonly Pixels[],
  grid: Grid,
  { palette, colours = mostColours }: Limits,
): Pixels[] {
  const drawn = pictures.map((picture) => middlesOf(picture, grid));
  if (!palette && coloursIn(drawn).size <= colours) return drawn;
  return drawCells(drawn, pixelGridOf(grid), palette ? { palette } : { colours });
}

function middlesOf({ data, width: across }: Pixels, { x, y, slant }: Grid): Pixels {
  const width = columnsOf({ x, y, slant });
  const height = rowsOf({ x, y, slant });
  const to = new Uint32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const from = middleOf(y, row) * across;
    for (let column = 0; column < width; column += 1) {
      const pixel = data[from + middleOf(x, column)] as number;
      to[row * width + column] = pixel >>> 24 < 128 ? clear : pixelOf(colourOfPixel(pixel));
    }
  }
  return { data: to, width, height };
}

const middleOf = (cuts: Float64Array, cell: number): number =>
  Math.floor(((cuts[cell] as number) + (cuts[cell + 1] as number)) / 2);

/** Each pixel as a cell. */
function pixelGridOf(grid: Grid): Grid {
  const pixels = (cells: number) => Float64Array.from({ length: cells + 1 }, (_, index) => index);
  return { x: pixels(columnsOf(grid)), y: pixels(rowsOf(grid)), slant: 0 };
}

function coloursIn(pictures: readonly Pixels[]): Set<Colour> {
  const seen = new Set<Colour>();
  for (const { data } of pictures) for (const pixel of data) if (pixel !== clear) seen.add(pixel);
  return seen;
}

import type { Pixels } from '../picture.ts';
import type { CellColours } from './cells.ts';
import { columnsOf, type Grid, rowsOf, slantedPlace } from './grid.ts';
import { leakOf, takeBack } from './leak.ts';

/** Of a cell's middle: what is nearer to its border is its neighbours' as well. */
const middle = 0.36;
const mostPoints = 5;
/** Above half, a pixel hides more than it shows. */
const opaqueFrom = 128;

const scratch = new Float64Array(3 * mostPoints * mostPoints);

/** The colour of each cell by the geometric median of its middle, which a few wrong pixels do not move, without what blur brought from its neighbours. */
export function cellColoursOf(picture: Pixels, grid: Grid): CellColours {
  const columns = columnsOf(grid);
  const rows = rowsOf(grid);
  const make = () => new Float32Array(columns * rows);
  const cells: CellColours = {
    columns,
    rows,
    red: make(),
    green: make(),
    blue: make(),
    opaque: new Uint8Array(columns * rows),
    spread: make(),
  };
  const across = samplesAlong(grid.x, picture.width);
  const down = samplesAlong(grid.y, picture.height);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      takeCell(
        picture,
        cells,
        across[column] as Int32Array,
        down[row] as Int32Array,
        grid.slant,
        row * columns + column,
      );
  takeBack(cells, leakOf(picture, grid, cells, middle));
  return cells;
}

/** The pixels in the middle of each cell along one axis: a few of them, evenly spread. */
function samplesAlong(cuts: Float64Array, length: number): Int32Array[] {
  return Array.from({ length: cuts.length - 1 }, (_, cell) => {
    const [from, end] = [cuts[cell] as number, cuts[cell + 1] as number];
    const count = Math.max(1, Math.min(mostPoints, Math.round((end - from) * middle)));
    const at = (point: number) => (from + end) / 2 + (end - from) * middle * ((point + 0.5) / count - 0.5);
    return Int32Array.from({ length: count }, (_, point) => Math.min(length - 1, Math.max(0, Math.floor(at(point)))));
  });
}

function takeCell(
  { data, width, height }: Pixels,
  cells: CellColours,
  across: Int32Array,
  down: Int32Array,
  slant: number,
  cell: number,
): void {
  let count = 0;
  let alphas = 0;
  let first = -1;
  let isEven = true;
  for (let j = 0; j < down.length; j += 1) {
    const v = down[j] as number;
    for (let i = 0; i < across.length; i += 1) {
      const u = across[i] as number;
      const pixel = data[slant === 0 ? v * width + u : slantedPlace(u + 0.5, v + 0.5, slant, width, height)] as number;
      const alpha = pixel >>> 24;
      alphas += alpha;
      if (alpha < opaqueFrom) continue;
      if (first < 0) first = pixel;
      else if (pixel !== first) isEven = false;
      scratch[3 * count] = pixel & 255;
      scratch[3 * count + 1] = (pixel >>> 8) & 255;
      scratch[3 * count + 2] = (pixel >>> 16) & 255;
      count += 1;
    }
  }
  if (count === 0 || alphas < opaqueFrom * across.length * down.length) return;
  cells.opaque[cell] = 1;
  // One pixel says it all.
  setMedian(cells, cell, isEven ? 1 : count);
}

/** Weiszfeld's iteration, from the mean; not needed where all points are alike. */
function setMedian(cells: CellColours, cell: number, count: number): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let at = 0; at < 3 * count; at += 3) {
    red += scratch[at] as number;
    green += scratch[at + 1] as number;
    blue += scratch[at + 2] as number;
  }
  red /= count;
  green /= count;
  blue /= count;
  let spread = 0;
  for (let round = 0; round < 4; round += 1) {
    let reds = 0;
    let greens = 0;
    let blues = 0;
    let weights = 0;
    let away = 0;
    for (let at = 0; at < 3 * count; at += 3) {
      const r = scratch[at] as number;
      const g = scratch[at + 1] as number;
      const b = scratch[at + 2] as number;
      const far = Math.sqrt((r - red) * (r - red) + (g - green) * (g - green) + (b - blue) * (b - blue));
      const weight = 1 / (far + 0.5);
      reds += r * weight;
      greens += g * weight;
      blues += b * weight;
      weights += weight;
      away += far;
    }
    spread = away / count;
    if (spread < 1) break;
    red = reds / weights;
    green = greens / weights;
    blue = blues / weights;
  }
  cells.red[cell] = red;
  cells.green[cell] = green;
  cells.blue[cell] = blue;
  cells.spread[cell] = spread;
}

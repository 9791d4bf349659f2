import type { Pixels } from '../picture.ts';
import { columnsOf, type Grid, rowsOf, shifted, slantedPlace } from './grid.ts';

/** Points that are looked at in the middle half of a cell, on each axis. */
const points = 4;
const middle = 0.46;

/** As many cells as are looked at, spread over the picture. */
const mostCells = 900;
const golden = 0.618034;

/** Which of `all` cells is the one with that number of `seen`: no two in one order, so that nothing that repeats hides between them. */
const spreadOver = (all: number, seen: number, index: number): number =>
  all === seen ? index : Math.floor(((index + ((index * golden) % 1)) * all) / seen);

/** How far from even the middles of cells are: the standard deviation of the colours in each, in levels of all three channels together. */
function deviationsOf(picture: Pixels, grid: Grid): Float32Array {
  const columns = Math.max(0, columnsOf(grid));
  const all = columns * Math.max(0, rowsOf(grid));
  const seen = Math.min(all, mostCells);
  const across = pointsAlong(grid.x, picture.width);
  const down = pointsAlong(grid.y, picture.height);
  const deviations = new Float32Array(seen);
  for (let index = 0; index < seen; index += 1) {
    const cell = spreadOver(all, seen, index);
    const column = cell % columns;
    const row = (cell - column) / columns;
    deviations[index] = deviationOf(picture, across, column * points, down, row * points, grid.slant);
  }
  return deviations;
}

/** Where the points in the middle of each cell are, on one axis, so many for each. */
function pointsAlong(cuts: Float64Array, length: number): Int32Array {
  const places = new Int32Array(Math.max(0, cuts.length - 1) * points);
  for (let cell = 0, to = 0; cell < cuts.length - 1; cell += 1) {
    const [from, end] = [cuts[cell] as number, cuts[cell + 1] as number];
    for (let point = 0; point < points; point += 1, to += 1) {
      const place = Math.floor((from + end) / 2 + (end - from) * middle * (point / (points - 1) - 0.5));
      places[to] = place < 0 ? 0 : place >= length ? length - 1 : place;
    }
  }
  return places;
}

function deviationOf(
  { data, width, height }: Pixels,
  across: Int32Array,
  fromAcross: number,
  down: Int32Array,
  fromDown: number,
  slant: number,
): number {
  let reds = 0;
  let greens = 0;
  let blues = 0;
  let squares = 0;
  for (let j = fromDown; j < fromDown + points; j += 1) {
    const v = down[j] as number;
    for (let i = fromAcross; i < fromAcross + points; i += 1) {
      const u = across[i] as number;
      let at = v * width + u;
      if (slant !== 0) at = slantedPlace(u + 0.5, v + 0.5, slant, width, height);
      const pixel = data[at] as number;
      const red = pixel & 255;
      const green = (pixel >>> 8) & 255;
      const blue = (pixel >>> 16) & 255;
      reds += red;
      greens += green;
      blues += blue;
      squares += red * red + green * green + blue * blue;
    }
  }
  const count = points * points;
  return Math.sqrt(Math.max(0, (squares - (reds * reds + greens * greens + blues * blues) / count) / count));
}

/** How a grid fits a picture, seen at its cells' middles and, half a cell further, across their corners. */
export interface Fit {
  /** 1 if cells are as even as the evenest of them and corners are not; 0 if a grid makes no difference. */
  evenness: number;
  /** The share of cells that are no more even than corners with an edge in them. */
  broken: number;
  /** What the strongest corners differ by, in levels: the blocks of a JPEG are a grid as well, of next to nothing. */
  contrast: number;
}

/** What is seen of a grid in a picture: how uneven the middles of its cells are, and its corners, from the evenest on. */
export interface Look {
  cells: Float32Array;
  corners: Float32Array;
}

export const lookAt = (picture: Pixels, grid: Grid): Look => ({
  cells: deviationsOf(picture, grid).sort(),
  corners: deviationsOf(picture, shifted(grid)).sort(),
});

/** What the evenest cells of a grid still have, and how much that differs from one to the next: noise, if the grid is right. */
export function noiseIn({ cells }: Look): number {
  const [low, usual] = [cells[Math.floor(cells.length * 0.1)] ?? 0, cells[Math.floor(cells.length * 0.4)] ?? 0];
  return usual + 4 * Math.min(usual - low, 0.25 * usual);
}

/** @param noise the least that any grid says there is: in one that is too coarse most cells have edges */
export function fitOf({ cells, corners }: Look, noise: number): Fit {
  const contrast = (corners[Math.floor(corners.length * 0.98)] ?? 0) - noise;
  const atCorners = meanAbove(corners, noise);
  if (atCorners <= 0) return { evenness: 0, broken: 1, contrast: 0 };
  const edged = corners.subarray(firstAbove(corners, noise + 4));
  const limit = noise + Math.max(4, 0.35 * ((edged[Math.floor(edged.length / 2)] ?? 0) - noise));
  return {
    evenness: Math.max(0, 1 - meanAbove(cells, noise) / atCorners),
    broken: 1 - firstAbove(cells, limit) / Math.max(1, cells.length),
    contrast,
  };
}

/** The mean of what values have beyond a limit. */
function meanAbove(values: Float32Array, limit: number): number {
  let sum = 0;
  for (const value of values) if (value > limit) sum += value - limit;
  return sum / Math.max(1, values.length);
}

/** Of sorted values. */
function firstAbove(values: Float32Array, limit: number): number {
  let at = 0;
  while (at < values.length && (values[at] as number) <= limit) at += 1;
  return at;
}

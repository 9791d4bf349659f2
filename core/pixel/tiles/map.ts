import { type IndexedColours, type IndexedPicture, indexedColours } from '../picture.ts';
import { blobNeighbours, neighbour, outerOfBlob, seenNeighbours, type Tile } from './blob.ts';
import { corner } from './corners.ts';
import { randomFrom } from './random.ts';

/** Cells of the map that shows a set: wide enough for islands and bays, and in most chats not smaller than its tiles. */
export const mapColumns = 12;
export const mapRows = 9;

/** Of each cell, row by row, which tile of the set it shows. */
export interface TileMap {
  columns: number;
  rows: number;
  tiles: number[];
}

/** A map of a set's own: tiles that are laid beside any other, or tiles with corners. The same for the same seed. */
export function randomMap(set: { count: number; corners?: readonly number[] | undefined }, seed: number): TileMap {
  const random = randomFrom(seed);
  const size = { columns: mapColumns, rows: mapRows };
  const cells = Array.from({ length: mapColumns * mapRows }, (_, at) => at);
  const oneOf = (from: readonly number[]) => from[Math.floor(random() * from.length)] ?? 0;
  const { corners } = set;
  if (!corners) {
    const all = Array.from({ length: set.count }, (_, tile) => tile);
    return { ...size, tiles: cells.map(() => oneOf(all)) };
  }
  const isInner = terrain(random, mapColumns + 1, mapRows + 1);
  const tiles = cells.map((at) => {
    const [x, y] = [at % mapColumns, Math.floor(at / mapColumns)];
    const wanted = cornersAt(isInner, x, y);
    return oneOf(corners.flatMap((has, tile) => (has === wanted ? [tile] : [])));
  });
  return { ...size, tiles };
}

/** A map of the same kind with the 48 tiles of a blob, whose grounds are of cells. */
export function randomBlobMap(seed: number): TileMap {
  const isInner = terrain(randomFrom(seed), mapColumns, mapRows);
  const at = (x: number, y: number) =>
    isInner(Math.min(mapColumns - 1, Math.max(0, x)), Math.min(mapRows - 1, Math.max(0, y)));
  const numberOf = new Map(blobNeighbours.map((neighbours, tile) => [neighbours, tile]));
  const tiles = Array.from({ length: mapColumns * mapRows }, (_, cell) => {
    const [x, y] = [cell % mapColumns, Math.floor(cell / mapColumns)];
    if (!at(x, y)) return outerOfBlob;
    const around = beside.reduce((sum, [bit, right, down]) => sum + (at(x + right, y + down) ? bit : 0), 0);
    return numberOf.get(seenNeighbours(around)) ?? outerOfBlob;
  });
  return { columns: mapColumns, rows: mapRows, tiles };
}

const beside = [
  [neighbour.top, 0, -1],
  [neighbour.topRight, 1, -1],
  [neighbour.right, 1, 0],
  [neighbour.bottomRight, 1, 1],
  [neighbour.bottom, 0, 1],
  [neighbour.bottomLeft, -1, 1],
  [neighbour.left, -1, 0],
  [neighbour.topLeft, -1, -1],
] as const;

type Ground = (x: number, y: number) => boolean;

const cornersAt = (isInner: Ground, x: number, y: number): number =>
  (isInner(x, y) ? corner.topLeft : 0) +
  (isInner(x + 1, y) ? corner.topRight : 0) +
  (isInner(x, y + 1) ? corner.bottomLeft : 0) +
  (isInner(x + 1, y + 1) ? corner.bottomRight : 0);

/** So many steps lie between two random heights: islands of three to five cells. */
const step = 3;
/** Of all points, how many are of the inner ground. */
const innerShare = 0.5;

/** Points of two grounds in patches: random heights on a coarse grid, even between them, and the higher half is inner ground. */
function terrain(random: () => number, columns: number, rows: number): Ground {
  const coarse = Math.ceil(Math.max(columns, rows) / step) + 2;
  const heights = Array.from({ length: coarse * coarse }, random);
  const heightAt = (x: number, y: number) => {
    const [left, top] = [Math.floor(x / step), Math.floor(y / step)];
    const [right, down] = [x / step - left, y / step - top];
    const at = (column: number, row: number) => heights[(top + row) * coarse + left + column] ?? 0;
    const upper = at(0, 0) * (1 - right) + at(1, 0) * right;
    const lower = at(0, 1) * (1 - right) + at(1, 1) * right;
    return upper * (1 - down) + lower * down;
  };
  const all = Array.from({ length: columns * rows }, (_, at) => heightAt(at % columns, Math.floor(at / columns)));
  const limit = all.toSorted((one, other) => one - other)[Math.floor(all.length * (1 - innerShare))] ?? 0;
  return (x, y) => (all[y * columns + x] ?? 0) >= limit;
}

/** What a map looks like with the tiles of a set. */
export function drawMap({ columns, rows, tiles: numbers }: TileMap, colours: IndexedColours, tiles: readonly Tile[]) {
  const { width = 1, height = 1 } = tiles[0] ?? {};
  const picture: IndexedPicture = {
    ...indexedColours(colours),
    width: columns * width,
    height: rows * height,
    indices: new Uint8Array(columns * rows * width * height),
  };
  for (const [cell, number] of numbers.entries()) {
    const tile = tiles[number];
    const from = Math.floor(cell / columns) * height * picture.width + (cell % columns) * width;
    for (let y = 0; y < height; y += 1)
      picture.indices.set(tile?.indices.subarray(y * width, (y + 1) * width) ?? [], from + y * picture.width);
  }
  return picture;
}

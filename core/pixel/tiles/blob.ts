import type { IndexedPicture } from '../picture.ts';
import { allOuter, corner } from './corners.ts';

/** What the indices of a tile are, in the colours of its set. */
export type Tile = Pick<IndexedPicture, 'width' | 'height' | 'indices'>;

/** The neighbours of a cell that are of the inner ground as well, as one number: clockwise from the one above, as Tiled counts them. */
export const neighbour = {
  top: 1,
  topRight: 2,
  right: 4,
  bottomRight: 8,
  bottom: 16,
  bottomLeft: 32,
  left: 64,
  topLeft: 128,
} as const;

const has = (neighbours: number, ...of: readonly number[]) => of.every((each) => (neighbours & each) !== 0);

/** The same without those corners that no tile of a blob shows: of a corner one sees something only if both sides beside it are there. */
export function seenNeighbours(neighbours: number): number {
  const { top, topRight, right, bottomRight, bottom, bottomLeft, left, topLeft } = neighbour;
  const kept = neighbours & (top | right | bottom | left);
  const corners = [
    [topRight, top, right],
    [bottomRight, bottom, right],
    [bottomLeft, bottom, left],
    [topLeft, top, left],
  ] as const;
  return corners.reduce((sum, [own, ...beside]) => sum + (has(neighbours, own, ...beside) ? own : 0), kept);
}

/** What each of the 47 tiles of a blob has around it, from the one that stands alone. http://www.cr31.co.uk/stagecast/wang/blob.html */
export const blobNeighbours: readonly number[] = [
  ...new Set(Array.from({ length: 256 }, (_, neighbours) => seenNeighbours(neighbours))),
].sort((one, other) => one - other);

/** The number of the tile in a blob of 48 that is all of the outer ground; it comes after the others. */
export const outerOfBlob = blobNeighbours.length;

/**
 * A blob of tiles for cells, out of tiles for the points between cells: 47 for cells of the inner ground, and one of the outer ground. Each is put together of four quarters:
 * a cell's upper left one is the lower right one of the tile whose corners are the cell itself and its three neighbours there. So what was an edge between two tiles comes to lie
 * in the middle of one, and what was the middle, an edge.
 * @param tileOf the tile that has these corners
 */
export function blobOf(tileOf: (corners: number) => Tile): Tile[] {
  const outer = tileOf(allOuter);
  return [...blobNeighbours.map((neighbours) => composed(tileOf, neighbours)), outer];
}

function composed(tileOf: (corners: number) => Tile, neighbours: number): Tile {
  const { width, height } = tileOf(allOuter);
  const [half, middle] = [Math.floor(width / 2), Math.floor(height / 2)];
  const indices = new Uint8Array(width * height);
  const around = (name: keyof typeof neighbour) => has(neighbours, neighbour[name]);
  const { topLeft, topRight, bottomLeft, bottomRight } = corner;
  const cornersOf = (own: number, others: ReadonlyArray<readonly [keyof typeof neighbour, number]>) =>
    others.reduce((sum, [name, bit]) => sum + (around(name) ? bit : 0), own);
  /** `x`, `y`: where the quarter begins in the tile that it comes from; it goes to the opposite one. */
  const put = (corners: number, isRight: boolean, isBottom: boolean) => {
    const from = tileOf(corners);
    const columns = isRight ? [half, width] : [0, half];
    const rows = isBottom ? [middle, height] : [0, middle];
    for (let y = rows[0] ?? 0; y < (rows[1] ?? 0); y += 1)
      for (let x = columns[0] ?? 0; x < (columns[1] ?? 0); x += 1) {
        const [fromX, fromY] = [isRight ? x - half : x + width - half, isBottom ? y - middle : y + height - middle];
        indices[y * width + x] = from.indices[fromY * width + fromX] ?? 0;
      }
  };
  put(
    cornersOf(bottomRight, [
      ['topLeft', topLeft],
      ['top', topRight],
      ['left', bottomLeft],
    ]),
    false,
    false,
  );
  put(
    cornersOf(bottomLeft, [
      ['top', topLeft],
      ['topRight', topRight],
      ['right', bottomRight],
    ]),
    true,
    false,
  );
  put(
    cornersOf(topRight, [
      ['left', topLeft],
      ['bottomLeft', bottomLeft],
      ['bottom', bottomRight],
    ]),
    false,
    true,
  );
  put(
    cornersOf(topLeft, [
      ['right', topRight],
      ['bottom', bottomLeft],
      ['bottomRight', bottomRight],
    ]),
    true,
    true,
  );
  return { width, height, indices };
}

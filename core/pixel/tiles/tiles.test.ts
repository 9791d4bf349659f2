import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grounds, groundTile } from '#test/builders/tiles.ts';
import { holds } from '#test/holds.ts';
import { pixelsFrom } from '../indexed.ts';
import { blobNeighbours, blobOf, neighbour, outerOfBlob, seenNeighbours, type Tile } from './blob.ts';
import { cornersIn, usualCorners } from './corners.ts';
import { cutPixels } from './cut.ts';
import { drawMap, mapColumns, mapRows, randomBlobMap, randomMap } from './map.ts';
import { seamsInWords } from './seam-words.ts';
import { seamsOf, visibleSeams } from './seams.ts';

const side = 16;
const look = (tile: Tile) => pixelsFrom({ ...grounds, ...tile });
const usual = usualCorners.map((corners) => groundTile(corners, side));

describe('corners', () => {
  it('are those of the usual order, each of the sixteen once at least', () => {
    expect(new Set(usualCorners).size).toBe(16);
    expect(cornersIn(usual.map(look))).toEqual(usualCorners);
  });

  it('are read from the pictures if the order is another one', () => {
    const order = fc.shuffledSubarray([...usualCorners.keys()], { minLength: 20 });
    holds(
      fc.property(order, (shuffled) => {
        // The first tile is of the outer ground.
        const tiles = [0, ...shuffled.filter((at) => at !== 0)];
        const corners = tiles.map((at) => usualCorners[at] ?? 0);
        expect(cornersIn(corners.map((each) => look(groundTile(each, side))))).toEqual(corners);
      }),
      { numRuns: 20 },
    );
  });

  it('are taken as usual where the grounds look alike', () => {
    expect(
      cornersIn(usual.map(({ indices, ...size }) => look({ ...size, indices: indices.map((each) => each % 2) }))),
    ).toEqual(usualCorners);
  });
});

describe('a blob', () => {
  it('has 47 tiles, and each neighbourhood is one of them', () => {
    expect(blobNeighbours).toHaveLength(47);
    for (let all = 0; all < 256; all += 1) expect(blobNeighbours).toContain(seenNeighbours(all));
    const { topLeft, top, left } = neighbour;
    expect(seenNeighbours(topLeft + top)).toBe(top);
    expect(seenNeighbours(topLeft + top + left)).toBe(topLeft + top + left);
  });

  const blob = blobOf((corners) => groundTile(corners, side));

  it('is put together of quarters: alone it is round, surrounded it is all inner ground', () => {
    expect(blob).toHaveLength(48);
    const isInner = (tile: Tile | undefined, x: number, y: number) => (tile?.indices[y * side + x] ?? 0) >= 2;
    const alone = blob[blobNeighbours.indexOf(0)];
    expect(isInner(alone, 8, 8)).toBe(true);
    for (const [x, y] of [
      [0, 0],
      [15, 0],
      [0, 15],
      [15, 15],
    ] as const)
      expect(isInner(alone, x, y)).toBe(false);
    const inside = blob[blobNeighbours.indexOf(255)];
    expect(inside?.indices.every((index) => index >= 2)).toBe(true);
    expect(blob[outerOfBlob]?.indices.every((index) => index < 2)).toBe(true);
    // A border between grounds lies on the edge of a cell: what goes through is as wide as the cell.
    const passage = blob[blobNeighbours.indexOf(neighbour.left + neighbour.right)];
    expect([isInner(passage, 0, 8), isInner(passage, 15, 8), isInner(passage, 8, 0)]).toEqual([true, true, true]);
  });

  it('of tiles of an odd side is put together without a gap', () => {
    const odd = blobOf((corners) => groundTile(corners, 17));
    expect(odd.every(({ indices }) => indices.length === 17 * 17)).toBe(true);
    expect(odd[blobNeighbours.indexOf(255)]?.indices.every((index) => index >= 2)).toBe(true);
  });

  it('makes a map without a visible line where two of its tiles meet', () => {
    holds(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
        const map = randomBlobMap(seed);
        const picture = drawMap(map, grounds, blob);
        // Every change of ground between two cells is one that goes on: no pixel differs from all around it at a border.
        const ground = (x: number, y: number) => (picture.indices[y * picture.width + x] ?? 0) >= 2;
        let lonely = 0;
        for (let y = 1; y < picture.height - 1; y += 1)
          for (let x = 1; x < picture.width - 1; x += 1) {
            const own = ground(x, y);
            if ([ground(x - 1, y), ground(x + 1, y), ground(x, y - 1), ground(x, y + 1)].every((each) => each !== own))
              lonely += 1;
          }
        expect(lonely).toBe(0);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a map', () => {
  it('is the same for the same seed, and lays only tiles whose corners meet', () => {
    holds(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
        const map = randomMap({ count: 20, corners: usualCorners }, seed);
        expect(map).toEqual(randomMap({ count: 20, corners: usualCorners }, seed));
        expect(map.tiles).toHaveLength(mapColumns * mapRows);
        const at = (x: number, y: number) => usualCorners[map.tiles[y * mapColumns + x] ?? 0] ?? 0;
        for (let y = 0; y < mapRows; y += 1)
          for (let x = 0; x < mapColumns; x += 1) {
            if (x > 0) expect([at(x, y) & 8, at(x, y) & 2]).toEqual([(at(x - 1, y) & 4) * 2, (at(x - 1, y) & 1) * 2]);
            if (y > 0) expect([at(x, y) & 8, at(x, y) & 4]).toEqual([(at(x, y - 1) & 2) * 4, (at(x, y - 1) & 1) * 4]);
          }
        // Both grounds are to be seen.
        const share = map.tiles.filter((tile) => (usualCorners[tile] ?? 0) === 15).length / map.tiles.length;
        expect(share).toBeGreaterThan(0.05);
        expect(share).toBeLessThan(0.7);
      }),
      { numRuns: 30 },
    );
  });

  it('of tiles without corners has each of them', () => {
    const { tiles } = randomMap({ count: 4 }, 7);
    expect(new Set(tiles)).toEqual(new Set([0, 1, 2, 3]));
  });

  it('is drawn tile by tile', () => {
    const picture = drawMap({ columns: 2, rows: 1, tiles: [6, 0] }, grounds, usual);
    expect(picture).toMatchObject({ width: 32, height: 16 });
    const left = cutPixels(pixelsFrom(picture), { x: 0, y: 0, width: 16, height: 16 });
    expect(left.data).toEqual(look(usual[6] ?? groundTile(0, side)).data);
  });
});

describe('seams', () => {
  it('there are none between tiles that continue each other', () => {
    const seams = seamsOf(usual.map(look), usualCorners);
    expect(seams).toHaveLength(80);
    expect(visibleSeams(seams)).toEqual([]);
    expect(seamsInWords({ edges: 80, visible: [] })).toBe('All 80 edges fit: no seams.');
  });

  it('are found where one tile was moved, with the tile and the edge', () => {
    const moved = usual.map((tile, at) =>
      at === 2
        ? { ...tile, indices: tile.indices.map((_, pixel) => tile.indices[(pixel + side * 6) % 256] ?? 0) }
        : tile,
    );
    const visible = visibleSeams(seamsOf(moved.map(look), usualCorners));
    expect(visible.length).toBeGreaterThan(0);
    expect(visible.every(({ tile, neighbour: other }) => tile === 2 || other === 2)).toBe(true);
    expect(seamsInWords({ edges: 80, visible })).toMatch(
      /edges? shows? a seam, of 80\. The worst is tile \d+, \w+ edge, beside tile \d+: \d+\.\d × as visible as any line inside them\.$/,
    );
  });

  it('a tile by itself is laid beside itself', () => {
    const flat = groundTile(15, side);
    expect(visibleSeams(seamsOf([look(flat)]))).toEqual([]);
    const step = { ...flat, indices: flat.indices.map((index, at) => (at % side < 2 ? 0 : index)) };
    // The step inside is as visible as the edge: it is a stripe, and no seam.
    expect(visibleSeams(seamsOf([look(step)]))).toEqual([]);
    const slope = {
      width: side,
      height: side,
      colours: Array.from({ length: side }, (_, shade) => shade * 0x0f0f0f),
      indices: Uint8Array.from({ length: 256 }, (_, at) => at % side),
    };
    const visible = visibleSeams(seamsOf([pixelsFrom(slope)]));
    expect(visible.map((seam) => seam.side)).toEqual(expect.arrayContaining(['left', 'right']));
    expect(seamsInWords({ edges: 4, visible })).toMatch(
      /^2 edges show a seam, of 4\. The worst is (left|right) edge: \d+\.\d × as visible as any line inside it\.$/,
    );
  });
});

import { writePng } from '../../formats/png/write-png.ts';
import { blobNeighbours, neighbour, outerOfBlob } from '../../tiles/blob.ts';
import { corner } from '../../tiles/corners.ts';
import type { ExportedArt, Files } from '../engine.ts';
import { blobSet, imageOf, mapPicture, ownSet, type TileSet } from './tile-set.ts';

const named = (names: Readonly<Record<string, number>>, all: number): string[] =>
  Object.entries(names).flatMap(([name, bit]) => ((all & bit) === 0 ? [] : [name]));

/** For programs of one's own: where each tile lies, and what is around it. */
function jsonOf({ image, width, height, sheet, map }: TileSet, about: (tile: number) => object): string {
  const { columns, margin, spacing, places } = sheet;
  const content = {
    image,
    tile: { width, height },
    ...{ columns, margin, spacing },
    tiles: places.map(({ x, y }, id) => ({ id, x, y, ...about(id) })),
    map,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** The sheets, what is in them, and a map as a picture. */
export function sheetAndJson(art: ExportedArt): Files {
  const own = ownSet(art);
  const blob = blobSet(art);
  const corners = art.tiles?.corners;
  return {
    ...imageOf(own),
    [`${own.name}.json`]: jsonOf(own, (tile) => (corners ? { innerCorners: named(corner, corners[tile] ?? 0) } : {})),
    ...(blob
      ? {
          ...imageOf(blob),
          [`${blob.name}.json`]: jsonOf(blob, (tile) =>
            tile === outerOfBlob ? { isOuter: true } : { neighbours: named(neighbour, blobNeighbours[tile] ?? 0) },
          ),
        }
      : {}),
    [`${own.name}-map.png`]: writePng(mapPicture(art, own)),
  };
}

export const sheetSteps = ({ name, tiles }: ExportedArt): string[] => [
  `${name}.png has the tiles with their outermost pixels once more around them; ${name}.json says where each lies.`,
  ...(tiles?.corners
    ? [
        `${name}-blob.png has 48 tiles for cells, put together of those: 47 of the inner ground, and the outer one last.`,
      ]
    : []),
  `${name}-map.png is an example of what they make.`,
];

import { blobNeighbours, neighbour, outerOfBlob } from '../../tiles/blob.ts';
import { corner } from '../../tiles/corners.ts';
import type { ExportedArt, Files } from '../engine.ts';
import { escaped, tilesetLines } from '../tiled-tileset.ts';
import { blobSet, imageOf, ownSet, type TileSet } from './tile-set.ts';

/** Tiled's colours: 0 is none. With one for the outer ground, too, a blob has all of its 47 tiles, and not 46. */
const inner = 1;
const outer = 2;

/** Clockwise from the top edge, as a wangid has them. */
const round = Object.values(neighbour);
const cornersInRound = [undefined, corner.topRight, undefined, corner.bottomRight] as const;
const cornersOnLeft = [undefined, corner.bottomLeft, undefined, corner.topLeft] as const;

const cornerId = (corners: number): number[] =>
  [...cornersInRound, ...cornersOnLeft].map((bit) => (bit === undefined ? 0 : (corners & bit) === 0 ? outer : inner));

/**
 * All but the tile that stands alone: it has the outer ground on all sides, as the outer tile has, and a brush that looks at edges and corners only would scatter it over
 * the outer ground. With one colour it would be the outer tile that has no numbers at all.
 */
const blobIds = new Map(
  [...blobNeighbours, 0].flatMap((neighbours, tile) =>
    neighbours === 0 && tile !== outerOfBlob
      ? []
      : [[tile, round.map((bit) => ((neighbours & bit) === 0 ? outer : inner))] as const],
  ),
);

/** https://doc.mapeditor.org/en/stable/reference/tmx-map-format/#wangset: a wangtile's numbers are of the edges and corners, clockwise from the top edge. */
function wangset(type: 'corner' | 'mixed', ids: ReadonlyMap<number, readonly number[]>): string[] {
  return [
    ' <wangsets>',
    `  <wangset name="Grounds" type="${type}" tile="-1">`,
    '   <wangcolor name="inner" color="#ff7700" tile="-1" probability="1"/>',
    '   <wangcolor name="outer" color="#0077ff" tile="-1" probability="1"/>',
    ...[...ids].map(([tile, id]) => `   <wangtile tileid="${tile}" wangid="${id.join(',')}"/>`),
    '  </wangset>',
    ' </wangsets>',
  ];
}

function tileset(set: TileSet, body: readonly string[]): Files {
  return { ...imageOf(set), [`${set.name}.tsx`]: `${tilesetLines(set, body).join('\n')}\n` };
}

/** A map of one layer: tiles are counted from 1, and a row of numbers ends with a comma unless it is the last one. */
function mapFile({ name, width, height, map }: TileSet): Files {
  const { columns, rows, tiles } = map;
  const lines = Array.from({ length: rows }, (_, row) =>
    tiles
      .slice(row * columns, (row + 1) * columns)
      .map((tile) => tile + 1)
      .join(','),
  );
  const size = `width="${columns}" height="${rows}"`;
  return {
    [`${name}-map.tmx`]: [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<map version="1.10" tiledversion="1.11.0" orientation="orthogonal" renderorder="right-down" ${size} tilewidth="${width}" tileheight="${height}" infinite="0" nextlayerid="2" nextobjectid="1">`,
      ` <tileset firstgid="1" source="${escaped(name)}.tsx"/>`,
      ` <layer id="1" name="Ground" ${size}>`,
      '  <data encoding="csv">',
      lines.join(',\n'),
      '</data>',
      ' </layer>',
      '</map>',
      '',
    ].join('\n'),
  };
}

export function tiledTiles(art: ExportedArt): Files {
  const own = ownSet(art);
  const blob = blobSet(art);
  const corners = art.tiles?.corners;
  return {
    ...tileset(own, corners ? wangset('corner', new Map(corners.map((each, tile) => [tile, cornerId(each)]))) : []),
    ...mapFile(own),
    ...(blob ? { ...tileset(blob, wangset('mixed', blobIds)), ...mapFile(blob) } : {}),
  };
}

export const tiledTileSteps = ({ name, tiles }: ExportedArt): string[] => [
  `Open ${name}-map.tmx in Tiled for an example; all files stay in one folder.`,
  tiles?.corners
    ? `In your own map add ${name}.tsx (terrain by corners) or ${name}-blob.tsx (by cells; an island of one cell is its first tile, to be stamped), and paint with the Terrain Brush.`
    : `In your own map choose Map, Add External Tileset, and then ${name}.tsx.`,
];

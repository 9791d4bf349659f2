import { writePng } from '../../formats/png/write-png.ts';
import { type Sheet, sheetOf } from '../../formats/sheet/sheet.ts';
import { blobOf, type Tile } from '../../tiles/blob.ts';
import { drawMap, randomBlobMap, randomMap, type TileMap } from '../../tiles/map.ts';
import type { ExportedArt, Files } from '../engine.ts';
import { mapSeed } from '../stable-id.ts';

/** Tiles as engines take them: in rows, each with its outermost pixels once more around it if nothing else is said, and a map that is drawn with them. */
export interface TileSet {
  /** Files are named after it. */
  name: string;
  image: string;
  width: number;
  height: number;
  tiles: readonly Tile[];
  sheet: Sheet;
  map: TileMap;
}

const blobColumns = 8;

function setOf(art: ExportedArt, name: string, tiles: readonly Tile[], map: TileMap, columns?: number): TileSet {
  const { width, height } = art.animation;
  const sheet = sheetOf(art.animation, tiles, { columns, extrude: 1, ...art.layout });
  return { name, image: `${name}.png`, width, height, tiles, sheet, map };
}

const tilesOf = ({ animation: { width, height, frames } }: ExportedArt): Tile[] =>
  frames.map(({ indices }) => ({ width, height, indices }));

/** The tiles as they are. */
export function ownSet(art: ExportedArt): TileSet {
  const tiles = tilesOf(art);
  const map = randomMap({ count: tiles.length, corners: art.tiles?.corners }, mapSeed(art.id));
  return setOf(art, art.name, tiles, map);
}

/** The 48 tiles that are put together of tiles with corners; undefined of others. */
export function blobSet(art: ExportedArt): TileSet | undefined {
  const corners = art.tiles?.corners;
  if (!corners) return undefined;
  const own = tilesOf(art);
  const blob = blobOf(
    (wanted) => own[corners.indexOf(wanted)] ?? own[0] ?? { width: 1, height: 1, indices: new Uint8Array(1) },
  );
  return setOf(art, `${art.name}-blob`, blob, randomBlobMap(mapSeed(art.id)), blobColumns);
}

export const imageOf = ({ image, sheet }: TileSet): Files => ({ [image]: writePng(sheet.picture) });

/** What its map looks like. */
export const mapPicture = (art: ExportedArt, { map, tiles }: TileSet) => drawMap(map, art.animation, tiles);

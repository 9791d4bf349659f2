import { ensure } from '../../formats/format-error.ts';
import { blobNeighbours, neighbour, outerOfBlob } from '../../tiles/blob.ts';
import type { ExportedArt, Files } from '../engine.ts';
import { stableId, stableNumber } from '../stable-id.ts';
import { layerDefinition, ldtkProject, ldtkRule, tilesetDefinition } from './ldtk-project.ts';
import { blobSet, imageOf, ownSet, type TileSet } from './tile-set.ts';
import { sheetAndJson, sheetSteps } from './tiles-json.ts';

const innerValue = 1;
/** What a pattern says of a cell: it has the value, it has not, or either. */
const [is, isNot, either] = [innerValue, -innerValue, 0];

/** Numbers of a project's own, each once. */
const uids = { tileset: 1, layer: 2, level: 3, group: 4, firstRule: 10 };

/**
 * LDtk: a project with a layer of cells and a rule for each tile of the blob, so that whoever paints cells gets tiles; and a level with the map. What a set without corners is
 * used for, people say themselves. https://ldtk.io/json/
 */
export function ldtkTiles(art: ExportedArt): Files {
  const blob = blobSet(art);
  if (!blob) return sheetAndJson(art);
  ensure(
    blob.width === blob.height,
    `LDtk takes square tiles, and these are ${blob.width} × ${blob.height}. Export them as plain files.`,
  );
  const rules = [
    ...blobNeighbours.map((neighbours, tile) =>
      ldtkRule({ uid: uids.firstRule + tile, tile, size: 3, pattern: patternOf(neighbours), seed: seedOf(art, tile) }),
    ),
    ldtkRule({
      ...{ uid: uids.firstRule + outerOfBlob, tile: outerOfBlob, size: 1, pattern: [isNot] },
      seed: seedOf(art, outerOfBlob),
    }),
  ];
  const project = ldtkProject({
    iid: iidOf(art, 'project'),
    worldIid: iidOf(art, 'world'),
    cell: blob.width,
    nextUid: uids.firstRule + rules.length,
    tileset: tilesetDefinition(uids.tileset, blob),
    layer: layerDefinition(
      { uid: uids.layer, tileset: uids.tileset, group: uids.group, value: innerValue, rules },
      blob,
    ),
    level: levelOf(art, blob),
  });
  const own = ownSet(art);
  return { ...imageOf(blob), ...imageOf(own), [`${art.name}.ldtk`]: `${JSON.stringify(project, undefined, 2)}\n` };
}

/** Row by row, with the cell itself in the middle. */
function patternOf(neighbours: number): number[] {
  const { top, topRight, right, bottomRight, bottom, bottomLeft, left, topLeft } = neighbour;
  const side = (bit: number) => ((neighbours & bit) === 0 ? isNot : is);
  // Beside a side that is not there, a corner makes no difference.
  const cornerBetween = (bit: number, one: number, other: number) =>
    side(one) === is && side(other) === is ? side(bit) : either;
  return [
    ...[cornerBetween(topLeft, top, left), side(top), cornerBetween(topRight, top, right)],
    ...[side(left), is, side(right)],
    ...[cornerBetween(bottomLeft, bottom, left), side(bottom), cornerBetween(bottomRight, bottom, right)],
  ];
}

const seedOf = ({ id }: ExportedArt, tile: number) => stableNumber(id, 'rule', `${tile}`) % 10_000_000;

/** LDtk's ids are UUIDs in form. */
function iidOf({ id }: ExportedArt, what: string): string {
  const digits = stableId(id, 'ldtk', what);
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}

/** The level as LDtk saves it: the values of its cells, and the tiles that the rules make of them. */
function levelOf(art: ExportedArt, { image, width: cell, map, sheet }: TileSet) {
  const { columns, rows, tiles } = map;
  const place = (at: number) => [(at % columns) * cell, Math.floor(at / columns) * cell];
  return {
    ...{ identifier: 'Map', iid: iidOf(art, 'level'), uid: uids.level },
    ...{ worldX: 0, worldY: 0, worldDepth: 0, pxWid: columns * cell, pxHei: rows * cell },
    ...{ __bgColor: '#696A79', bgColor: null, useAutoIdentifier: false, bgRelPath: null, bgPos: null },
    ...{ bgPivotX: 0.5, bgPivotY: 0.5, __smartColor: '#ADADB5', __bgPos: null, externalRelPath: null },
    fieldInstances: [],
    layerInstances: [
      {
        ...{ __identifier: 'Ground', __type: 'IntGrid', __cWid: columns, __cHei: rows, __gridSize: cell, __opacity: 1 },
        ...{ __pxTotalOffsetX: 0, __pxTotalOffsetY: 0, __tilesetDefUid: uids.tileset, __tilesetRelPath: image },
        ...{ iid: iidOf(art, 'layer'), levelId: uids.level, layerDefUid: uids.layer, pxOffsetX: 0, pxOffsetY: 0 },
        ...{ visible: true, optionalRules: [], seed: seedOf(art, -1), overrideTilesetUid: null },
        intGridCsv: tiles.map((tile) => (tile === outerOfBlob ? 0 : innerValue)),
        autoLayerTiles: tiles.map((tile, at) => {
          const { x = 0, y = 0 } = sheet.places[tile] ?? {};
          return { px: place(at), src: [x, y], f: 0, t: tile, d: [uids.firstRule + tile, at], a: 1 };
        }),
        ...{ gridTiles: [], entityInstances: [] },
      },
    ],
    __neighbours: [],
  };
}

export const ldtkTileSteps = (art: ExportedArt): string[] =>
  art.tiles?.corners
    ? [
        `Open ${art.name}.ldtk in LDtk: paint with the value inner, and its rules choose among the 48 tiles of ${art.name}-blob.png.`,
        'To use it in your project, copy the layer and its rules there, or take the tileset and the rules’ wizard.',
      ]
    : [
        `In LDtk choose Tilesets, New, and ${art.name}.png, with a padding of ${ownSet(art).sheet.margin} and a spacing of ${ownSet(art).sheet.spacing}.`,
        ...sheetSteps(art).slice(1),
      ];

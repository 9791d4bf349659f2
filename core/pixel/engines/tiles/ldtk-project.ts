import type { TileSet } from './tile-set.ts';

/** The version whose schema these are written by: https://ldtk.io/files/JSON_SCHEMA.json */
const version = '1.5.3';

interface Rule {
  uid: number;
  tile: number;
  size: 1 | 3;
  pattern: readonly number[];
  seed: number;
}

/** A rule that lays one tile, wherever its pattern is found; the first that does is the last that is tried. Beyond the edge of a level the inner ground goes on. */
export const ldtkRule = ({ uid, tile, size, pattern, seed }: Rule) => ({
  ...{ uid, active: true, size, tileRectsIds: [[tile]], alpha: 1, chance: 1, breakOnMatch: true, pattern },
  ...{ flipX: false, flipY: false, xModulo: 1, yModulo: 1, xOffset: 0, yOffset: 0, tileXOffset: 0, tileYOffset: 0 },
  ...{ tileRandomXMin: 0, tileRandomXMax: 0, tileRandomYMin: 0, tileRandomYMax: 0, checker: 'None' },
  ...{ tileMode: 'Single', pivotX: 0, pivotY: 0, outOfBoundsValue: size === 3 ? 1 : null, invalidated: false },
  ...{ perlinActive: false, perlinSeed: seed, perlinScale: 0.2, perlinOctaves: 2 },
});

export const tilesetDefinition = (uid: number, { image, width, sheet }: TileSet) => ({
  ...{ __cWid: sheet.columns, __cHei: sheet.rows, identifier: 'Tiles', uid, relPath: image, embedAtlas: null },
  ...{ pxWid: sheet.picture.width, pxHei: sheet.picture.height, tileGridSize: width },
  ...{ spacing: sheet.spacing, padding: sheet.margin, tags: [], tagsSourceEnumUid: null, enumTags: [] },
  ...{ customData: [], savedSelections: [], cachedPixelData: null },
});

export const layerDefinition = (
  {
    uid,
    tileset,
    group,
    value,
    rules,
  }: { uid: number; tileset: number; group: number; value: number; rules: object[] },
  { width }: TileSet,
) => ({
  ...{ __type: 'IntGrid', identifier: 'Ground', type: 'IntGrid', uid, doc: null, uiColor: null, gridSize: width },
  ...{ guideGridWid: 0, guideGridHei: 0, displayOpacity: 1, inactiveOpacity: 1, hideInList: false },
  ...{ hideFieldsWhenInactive: true, canSelectWhenInactive: true, renderInWorldView: true, pxOffsetX: 0, pxOffsetY: 0 },
  ...{ parallaxFactorX: 0, parallaxFactorY: 0, parallaxScaling: true, requiredTags: [], excludedTags: [] },
  ...{ autoTilesKilledByOtherLayerUid: null, uiFilterTags: [], useAsyncRender: false },
  intGridValues: [{ value, identifier: 'inner', color: '#FF7700', tile: null, groupUid: 0 }],
  intGridValuesGroups: [],
  autoRuleGroups: [
    {
      ...{ uid: group, name: 'Grounds', color: null, icon: null, active: true, isOptional: false, rules },
      ...{ usesWizard: false, requiredBiomeValues: [], biomeRequirementMode: 0 },
    },
  ],
  ...{ autoSourceLayerDefUid: null, tilesetDefUid: tileset, tilePivotX: 0, tilePivotY: 0, biomeFieldUid: null },
});

interface Project {
  iid: string;
  worldIid: string;
  /** The side of a cell, in pixels. */
  cell: number;
  nextUid: number;
  tileset: object;
  layer: object;
  level: { pxWid: number; pxHei: number };
}

/** A project of one level. */
export const ldtkProject = ({ iid, worldIid, cell, nextUid, tileset, layer, level }: Project) => ({
  __header__: {
    ...{ fileType: 'LDtk Project JSON', app: 'LDtk', doc: 'https://ldtk.io/json' },
    ...{ schema: 'https://ldtk.io/files/JSON_SCHEMA.json', appVersion: version, url: 'https://ldtk.io' },
  },
  ...{ iid, jsonVersion: version, appBuildId: 0, nextUid, identifierStyle: 'Capitalize', toc: [] },
  ...{ worldLayout: 'LinearHorizontal', worldGridWidth: level.pxWid, worldGridHeight: level.pxHei },
  ...{ defaultLevelWidth: level.pxWid, defaultLevelHeight: level.pxHei, defaultPivotX: 0, defaultPivotY: 0 },
  ...{ defaultGridSize: cell, defaultEntityWidth: cell, defaultEntityHeight: cell },
  ...{ bgColor: '#40465B', defaultLevelBgColor: '#696A79', minifyJson: false, externalLevels: false },
  ...{ exportTiled: false, simplifiedExport: false, imageExportMode: 'None', exportLevelBg: true },
  ...{ pngFilePattern: null, backupOnSave: false, backupLimit: 10, backupRelPath: null },
  ...{ levelNamePattern: 'Level_%idx', tutorialDesc: null, customCommands: [], flags: [] },
  defs: { layers: [layer], entities: [], tilesets: [tileset], enums: [], externalEnums: [], levelFields: [] },
  levels: [level],
  ...{ worlds: [], dummyWorldIid: worldIid },
});

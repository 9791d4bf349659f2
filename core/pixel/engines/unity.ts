import { writePng } from '../formats/png/write-png.ts';
import type { Sheet } from '../formats/sheet/sheet.ts';
import { type Engine, type ExportedArt, sheetOfArt } from './engine.ts';
import { stableId, stableNumber } from './stable-id.ts';
import { sheetAndJson, sheetSteps } from './tiles/tiles-json.ts';

/** Unity's number for a sprite within a texture. */
const spriteClass = 213;

/**
 * A texture of sprites with its .meta file: no filter, no compression, no mip-maps. Its guid and the ids of its sprites are made of the asset's id, so that scenes find them
 * after another export. https://docs.unity3d.com/Manual/class-TextureImporter.html
 */
export const unity: Engine = {
  files(art) {
    const sheet = sheetOfArt(art, { extrude: 1 });
    return {
      [`${art.name}.png`]: writePng(sheet.picture),
      [`${art.name}.png.meta`]: `${metaLines(art, sheet).join('\n')}\n`,
    };
  },
  steps: ({ name, animation: { height, frames } }) =>
    frames.length === 1
      ? [
          `Copy ${name}.png and ${name}.png.meta together into Assets: the sprite is cut, unfiltered, ${height} pixels to a unit.`,
        ]
      : [
          `Copy ${name}.png and ${name}.png.meta together into Assets: the sprites are cut, unfiltered, ${height} pixels to a unit.`,
          'Drag all sprites into a scene for an animation; times are in the .aseprite file, which Unity’s 2D Aseprite Importer reads with them.',
        ],
  tiles: {
    // Laid out alike: one file says where the tiles of the other lie.
    files: ({ layout: _, ...art }) => ({ ...sheetAndJson(art), ...unity.files(art) }),
    steps: (art) => [
      `Copy ${art.name}.png and ${art.name}.png.meta together into Assets: the tiles are cut, unfiltered, ${art.animation.height} pixels to a unit.`,
      'Drag the texture into a Tile Palette.',
      ...sheetSteps(art).slice(1),
    ],
  },
};

function metaLines({ id, name, animation }: ExportedArt, { picture, places }: Sheet): string[] {
  const sprites = places.map((place, number) => ({
    ...place,
    name: `${name}_${number}`,
    spriteId: stableId(id, 'sprite', `${number}`),
    internalId: stableNumber(id, 'sprite', `${number}`),
  }));
  return [
    'fileFormatVersion: 2',
    `guid: ${stableId(id, 'sheet')}`,
    'TextureImporter:',
    '  internalIDToNameTable:',
    ...sprites.flatMap((sprite) => [
      '  - first:',
      `      ${spriteClass}: ${sprite.internalId}`,
      `    second: ${sprite.name}`,
    ]),
    '  externalObjects: {}',
    '  serializedVersion: 12',
    '  mipmaps:',
    '    enableMipMap: 0',
    '  isReadable: 0',
    '  textureSettings:',
    '    serializedVersion: 2',
    '    filterMode: 0',
    '    aniso: 1',
    '    wrapU: 1',
    '    wrapV: 1',
    '    wrapW: 1',
    '  nPOTScale: 0',
    '  spriteMode: 2',
    '  spriteExtrude: 1',
    '  spriteMeshType: 0',
    '  alignment: 0',
    '  spritePivot: {x: 0.5, y: 0.5}',
    `  spritePixelsToUnits: ${animation.height}`,
    '  spriteGenerateFallbackPhysicsShape: 1',
    '  alphaUsage: 1',
    '  alphaIsTransparency: 1',
    '  textureType: 8',
    '  textureShape: 1',
    '  platformSettings:',
    '  - serializedVersion: 3',
    '    buildTarget: DefaultTexturePlatform',
    '    maxTextureSize: 8192',
    '    textureFormat: -1',
    '    textureCompression: 0',
    '  spriteSheet:',
    '    serializedVersion: 2',
    '    sprites:',
    ...sprites.flatMap((sprite) => [
      '    - serializedVersion: 2',
      `      name: ${sprite.name}`,
      '      rect:',
      '        serializedVersion: 2',
      `        x: ${sprite.x}`,
      // From the bottom.
      `        y: ${picture.height - sprite.y - sprite.height}`,
      `        width: ${sprite.width}`,
      `        height: ${sprite.height}`,
      '      alignment: 0',
      '      pivot: {x: 0.5, y: 0.5}',
      '      border: {x: 0, y: 0, z: 0, w: 0}',
      `      spriteID: ${sprite.spriteId}`,
      `      internalID: ${sprite.internalId}`,
    ]),
    '    nameFileIdTable:',
    ...sprites.map((sprite) => `      ${sprite.name}: ${sprite.internalId}`),
    '  userData: ',
    '  assetBundleName: ',
    '  assetBundleVariant: ',
  ];
}

import { writeAseprite } from '../formats/aseprite/write-aseprite.ts';
import { writePng } from '../formats/png/write-png.ts';
import { type Engine, rowsOfArt } from './engine.ts';
import { ldtkTileSteps, ldtkTiles } from './tiles/ldtk-tiles.ts';

/** LDtk takes a PNG or an .aseprite file as a tileset; its own project stays the person's. https://ldtk.io/docs/general/editor-components/tilesets/ */
export const ldtk: Engine = {
  files: (art) => ({
    [`${art.name}.png`]: writePng(rowsOfArt(art, { columns: art.layout?.columns }).picture),
    [`${art.name}.aseprite`]: writeAseprite(art.animation, art.name),
  }),
  steps: ({ name, animation: { width, height } }) => [
    width === height
      ? `In LDtk choose Tilesets, New, and ${name}.png; its tiles are ${width} pixels wide, without padding or spacing.`
      : `In LDtk choose Tilesets, New, and ${name}.png: its tiles are squares there, so choose a size that both ${width} and ${height} are a multiple of, and take several for a picture.`,
    `LDtk reads ${name}.aseprite as well, and reads it again when you save it in Aseprite.`,
  ],
  tiles: { files: ldtkTiles, steps: ldtkTileSteps },
};

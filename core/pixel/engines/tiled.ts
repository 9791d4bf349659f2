import { writePng } from '../formats/png/write-png.ts';
import { shownBy } from '../formats/sheet/aseprite-json.ts';
import { type Engine, sheetOfArt, tagsOf } from './engine.ts';
import { escaped, tilesetLines } from './tiled-tileset.ts';
import { tiledTileSteps, tiledTiles } from './tiles/tiled-tiles.ts';

/** A tileset of the frames; the tile with which a tag begins plays it. https://doc.mapeditor.org/en/stable/reference/tmx-map-format/ */
export const tiled: Engine = {
  files(art) {
    const { name, animation } = art;
    const { width, height } = animation;
    const sheet = sheetOfArt(art, { extrude: 1 });
    const image = `${name}.png`;
    // A tile plays one animation: the first that begins with it.
    const tags = animation.frames.length > 1 ? tagsOf(art) : animation.tags;
    const first = tags.filter(({ from }, number) => tags.findIndex((other) => other.from === from) === number);
    const sorted = first.toSorted((one, other) => one.from - other.from);
    const tiles = sorted.flatMap((tag) => [
      ` <tile id="${tag.from}" type="${escaped(tag.name)}">`,
      '  <animation>',
      ...shownBy(tag).map((number) => `   <frame tileid="${number}" duration="${animation.frames[number]?.ms ?? 0}"/>`),
      '  </animation>',
      ' </tile>',
    ]);
    const lines = tilesetLines({ name, image, width, height, sheet }, tiles);
    return { [image]: writePng(sheet.picture), [`${name}.tsx`]: `${lines.join('\n')}\n` };
  },
  steps: ({ name }) => [
    `In Tiled choose Map, Add External Tileset, and then ${name}.tsx. Both files stay in one folder.`,
  ],
  tiles: { files: tiledTiles, steps: tiledTileSteps },
};

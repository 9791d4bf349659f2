import { writeAseprite } from '../formats/aseprite/write-aseprite.ts';
import { mostColours } from '../palettes/palette.ts';
import type { Engine, ExportedArt } from './engine.ts';
import { sheetAndJson, sheetSteps } from './tiles/tiles-json.ts';

/** Among 256 opaque colours there is no room for one. */
const clearWords = ({ animation: { clear, colours } }: ExportedArt) =>
  clear === undefined && colours.length === mostColours ? 'nothing in it is clear' : 'index 0 is clear';

export const aseprite: Engine = {
  files: ({ name, animation }) => ({ [`${name}.aseprite`]: writeAseprite(animation, name) }),
  steps: (art) => [
    `Open ${art.name}.aseprite. Its frames, times, tags and palette are as they are here; ${clearWords(art)}.`,
  ],
  tileSet: {
    files: (art) => ({ ...sheetAndJson(art), ...aseprite.files(art) }),
    steps: (art) => [
      `Open ${art.name}.aseprite. Each tile is a frame of it, and the palette is as it is here; ${clearWords(art)}.`,
      ...sheetSteps(art),
    ],
  },
};

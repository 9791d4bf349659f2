import { ensure } from '../formats/format-error.ts';
import { writePng } from '../formats/png/write-png.ts';
import { shownBy } from '../formats/sheet/aseprite-json.ts';
import { sheetOf } from '../formats/sheet/sheet.ts';
import { type Engine, endsWith, noTileSet } from './engine.ts';

/** From top to bottom. */
const rows = ['down', 'left', 'right', 'up'] as const;

/** The engine shows 0, 1, 2, 1: a walk of four frames, of which the second and the last are alike, is its first three. */
function stepsOf(shown: readonly number[]): number[] {
  const count = shown.length;
  const at = count === 2 ? [0, 1, 0] : count < 4 ? [0, 1, 2] : [0, Math.floor(count / 4), Math.floor(count / 2)];
  return at.map((each) => shown[Math.min(each, count - 1)] ?? 0);
}

/** A single character, `$`: three steps in four directions. https://rpgmakerofficial.com/product/MZ_help-en/#/01_11_01 */
export const rpgmaker: Engine = {
  files({ name, animation }) {
    const { width, height, frames, tags } = animation;
    const pictures = rows.flatMap((direction) => {
      const tag = tags.find((each) => endsWith(each, direction));
      ensure(
        tag,
        `RPG Maker wants a walk in four directions, and this has none that goes ${direction}. Make one in four directions, or choose another engine.`,
      );
      return stepsOf(shownBy(tag)).map((number) => ({
        width,
        height,
        indices: frames[number]?.indices ?? new Uint8Array(width * height),
      }));
    });
    return { [`$${name}.png`]: writePng(sheetOf(animation, pictures, { columns: 3 }).picture) };
  },
  steps: ({ name }) => [
    `Copy $${name}.png into img/characters of the project. The $ says that it is one character, of three steps in four directions.`,
  ],
  // Its own have tiles of 48 pixels in places that say what they are: https://rpgmakerofficial.com/product/MZ_help-en/#/01_11_01
  tileSet: noTileSet('RPG Maker’s tilesets have an order of their own, which no set of other tiles has'),
};

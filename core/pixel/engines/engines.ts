import { counted } from '../palettes/palette.ts';
import { aseprite } from './aseprite.ts';
import { emoji } from './emoji.ts';
import type { Engine, ExportedArt, Files, How } from './engine.ts';
import { gamemaker } from './gamemaker.ts';
import { godot } from './godot.ts';
import { type EngineName, engineLabels } from './labels.ts';
import { ldtk } from './ldtk.ts';
import { minecraft } from './minecraft.ts';
import { phaser } from './phaser.ts';
import { pixi } from './pixi.ts';
import { plain } from './plain.ts';
import { rpgmaker } from './rpgmaker.ts';
import { tiled } from './tiled.ts';
import { sheetAndJson, sheetSteps } from './tiles/tiles-json.ts';
import { unity } from './unity.ts';

const engines = {
  aseprite,
  godot,
  unity,
  gamemaker,
  tiled,
  ldtk,
  phaser,
  pixi,
  rpgmaker,
  minecraft,
  emoji,
  plain,
} satisfies Record<EngineName, Engine>;

const asSheet: How = { files: sheetAndJson, steps: sheetSteps };

/** One tile is a picture where there is no place for tiles. */
function howFor(name: EngineName, art: ExportedArt): How {
  const engine: Engine = engines[name];
  if (!art.tiles) return engine;
  return engine.tiles ?? (art.animation.frames.length === 1 ? engine : (engine.tileSet ?? asSheet));
}

/** What is exported, and what a person does with it. */
export interface MadeFiles {
  files: Files;
  steps: string[];
}

/** The files of an engine, and a README of a few lines that says what to do with them. @throws FormatError for art that the engine has no place for */
export function madeFor(name: EngineName, art: ExportedArt): MadeFiles {
  const how = howFor(name, art);
  // First: what a person does is said only of files that there are.
  const files = how.files(art);
  const steps = how.steps(art);
  const { width, height, frames, colours } = art.animation;
  const frameWords = counted(frames.length, art.tiles ? 'tile' : 'frame');
  const lines = [
    `${art.name}, for ${engineLabels[name]}`,
    `${width} × ${height} pixels, ${frameWords}, a palette of ${colours.length}. Made with UPixel.`,
    ...steps,
  ];
  return { files: { ...files, 'README.txt': `${lines.join('\n')}\n` }, steps };
}

/** The files alone. @throws FormatError for art that the engine has no place for */
export const filesFor = (name: EngineName, art: ExportedArt): Files => madeFor(name, art).files;

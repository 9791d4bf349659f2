import { hashJson } from '../formats/sheet/aseprite-json.ts';
import { type Engine, sheetFiles, tagsOf } from './engine.ts';

/** https://pixijs.download/release/docs/assets.Spritesheet.html */
export const pixi: Engine = {
  files: (art) => sheetFiles(art, hashJson),
  steps: (art) => [
    `const sheet = await Assets.load('${art.name}.json');`,
    `new AnimatedSprite(sheet.animations['${tagsOf(art)[0]?.name ?? ''}']); times are in sheet.data.frames[…].duration.`,
    "Set sheet.textureSource.scaleMode = 'nearest', or everything is smoothed.",
  ],
};

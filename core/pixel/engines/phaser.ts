import { arrayJson } from '../formats/sheet/aseprite-json.ts';
import { type Engine, sheetFiles, tagsOf } from './engine.ts';

/** https://docs.phaser.io/api-documentation/class/animations-animationmanager#createfromaseprite */
export const phaser: Engine = {
  files: (art) => sheetFiles(art, arrayJson),
  steps: (art) => [
    `In preload: this.load.aseprite('${art.name}', '${art.name}.png', '${art.name}.json');`,
    `In create: this.anims.createFromAseprite('${art.name}'); then sprite.play('${tagsOf(art)[0]?.name ?? ''}');`,
    'Set pixelArt: true in the configuration of the game, or everything is smoothed.',
  ],
};

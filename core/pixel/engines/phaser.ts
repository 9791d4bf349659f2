import { arrayJson } from '../formats/sheet/aseprite-json.ts';
import { type Engine, sheetFiles, tagsOf } from './engine.ts';

/**
 * Of the sprite alone, because the game's own animations are known by their names, and two figures both walk:
 * https://docs.phaser.io/api-documentation/class/animations-animationstate#createfromaseprite
 */
export const phaser: Engine = {
  files: (art) => sheetFiles(art, arrayJson),
  steps: (art) => [
    `In preload: this.load.aseprite('${art.name}', '${art.name}.png', '${art.name}.json');`,
    `In create: sprite = this.add.sprite(x, y, '${art.name}'); sprite.anims.createFromAseprite('${art.name}'); then sprite.play('${tagsOf(art)[0]?.name ?? ''}');`,
    'Set pixelArt: true in the configuration of the game, or everything is smoothed.',
  ],
};

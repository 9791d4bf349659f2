/** What pixel art is exported for, as its makers write it, in the order in which it is offered. Apart from the engines: a page shows them and needs no writer. */
export const engineLabels = {
  aseprite: 'Aseprite',
  godot: 'Godot 4',
  unity: 'Unity',
  gamemaker: 'GameMaker',
  tiled: 'Tiled',
  ldtk: 'LDtk',
  phaser: 'Phaser',
  pixi: 'PixiJS',
  rpgmaker: 'RPG Maker MV and MZ',
  minecraft: 'Minecraft',
  emoji: 'Emoji and stickers',
  plain: 'Plain files',
} as const;

export type EngineName = keyof typeof engineLabels;

export const engineNames = Object.keys(engineLabels) as [EngineName, ...EngineName[]];

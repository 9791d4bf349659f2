import { writePng } from '../formats/png/write-png.ts';
import { type Engine, rowsOfArt } from './engine.ts';

/** https://manual.gamemaker.io/monthly/en/The_Asset_Editors/Sprites.htm: names have no hyphens, and a strip says how many frames it has. */
const stripOf = (name: string, frames: number) => `${name.replaceAll('-', '_')}_strip${frames}.png`;

export const gamemaker: Engine = {
  files(art) {
    const { frames } = art.animation;
    const sheet = rowsOfArt(art, { columns: frames.length });
    return { [stripOf(art.name, frames.length)]: writePng(sheet.picture) };
  },
  steps: ({ name, animation: { frames } }) => [
    `Drag ${stripOf(name, frames.length)} into the Asset Browser: its name says that it has ${frames.length} frames.`,
    'A strip has no times: set the sprite’s speed. In Game Options switch “Interpolate colours between pixels” off.',
  ],
};

import { writePng } from '../formats/png/write-png.ts';
import { type Engine, type ExportedArt, rowsOfArt } from './engine.ts';

const tickMs = 50;

/** How many ticks each frame is shown, one at least; what one loses the next gets. */
function ticksOf({ animation }: ExportedArt): number[] {
  let owedMs = 0;
  return animation.frames.map(({ ms }) => {
    const wantedMs = ms + owedMs;
    const ticks = Math.max(1, Math.round(wantedMs / tickMs));
    owedMs = wantedMs - ticks * tickMs;
    return ticks;
  });
}

const tilePath = (name: string, number: number) => `tiles/${name}-${number}.png`;

/** A texture with the frames from top to bottom. https://minecraft.wiki/w/Resource_pack#Animation */
export const minecraft: Engine = {
  files(art) {
    const { width, height, frames } = art.animation;
    const image = { [`${art.name}.png`]: writePng(rowsOfArt(art, { columns: 1 }).picture) };
    if (frames.length === 1) return image;
    // Without a size a frame is taken to be as high as it is wide.
    const size = width === height ? {} : { width, height };
    const shown = ticksOf(art).map((time, index) => ({ index, time }));
    const meta = { animation: { ...size, frames: shown } };
    return { ...image, [`${art.name}.png.mcmeta`]: `${JSON.stringify(meta, null, 2)}\n` };
  },
  steps: ({ name, animation: { frames } }) =>
    frames.length === 1
      ? [`Put ${name}.png into assets/minecraft/textures/… of a resource pack, under the texture’s name.`]
      : [
          `Put ${name}.png, and the .mcmeta beside it, into assets/minecraft/textures/… of a resource pack, under the texture’s name.`,
          'A tick is 50 ms: what a frame loses by that the next one gets.',
        ],
  // A texture is one tile, and its frames would be shown one after the other.
  tileSet: {
    files: ({ name, animation: { frames, tags: _, ...picture } }) =>
      Object.fromEntries(
        frames.map(({ indices }, number) => [tilePath(name, number), writePng({ ...picture, indices })]),
      ),
    steps: ({ name, animation: { frames } }) => [
      `Each tile is a texture, ${tilePath(name, 0)} to ${tilePath(name, frames.length - 1)}: put those that you want into assets/minecraft/textures/… of a resource pack, under the textures’ names.`,
    ],
  },
};

import { writePng } from '../formats/png/write-png.ts';
import { counted } from '../palettes/palette.ts';
import { type Engine, type ExportedArt, rowsOfArt } from './engine.ts';

/** https://manual.gamemaker.io/monthly/en/The_Asset_Editors/Sprites.htm: names have no hyphens, and a strip says how many frames it has. */
const stripOf = (name: string, frames: number) => `${name.replaceAll('-', '_')}_strip${frames}.png`;

/** Each walk by itself: a sprite plays its whole strip. */
const parted = ({ name, animation }: ExportedArt): ExportedArt[] =>
  animation.tags.length < 2
    ? []
    : animation.tags.map((tag) => {
        const frames = animation.frames.slice(tag.from, tag.to + 1);
        return {
          ...{ id: '', name: `${name}-${tag.name}` },
          animation: { ...animation, tags: [], frames: tag.direction === 'reverse' ? frames.toReversed() : frames },
        };
      });

const stripsOf = (art: ExportedArt) =>
  [art, ...parted(art)].map((each) => ({ art: each, file: stripOf(each.name, each.animation.frames.length) }));

export const gamemaker: Engine = {
  files: (whole) =>
    Object.fromEntries(
      stripsOf(whole).map(({ art, file }) => [
        file,
        writePng(rowsOfArt(art, { columns: art.animation.frames.length }).picture),
      ]),
    ),
  steps: (art) => {
    const [whole, ...parts] = stripsOf(art).map(({ file }) => file);
    return [
      `Drag ${whole} into the Asset Browser: its name says that it has ${counted(art.animation.frames.length, 'frame')}.`,
      ...(parts.length > 0 ? [`For a sprite of each movement drag those instead: ${parts.join(', ')}.`] : []),
      `${art.animation.frames.length > 1 ? 'A strip has no times: set the sprite’s speed. ' : ''}In Game Options switch “Interpolate colours between pixels” off.`,
    ];
  },
};

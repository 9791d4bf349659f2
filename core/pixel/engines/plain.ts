import { writeGif } from '../formats/gif/write-gif.ts';
import { writeApng } from '../formats/png/write-apng.ts';
import { writePng } from '../formats/png/write-png.ts';
import { writeWebp } from '../formats/webp/write-webp.ts';
import type { Engine } from './engine.ts';

/** Each frame by itself, and the animation in every form that browsers and chats play. */
export const plain: Engine = {
  files({ name, animation }) {
    const { frames, tags: _, ...picture } = animation;
    const digits = `${frames.length - 1}`.length;
    const [first] = frames;
    if (first && frames.length === 1) return { [`${name}.png`]: writePng({ ...picture, indices: first.indices }) };
    const pathOf = (number: number) => `frames/${name}-${`${number}`.padStart(digits, '0')}.png`;
    const stills = frames.map(({ indices }, number) => [pathOf(number), writePng({ ...picture, indices })] as const);
    return {
      ...Object.fromEntries(stills),
      [`${name}.gif`]: writeGif(animation),
      [`${name}.apng`]: writeApng(animation),
      [`${name}.webp`]: writeWebp(animation),
    };
  },
  steps: ({ animation: { frames } }) =>
    frames.length === 1
      ? ['The picture is at its own size: enlarge it by whole numbers only, without smoothing.']
      : [
          'The frames are in frames/, at their own size: enlarge them by whole numbers only, without smoothing.',
          'The APNG and the WebP have exact times; the GIF has them in hundredths of a second.',
        ],
};

import { usualMs } from '../pixel/formats/read-indexed.ts';
import type { Pixels } from '../pixel/picture.ts';
import { decoded, openImage } from './open-image.ts';

export interface Frames {
  /** All of one size. */
  pictures: Pixels[];
  /** For how many milliseconds each is shown. */
  times: number[];
}

/** As browsers show it: what is to be gone at once stays for a tenth of a second. A frame that stays for longer than a file of ours can say stays as long as it can. */
const shownMs = (delay = 0) => (delay <= tooQuickMs ? usualMs : Math.min(delay, longestMs));
const tooQuickMs = 10;
/** Two bytes, in .aseprite and APNG. */
const longestMs = 0xffff;

/** All pictures of a GIF or WebP that moves, each whole, as it is shown. @throws ImageError */
export const allFrames = (bytes: Buffer): Promise<Frames> =>
  decoded(async () => {
    const image = await openImage(bytes, { animated: true });
    const { pages = 1, delay = [] } = await image.metadata();
    // One below the other; nothing that moves says which side is up.
    const { data, info } = await image.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const { width } = info;
    const height = info.height / pages;
    const size = width * height;
    const pictures = Array.from({ length: pages }, (_, page) => ({
      ...{ width, height },
      data: new Uint32Array(data.buffer, data.byteOffset + page * size * 4, size),
    }));
    return { pictures, times: pictures.map((_, page) => shownMs(delay[page])) };
  });

import sharp from 'sharp';
import { rawOf } from '#core/images/raw-pixels.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import { snapAll } from '#core/pixel/snap/snap.ts';
import { enlarged } from '#core/pixel/whole-factors.ts';
import { createRandom } from '#sandbox/replicate/pictures/random.ts';
import { drawArt } from './art.ts';
import { damages } from './damages.ts';
import { toPixels } from './layers.ts';
import { takePhotograph } from './photographs.ts';

/** Pictures as people bring them, as files. */
export interface BroughtFile {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

const fileOfPixels = async (pixels: Pixels, filename: string): Promise<BroughtFile> => ({
  ...{ filename, contentType: 'image/png' },
  bytes: await sharp(...rawOf(pixels))
    .png()
    .toBuffer(),
});

const art = (seed: string) =>
  drawArt('landscape', createRandom(seed), { width: 32, height: 32, colours: 12, matte: true });

/** 32 × 32, enlarged by a fraction and noisy: its grid is found. */
export const fakeArt = (seed = 'fake') =>
  fileOfPixels(toPixels(damages.noisy(art(seed), createRandom(seed), 9.3).layer), 'fake.png');

/** 32 × 32, one pixel a cell. */
export const nativeArt = () => fileOfPixels(art('native'), 'native.png');

/** Frames of 32 × 24 of one grid, enlarged and noisy. */
export async function movingArt(count = 4): Promise<BroughtFile> {
  const frames = Array.from({ length: count }, (_, at) => {
    const drawn = drawArt('sprite', createRandom(`moving ${at}`), { width: 32, height: 24, colours: 8, matte: true });
    return toPixels(damages.noisy(drawn, createRandom('moving'), 7).layer);
  });
  return { filename: 'moving.webp', contentType: 'image/webp', bytes: await movingFile(frames) };
}

/** A WebP that moves: the first picture for 80 ms, each next one for 40 more. All are of one size. */
export async function movingFile(frames: readonly Pixels[]): Promise<Buffer> {
  const [{ width, height } = { width: 0, height: 0 }] = frames;
  const raw = { width, height: height * frames.length, channels: 4 as const, pageHeight: height };
  return sharp(Buffer.concat(frames.map((frame) => rawOf(frame)[0])), { raw })
    .webp({ lossless: true, delay: frames.map((_, at) => 80 + 40 * at) })
    .toBuffer();
}

export const photograph = () =>
  fileOfPixels(takePhotograph('clouds', createRandom('photo'), { width: 320, height: 240, grey: false }), 'clouds.png');

/** Drawn in blocks of two cells, with a few details of one: nobody but its artist knows whether it is 16 × 16 or 32 × 32. The first that is asked about. */
export async function unsureArt(): Promise<BroughtFile> {
  for (let seed = 0; seed < 60; seed += 1) {
    const random = createRandom(`unsure ${seed}`);
    const blocks = enlarged(drawArt('tile', random, { width: 16, height: 16, colours: 10, matte: true }), 2);
    const anywhere = () => Math.floor(random.between(0, blocks.data.length - 0.01));
    for (let detail = 0; detail < 4 + (seed % 3) * 2; detail += 1)
      blocks.data[anywhere()] = blocks.data[anywhere()] ?? 0;
    const picture = toPixels(damages.noisy(blocks, random, 9.3).layer);
    const found = snapAll([picture]);
    if (found.kind === 'unsure' && found.candidates.every(({ columns }) => columns <= 32))
      return fileOfPixels(picture, 'unsure.png');
  }
  throw new Error('Every one of these pictures has one grid that is sure.');
}

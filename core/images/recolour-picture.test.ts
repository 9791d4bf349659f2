import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { readPng } from '../pixel/formats/png/read-png.ts';
import { writePng } from '../pixel/formats/png/write-png.ts';
import { readContainer } from './containers/read-container.ts';
import { createPixelThreads } from './pixel-threads.ts';
import { readProvenance, xmpPacket } from './provenance.ts';
import { recolourPicture } from './recolour-picture.ts';

const pixelThreads = createPixelThreads();
afterAll(() => pixelThreads.stop());

const swap = new Map([[0xff0000, 0x00ff00]]);
const red = (side = 4) => sharp({ create: { width: side, height: side, channels: 3, background: '#ff0000' } });
const recoloured = async (original: Buffer) => {
  const made = await recolourPicture({ pixelThreads }, original, swap);
  if (!('bytes' in made)) throw new Error(made.unchanged);
  return made.bytes;
};
const marked = (png: Buffer) => Buffer.concat(readContainer(png).rewritten(xmpPacket('retro-diffusion/rd-fast')));

test('the mark of who made it stays', async () => {
  const made = await recoloured(marked(await red().png().toBuffer()));
  expect(readProvenance(made)?.aiSystem).toBe('retro-diffusion/rd-fast');
  expect((await sharp(made).removeAlpha().raw().toBuffer()).subarray(0, 3).toString('hex')).toBe('00ff00');
});

test('an animation is left alone', async () => {
  const frames = await sharp([await red().png().toBuffer(), await red().png().toBuffer()], { join: { animated: true } })
    .gif({ keepDuplicateFrames: true })
    .toBuffer();
  expect(await recolourPicture({ pixelThreads }, frames, swap)).toEqual({ unchanged: 'moves' });
});

test('an indexed PNG keeps its indices, its unused colours and what is clear; another one becomes indexed', async () => {
  const picture = {
    width: 2,
    height: 2,
    indices: Uint8Array.of(3, 1, 2, 2),
    colours: [5, 0x112233, 0xff0000, 0, 9],
    clear: 3,
  };
  const made = readPng(await recoloured(marked(Buffer.from(writePng(picture)))));
  expect(made).toEqual({ ...picture, colours: [5, 0x112233, 0x00ff00, 0, 9] });
  expect(readPng(await recoloured(await red().png().toBuffer())).colours).toEqual([0x00ff00]);
});

test('half transparent pixels stay so, which no palette can hold', async () => {
  const half = await red().ensureAlpha(0.75).png().toBuffer();
  const pixels = await sharp(await recoloured(half))
    .raw()
    .toBuffer();
  expect([...pixels.subarray(0, 4)]).toEqual([0, 255, 0, 191]);
});

test('a large one is recoloured in a thread, to the same', async () => {
  const made = readPng(await recoloured(await red(600).png().toBuffer()));
  expect(made.colours).toEqual([0x00ff00]);
  expect(made.indices.every((index) => index === 0)).toBe(true);
});

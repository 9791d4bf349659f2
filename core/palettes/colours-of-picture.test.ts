import sharp from 'sharp';
import { expect, test } from 'vitest';
import { movingFile } from '#test/pixel/foreign.ts';
import { rawOf } from '../images/raw-pixels.ts';
import { readSwatch } from '../pixel/palettes/swatch.ts';
import { lookedAt } from './colours-of-picture.ts';

const flat = (pixel: number, side = 8) => ({
  ...{ width: side, height: side },
  data: new Uint32Array(side * side).fill(pixel),
});

test('of a picture that moves the colours of all frames are seen; of a huge one those of the first', async () => {
  const [red, blue, green] = [0xff0000ff, 0xffff0000, 0xff00ff00];
  const { pixels, isWhole } = await lookedAt(await movingFile([flat(red), flat(blue), flat(green)]));
  expect([new Set(pixels.data), isWhole]).toEqual([new Set([red, blue, green]), true]);
  const large = await lookedAt(await movingFile([flat(red, 1024), flat(blue, 1024)]));
  expect([new Set(large.pixels.data), large.isWhole]).toEqual([new Set([red]), false]);
});

test('a long row of colours is read whole: one that is made smaller has squares of no whole size', async () => {
  const data = Uint32Array.from({ length: 768 * 32 }, (_, at) => 0xff000000 + Math.floor((at % 768) / 32) * 9);
  const row = await sharp(...rawOf({ data, width: 768, height: 32 }))
    .png()
    .toBuffer();
  const { pixels, isWhole } = await lookedAt(row);
  expect([pixels.width, isWhole]).toEqual([768, true]);
  expect(readSwatch(pixels).palette.colours).toHaveLength(24);
});

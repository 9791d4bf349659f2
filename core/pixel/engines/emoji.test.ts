import { expect, it } from 'vitest';
import { readGif } from '../formats/gif/read-gif.ts';
import { readApng } from '../formats/png/read-apng.ts';
import { readPng } from '../formats/png/read-png.ts';
import type { Animation } from '../picture.ts';
import { filesFor } from './engines.ts';

/** Noise, which packs to nothing less. */
const noise = (width: number, height: number, frames: number): Animation => {
  let seed = 1;
  const next = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed >>> 24;
  };
  return {
    ...{ width, height, colours: Array.from({ length: 256 }, (_, at) => at * 0x010001), clear: 255, tags: [] },
    frames: Array.from({ length: frames }, () => ({
      indices: Uint8Array.from({ length: width * height }, next),
      ms: 90,
    })),
  };
};
const art = (animation: Animation) => ({ name: 'fox-knight-3fa9c1', id: 'fox', animation });
const bytesOf = (files: ReturnType<typeof filesFor>, path: string) => files[path] as Uint8Array;

it('an emoji is enlarged by a whole number, and stands in the middle of what a chat takes', () => {
  const files = filesFor(
    'emoji',
    art({
      ...noise(20, 16, 1),
      colours: [0xff8800, 0x102030, 0],
      clear: 2,
      frames: [{ indices: new Uint8Array(320), ms: 90 }],
    }),
  );
  expect(Object.keys(files)).toEqual([
    'emoji/fox_knight_3fa9c1.png',
    'emoji-48/fox_knight_3fa9c1.png',
    'sticker/fox_knight_3fa9c1.png',
    'README.txt',
  ]);
  const whole = readPng(bytesOf(files, 'emoji/fox_knight_3fa9c1.png'));
  expect(whole).toMatchObject({ width: 128, height: 128 });
  // 20 × 16 by 6, so 4 pixels are clear at the sides, 16 above and below.
  const filled = whole.indices.reduce((count, index) => count + Number(index !== whole.clear), 0);
  expect(filled).toBe(120 * 96);
  expect(whole.indices[16 * 128 + 4]).not.toBe(whole.clear);
  expect(whole.indices[16 * 128 + 3]).toBe(whole.clear);
  expect(readPng(bytesOf(files, 'emoji-48/fox_knight_3fa9c1.png'))).toMatchObject({ width: 48, height: 48 });
  expect(readPng(bytesOf(files, 'sticker/fox_knight_3fa9c1.png'))).toMatchObject({ width: 320, height: 320 });
});

it('what moves goes on moving, with its times', () => {
  const files = filesFor(
    'emoji',
    art({ ...noise(8, 8, 4), frames: noise(8, 8, 4).frames.map((frame, at) => ({ ...frame, ms: 50 + 10 * at })) }),
  );
  const times = [50, 60, 70, 80];
  for (const path of ['emoji/fox_knight_3fa9c1.gif', 'emoji-48/fox_knight_3fa9c1.gif'])
    expect(readGif(bytesOf(files, path)).frames.map(({ ms }) => ms)).toEqual(times);
  expect(readApng(bytesOf(files, 'sticker/fox_knight_3fa9c1.png')).frames.map(({ ms }) => ms)).toEqual(times);
});

it('what is too large for an emoji is refused, and not made smaller', () => {
  // As large as nothing of it is copied anywhere.
  expect(() => filesFor('emoji', art(noise(256, 256, 1)))).toThrow(
    'An emoji is 128 × 128 pixels at most, and this is 256 × 256: smaller it would lose pixels.',
  );
  expect(() => filesFor('emoji', art(noise(129, 16, 1)))).toThrow('smaller it would lose pixels');
  expect(() => filesFor('emoji', art(noise(128, 128, 20)))).toThrow(/has \d+ kB, and chats take 256/);
  // Too much for Slack alone, which the README says; and no sticker of more than five seconds.
  const long = { ...noise(128, 128, 9), frames: noise(128, 128, 9).frames.map((frame) => ({ ...frame, ms: 600 })) };
  const files = filesFor('emoji', art(long));
  expect(files['README.txt']).toContain('Slack takes 128 kB');
  expect(Object.keys(files)).not.toContain('sticker/fox_knight_3fa9c1.png');
});

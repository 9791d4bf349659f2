import { expect, test } from 'vitest';
import { pixelOf } from '#core/pixel/colour/channels.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import { laid, onionSkin, repeated, shiftedByHalf } from './parts.ts';

const pixels = (width: number, ...data: number[]): Pixels => ({
  data: Uint32Array.from(data),
  width,
  height: data.length / width,
});

test('tiles are laid as a map says, and one stands beside itself', () => {
  const tiles = [pixels(2, 1, 2, 3, 4), pixels(2, 5, 6, 7, 8)];
  expect(laid({ columns: 3, rows: 1, tiles: [1, 0, 1] }, tiles)).toEqual(pixels(6, 5, 6, 1, 2, 5, 6, 7, 8, 3, 4, 7, 8));
  const four = pixels(4, 1, 2, 1, 2, 3, 4, 3, 4, 1, 2, 1, 2, 3, 4, 3, 4);
  expect(repeated(pixels(2, 1, 2, 3, 4), 2)).toEqual(four);
});

test('shifted by half, what were the edges of a tile meet in its middle', () => {
  expect(shiftedByHalf(pixels(2, 1, 2, 3, 4))).toEqual(pixels(2, 4, 3, 2, 1));
  // An odd side by the half that is whole: every pixel is still there once.
  expect(shiftedByHalf(pixels(3, 1, 2, 3))).toEqual(pixels(3, 2, 3, 1));
});

test('neighbours shine through where a frame is clear, and nowhere else', () => {
  const [own, was, comes] = [pixelOf(0x112233), pixelOf(0x808080), pixelOf(0x808080)];
  const skin = onionSkin(pixels(4, own, 0, 0, 0), {
    previous: pixels(4, was, was, 0, 0),
    next: pixels(4, comes, comes, comes, 0),
  });
  const [first, second = 0, third = 0, fourth] = skin.data;
  expect([first, fourth]).toEqual([own, 0]);
  const red = (pixel: number) => pixel & 255;
  const blue = (pixel: number) => (pixel >>> 16) & 255;
  expect(red(second)).toBeGreaterThan(blue(second));
  expect(blue(third)).toBeGreaterThan(red(third));
  expect([second >>> 24, third >>> 24]).toEqual([102, 102]);
});

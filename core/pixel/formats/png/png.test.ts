import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { animations, isLargest, largest, pictures } from '#test/builders/pixel-art.ts';
import { holds } from '#test/holds.ts';
import { pixelsFrom } from '../../indexed.ts';
import { readChunks } from './chunks.ts';
import { readApng } from './read-apng.ts';
import { readPng, readPngPixels } from './read-png.ts';
import { writeApng } from './write-apng.ts';
import { writePng } from './write-png.ts';

it('an indexed PNG is read as it was written, with its palette in its order', () => {
  holds(
    fc.property(pictures, (picture) => {
      const png = writePng(picture);
      expect(readPng(png)).toEqual(picture);
      // What is seen under a clear colour is kept by a PNG; pixels have 0 there.
      const { data } = readPngPixels(png);
      expect(data.map((pixel) => (pixel >>> 24 === 0 ? 0 : pixel))).toEqual(pixelsFrom(picture).data);
      expect(writePng(picture)).toEqual(png);
    }),
  );
  expect(isLargest(readPng(writePng(largest)))).toBe(true);
});

it.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 2],
  [5, 4],
  [16, 4],
  [17, 8],
  [256, 8],
])('%i colours take %i bits a pixel', (count, depth) => {
  const colours = Array.from({ length: count }, (_, at) => at);
  const png = writePng({ width: 1, height: 1, colours, indices: Uint8Array.of(count - 1) });
  expect(readChunks(png)[0]?.data[8]).toBe(depth);
});

it('an APNG is read as it was written: its times are exact, and a held frame is a frame', () => {
  holds(
    fc.property(animations, (animation) => {
      const apng = writeApng(animation);
      expect(readApng(apng)).toEqual({ ...animation, tags: [] });
      expect(readPng(apng).indices).toEqual(animation.frames[0]?.indices);
    }),
  );
});

it('of a frame that is held one pixel is written again', () => {
  const { indices, ...rest } = largest;
  const animation = (count: number) => ({
    ...rest,
    frames: Array.from({ length: count }, () => ({ indices, ms: 33 })),
    tags: [],
  });
  const [one, nine] = [writeApng(animation(1)), writeApng(animation(9))];
  expect((nine.length - one.length) / 8).toBeLessThan(100);
});

it('what is no PNG, or a damaged one, is refused in a sentence', () => {
  const png = writePng({ width: 2, height: 1, colours: [1, 2], indices: Uint8Array.of(0, 1) });
  const changed = (at: number, value: number) => png.map((byte, index) => (index === at ? value : byte));
  expect(() => readPng(Uint8Array.of(71, 73, 70))).toThrow('This is not a PNG file.');
  expect(() => readPng(png.subarray(0, png.length - 13))).toThrow('This PNG is cut off');
  expect(() => readPng(changed(19, 9))).toThrow('does not match its checksum');
  expect(() => readApng(png)).toThrow('This PNG has one picture and no animation.');
  expect(() => writePng({ width: 2, height: 1, colours: [1], indices: Uint8Array.of(0, 1) })).toThrow(
    'A pixel has a colour that is not in the palette.',
  );
});

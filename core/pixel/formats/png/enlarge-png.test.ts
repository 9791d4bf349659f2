import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictures } from '#test/builders/pixel-art.ts';
import { pixelOf } from '../../colour/channels.ts';
import { pixelsFrom } from '../../indexed.ts';
import { enlarged } from '../../whole-factors.ts';
import { readChunks, writeChunks } from './chunks.ts';
import { enlargePng } from './enlarge-png.ts';
import { headerChunk } from './header.ts';
import { packPixels } from './raster.ts';
import { readPng, readPngPixels } from './read-png.ts';
import { writePng } from './write-png.ts';

const pngOf = (data: Uint32Array, width: number) => {
  const pixels = { data, width, height: data.length / width };
  return writeChunks([headerChunk({ ...pixels, depth: 8, colourType: 6 }), { type: 'IDAT', data: packPixels(pixels) }]);
};

test('each pixel becomes a square, and the palette keeps its order and all of its colours', () => {
  fc.assert(
    fc.property(pictures, fc.integer({ min: 1, max: 5 }), (picture, factor) => {
      const large = readPng(enlargePng(writePng(picture), factor));
      expect(large.colours).toEqual(picture.colours);
      expect(large.clear).toBe(picture.clear);
      expect([large.width, large.height]).toEqual([picture.width * factor, picture.height * factor]);
      expect(pixelsFrom(large)).toEqual(enlarged(pixelsFrom(picture), factor));
    }),
  );
});

test('a picture without a palette gets one that begins with the known colours; one that no palette holds keeps every pixel', () => {
  const few = pngOf(Uint32Array.of(pixelOf(0x112233), 0, pixelOf(0xffffff), pixelOf(0x112233)), 2);
  expect(readPng(enlargePng(few, 3, { colours: [0xffffff, 0x445566, 0x112233] }))).toMatchObject({
    ...{ width: 6, height: 6, clear: 3 },
    colours: [0xffffff, 0x445566, 0x112233, 0],
  });
  const half = Uint32Array.of(pixelOf(0x112233, 7), pixelOf(0xfedcba, 128), pixelOf(1), 0);
  expect(readPngPixels(enlargePng(pngOf(half, 2), 4))).toEqual(enlarged({ data: half, width: 2, height: 2 }, 4));
});

test('the file still says how it was made', () => {
  const [header, ...rest] = readChunks(pngOf(Uint32Array.of(pixelOf(5), pixelOf(6)), 2));
  if (!header) throw new Error('no header');
  const mark = { type: 'iTXt', data: new TextEncoder().encode('XML:com.adobe.xmp\0\0\0\0\0<x/>') };
  const other = { type: 'tIME', data: new Uint8Array(7) };
  const chunks = readChunks(enlargePng(writeChunks([header, mark, other, ...rest]), 2));
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'iTXt', 'PLTE', 'IDAT']);
  expect(chunks[1]).toEqual(mark);
});

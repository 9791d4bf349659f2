import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alphaOf, colourOfPixel, pixelOf } from './channels.ts';
import { contrastOf } from './contrast.ts';
import { colourOfHex, hexOf } from './hex.ts';
import { nearestIn } from './nearest.ts';
import { chromaOf, colourOfOklab, distance, hueOf, oklabOf } from './oklab.ts';
import { byteOf, linearOf } from './srgb.ts';

const colour = fc.integer({ min: 0, max: 0xffffff });

test('a byte that becomes light becomes the same byte', () => {
  for (let byte = 0; byte < 256; byte++) expect(byteOf(linearOf(byte))).toBe(byte);
  expect(byteOf(-0.2)).toBe(0);
  expect(byteOf(1.2)).toBe(255);
});

// The corners of sRGB in OKLab as CSS Color 4 and Ottosson's own page have them.
test.each([
  [0x000000, 0, 0, 0],
  [0xffffff, 1, 0, 0],
  [0xff0000, 0.62796, 0.22486, 0.12585],
  [0x00ff00, 0.86644, -0.23389, 0.1795],
  [0x0000ff, 0.45201, -0.03246, -0.31153],
  [0xffff00, 0.96798, -0.07137, 0.19857],
] as const)('%i is where it is published to be', (rgb, l, a, b) => {
  const lab = oklabOf(rgb);
  expect(lab.l).toBeCloseTo(l, 4);
  expect(lab.a).toBeCloseTo(a, 4);
  expect(lab.b).toBeCloseTo(b, 4);
});

test('every colour comes back from OKLab', () => {
  fc.assert(
    fc.property(colour, (rgb) => colourOfOklab(oklabOf(rgb)) === rgb),
    { numRuns: 2_000 },
  );
});

test('distance, chroma and hue', () => {
  expect(distance(oklabOf(0), oklabOf(0xffffff))).toBeCloseTo(1, 4);
  expect(distance(oklabOf(0x123456), oklabOf(0x123456))).toBe(0);
  expect(chromaOf(oklabOf(0x808080))).toBeLessThan(1e-4);
  expect(Math.round(hueOf(oklabOf(0xff0000)))).toBe(29);
  expect(Math.round(hueOf(oklabOf(0x0000ff)))).toBe(264);
});

test('contrast is as WCAG counts it', () => {
  expect(contrastOf(0, 0xffffff)).toBeCloseTo(21, 10);
  expect(contrastOf(0xabcdef, 0xabcdef)).toBe(1);
  // #767676 on white is the lightest grey that passes AA: 4.54.
  expect(contrastOf(0xffffff, 0x767676)).toBeCloseTo(4.54, 2);
});

test('a pixel is a colour and its alpha, red in the lowest byte', () => {
  expect(pixelOf(0x112233)).toBe(0xff332211);
  expect(pixelOf(0x112233, 0)).toBe(0x00332211);
  fc.assert(
    fc.property(colour, fc.integer({ min: 0, max: 255 }), (rgb, alpha) => {
      const pixel = pixelOf(rgb, alpha);
      return colourOfPixel(pixel) === rgb && alphaOf(pixel) === alpha && pixel >= 0;
    }),
  );
});

test.each([
  ['#1a2b3c', 0x1a2b3c, 255],
  ['1A2B3C', 0x1a2b3c, 255],
  ['0x1a2b3c', 0x1a2b3c, 255],
  ['$1a2b3c', 0x1a2b3c, 255],
  ['#abc', 0xaabbcc, 255],
  ['#abc8', 0xaabbcc, 0x88],
  ['#1a2b3c80', 0x1a2b3c, 0x80],
  ['0x801a2b3c', 0x1a2b3c, 0x80],
  [' fff ', 0xffffff, 255],
] as const)('%s is a colour', (text, rgb, alpha) => {
  expect(colourOfHex(text)).toEqual({ colour: rgb, alpha });
});

test('paint.net writes the alpha first', () => {
  expect(colourOfHex('FF1A2B3C', { alphaFirst: true })).toEqual({ colour: 0x1a2b3c, alpha: 255 });
});

test.each(['', '#', '12', '#12345', '1234567', 'ghi', '#12 345'])('%j is no colour', (text) => {
  expect(colourOfHex(text)).toBeUndefined();
});

test('what is written is read', () => {
  fc.assert(fc.property(colour, (rgb) => colourOfHex(hexOf(rgb))?.colour === rgb));
});

test('the nearest of a palette is found, the colour itself first, and what is left out never', () => {
  const nearest = nearestIn([0x000000, 0xff0000, 0xffffff, 0xff0000]);
  expect(nearest(0xff0000)).toBe(1);
  expect(nearest(0xee1111)).toBe(1);
  expect(nearest(0xdddddd)).toBe(2);
  expect(nearestIn([0x000000, 0xffffff], 0)(0x000000)).toBe(1);
  expect(() => nearestIn([0x000000], 0)).toThrow(RangeError);
});

import { expect, it } from 'vitest';
import { pixelOf } from './colour/channels.ts';
import { checkContract, mostCounted, type PixelContract, pixelFacts } from './contract.ts';
import { breachInWords, checkInWords, factsInWords } from './contract-words.ts';
import type { Pixels } from './picture.ts';
import { enlarged } from './whole-factors.ts';

const [red, blue, white] = [pixelOf(0xff0000), pixelOf(0x0000ff), pixelOf(0xffffff)];
const clear = 0;

const picture = (width: number, ...data: number[]): Pixels => ({
  data: Uint32Array.from(data),
  width,
  height: data.length / width,
});
const contract = (over: Partial<PixelContract> = {}): PixelContract => ({
  width: 3,
  height: 2,
  maxColours: 4,
  alpha: 'binary',
  ...over,
});
const said = (wanted: PixelContract, pixels: Pixels) => checkContract(wanted, pixels).breaches.map(breachInWords);

const sprite = picture(3, red, blue, clear, white, red, clear);

it('what a picture is, is counted from its pixels', () => {
  expect(pixelFacts(sprite)).toEqual({ width: 3, height: 2, colours: 3, alpha: 'binary', grid: 1 });
  expect(factsInWords(pixelFacts(sprite))).toBe('3 × 2 · 3 colours · alpha 0/255 · grid 1.00');
  expect(factsInWords(pixelFacts(picture(1, red)))).toBe('1 × 1 · 1 colour · opaque · grid 1.00');
});

it('what a clear pixel has for a colour neither counts nor makes a grid', () => {
  const underneath = picture(4, 0x00112233, 0x00445566, red, red, clear, 0x00778899, red, red);
  expect(pixelFacts(underneath)).toEqual({ width: 4, height: 2, colours: 1, alpha: 'binary', grid: 2 });
});

it('a picture of one colour shows no grid', () => {
  expect(pixelFacts(picture(2, red, red, red, red)).grid).toBe(1);
  expect(pixelFacts(picture(2, clear, clear, 0x00112233, clear))).toMatchObject({
    grid: 1,
    colours: 0,
    alpha: 'binary',
  });
});

it('a kept contract has no breach', () => {
  const check = checkContract(contract({ palette: [0xff0000, 0x0000ff, 0xffffff, 0] }), sprite);
  expect(check).toMatchObject({ version: 2, breaches: [] });
  expect(checkInWords(check)).toBe('3 × 2 · 3 colours · alpha 0/255 · grid 1.00 ✓');
});

it('each breach is said', () => {
  expect(said(contract({ width: 32, height: 32 }), sprite)).toEqual(['It is 3 × 2, not 32 × 32.']);
  expect(said(contract({ maxColours: 2 }), sprite)).toEqual(['It has 3 colours, not 2 at most.']);
  expect(said(contract({ palette: [0xff0000, 0x0000ff] }), sprite)).toEqual([
    'It has 1 colour that is not in the palette: #ffffff.',
  ]);
  expect(said(contract({ alpha: 'none' }), sprite)).toEqual(['2 pixels are not opaque.']);
  const soft = picture(3, red, blue, clear, 0x80ffffff, red, clear);
  expect(said(contract(), soft)).toEqual(['1 pixel is half transparent, neither clear nor opaque.']);
  expect(checkInWords(checkContract(contract(), soft))).toBe(
    '3 × 2 · 3 colours · alpha between 0 and 255 · grid 1.00 ✗',
  );
});

it('an enlargement of what was promised is one breach, and of something else two', () => {
  const large = enlarged(sprite, 4);
  const isEnlarged = 'It is a picture of 3 × 2 enlarged 4 times, not one at its own size.';
  expect(said(contract(), large)).toEqual([isEnlarged]);
  expect(said(contract({ width: 12, height: 8 }), large)).toEqual([isEnlarged]);
  expect(said(contract({ width: 6, height: 4 }), large)).toEqual(['It is 12 × 8, not 6 × 4.', isEnlarged]);
});

it('a photograph is told without all of its colours being counted', () => {
  const data = Uint32Array.from({ length: 256 * 256 }, (_, at) => pixelOf(at * 17));
  const photograph = { data, width: 256, height: 256 };
  expect(pixelFacts(photograph).colours).toBe(mostCounted + 1);
  expect(said(contract({ width: 256, height: 256, palette: [0] }), photograph)).toEqual([
    'It has more than 4,096 colours, not 4 at most.',
    'It has 4,096 colours that are not in the palette: #000011, #000022, #000033, #000044, #000055, #000066, #000077, #000088, ….',
  ]);
});

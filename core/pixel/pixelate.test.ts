import { describe, expect, test } from 'vitest';
import { colourOfPixel, pixelOf } from './colour/channels.ts';
import { checkContract, pixelFacts } from './contract.ts';
import type { Pixels } from './picture.ts';
import { pixelate, sizeWithin } from './pixelate.ts';

const picture = (width: number, height: number, colourAt: (x: number, y: number) => number): Pixels => ({
  ...{ width, height },
  data: Uint32Array.from({ length: width * height }, (_, at) => colourAt(at % width, Math.floor(at / width))),
});

/** As smooth as a photograph, with some noise. */
const sky = picture(300, 200, (x, y) => {
  const noise = (x * 7919 + y * 104_729) % 13;
  return pixelOf((((x * 255) / 300) << 16) | (((y * 255) / 200) << 8) | (120 + noise));
});

describe('pixelate', () => {
  test('keeps the shape, and to the size and the colours that were asked for', () => {
    const made = pixelate(sky, { longest: 64, colours: 16 });
    expect(made).toMatchObject({ width: 64, height: 43 });
    const asked = { width: 64, height: 43, maxColours: 16, alpha: 'binary' } as const;
    expect(checkContract(asked, made).breaches).toEqual([]);
    expect(pixelFacts(made).colours).toBeGreaterThan(8);
  });

  test('uses the colours of a palette and no others, and no more of them than were asked for', () => {
    const palette = [0x1a1c2c, 0xf4f4f4, 0xb13e53, 0x3b5dc9, 0x38b764];
    const made = pixelate(sky, { longest: 32, colours: 256, palette });
    for (const pixel of made.data) expect(palette).toContain(colourOfPixel(pixel));
    expect(pixelFacts(pixelate(sky, { longest: 32, colours: 2, palette })).colours).toBeLessThanOrEqual(2);
  });

  test('averages light and not bytes: of black and white in turn comes the grey that looks as bright', () => {
    const checks = picture(64, 64, (x, y) => pixelOf((x + y) % 2 === 0 ? 0 : 0xffffff));
    const made = pixelate(checks, { longest: 8, colours: 256 });
    // Half the light is 188 of 255 in sRGB.
    expect(new Set([...made.data].map(colourOfPixel))).toEqual(new Set([0xbcbcbc]));
  });

  test('weighs a pixel that lies in two cells by its parts', () => {
    // Three pixels in two cells: the middle one belongs to both in equal parts.
    const row = picture(3, 1, (x) => pixelOf(x === 1 ? 0xffffff : 0));
    const made = pixelate(row, { longest: 2, colours: 256 });
    // A third of the light.
    expect([...made.data].map(colourOfPixel)).toEqual([0x9c9c9c, 0x9c9c9c]);
  });

  test('leaves clear what is more clear than not, and mixes no colour of what is clear into the rest', () => {
    const half = picture(40, 40, (x) => (x < 17 ? pixelOf(0x00ff00, 0) : pixelOf(0xff0000)));
    const made = pixelate(half, { longest: 10, colours: 256 });
    for (let y = 0; y < 10; y += 1)
      expect([...made.data.slice(y * 10, y * 10 + 10)]).toEqual([0, 0, 0, 0, ...Array(6).fill(pixelOf(0xff0000))]);
  });

  test('makes nothing larger, and takes a picture of one colour or of none', () => {
    expect(
      pixelate(
        picture(20, 10, (x) => pixelOf(x * 9)),
        { longest: 64, colours: 32 },
      ),
    ).toMatchObject({ width: 20, height: 10 });
    expect([
      ...pixelate(
        picture(99, 99, () => pixelOf(0x336699)),
        { longest: 4, colours: 2 },
      ).data,
    ]).toEqual(Array(16).fill(pixelOf(0x336699)));
    expect([
      ...pixelate(
        picture(99, 99, () => 0),
        { longest: 4, colours: 2 },
      ).data,
    ]).toEqual(Array(16).fill(0));
  });

  test('a side has a pixel at least', () => {
    expect(sizeWithin({ width: 1000, height: 3 }, 32)).toEqual({ width: 32, height: 1 });
    expect(sizeWithin({ width: 300, height: 400 }, 64)).toEqual({ width: 48, height: 64 });
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alphaOf, pixelOf } from '../colour/channels.ts';
import { distance, oklabOf } from '../colour/oklab.ts';
import type { IndexedPicture, Pixels } from '../picture.ts';
import { classics } from './classics.ts';
import { countColours, countIndices } from './count.ts';
import { thresholdsOf } from './dither.ts';
import { extractPalette } from './extract.ts';
import { rampsOf } from './ramps.ts';
import { lockTo, reduceToCount, reduceToPalette } from './reduce.ts';
import { planSwap, swapColours } from './swap.ts';

const colour = fc.integer({ min: 0, max: 0xffffff });
const ofColours = (colours: readonly number[], width = colours.length): Pixels => ({
  data: Uint32Array.from(colours, (each) => pixelOf(each)),
  width,
  height: colours.length / width,
});
const shownBy = ({ colours, indices, clear }: IndexedPicture) =>
  Array.from(indices, (index) => (index === clear ? undefined : colours[index]));
const classic = (id: string) => classics.find((each) => each.id === id)?.colours ?? [];

test('classics are lists of different colours, under different names', () => {
  for (const { colours, source } of classics) {
    expect(new Set(colours).size).toBe(colours.length);
    expect(source).toMatch(/^[a-z.]+\.\w+/);
  }
  expect(new Set(classics.map(({ id }) => id)).size).toBe(classics.length);
  expect(classics.map(({ id, colours }) => [id, colours.length])).toEqual(
    expect.arrayContaining([
      ['pico-8', 16],
      ['db32', 32],
      ['endesga-32', 32],
      ['aap-64', 64],
      ['resurrect-64', 64],
      ['master-system', 64],
    ]),
  );
});

test('a picture of no more colours than are wanted is never quantised', () => {
  fc.assert(
    fc.property(fc.uniqueArray(colour, { minLength: 1, maxLength: 256 }), fc.nat({ max: 3 }), (colours, spare) => {
      const most = Math.min(256, colours.length + spare);
      const pixels = ofColours(colours);
      const { colours: found, isExact } = extractPalette(pixels, most);
      expect(isExact).toBe(true);
      expect([...found].sort()).toEqual([...colours].sort());
      expect(shownBy(reduceToCount(pixels, most, { dither: 'bayer8' }))).toEqual(colours);
    }),
    { numRuns: 50 },
  );
});

test('more colours than are wanted become those that stand for them, the same each time', () => {
  const pixels = ofColours(
    Array.from({ length: 4096 }, (_, at) => ((at & 0xf00) << 12) | ((at & 0xf0) << 8) | ((at & 0xf) << 4)),
    64,
  );
  const first = extractPalette(pixels, 16);
  expect(first.isExact).toBe(false);
  expect(first.colours.length).toBe(16);
  expect(extractPalette(pixels, 16)).toEqual(first);
  // Noise around three colours: they are found.
  const noisy = ofColours(
    Array.from(
      { length: 3000 },
      (_, at) => ([0xc03020, 0x20a040, 0x3040c0][at % 3] ?? 0) + ((at >> 2) % 5) + (((at >> 4) % 5) << 8),
    ),
    60,
  );
  for (const wanted of [0xc03222, 0x20a242, 0x3042c2])
    expect(
      Math.min(...extractPalette(noisy, 3).colours.map((each) => distance(oklabOf(each), oklabOf(wanted)))),
    ).toBeLessThan(0.01);
});

test('colours of the palette stay, others become the nearest, and what is clear stays clear', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(colour, fc.nat({ max: 255 })), { minLength: 1, maxLength: 64 }), (given) => {
      const colours = classic('db32');
      const pixels = {
        width: given.length,
        height: 1,
        data: Uint32Array.from(given, ([each, alpha]) => pixelOf(each, alpha)),
      };
      const picture = lockTo(pixels, { colours });
      for (const [at, shown] of shownBy(picture).entries()) {
        const [wanted = 0, alpha = 0] = given[at] ?? [];
        if (alpha < 128) expect(shown).toBeUndefined();
        else expect(colours).toContain(shown);
        const far = (each: number) => distance(oklabOf(each), oklabOf(wanted));
        if (alpha >= 128) expect(far(shown ?? 0)).toBeCloseTo(Math.min(...colours.map(far)), 9);
      }
    }),
  );
  const inside = ofColours(classic('db32'));
  expect(shownBy(reduceToPalette(inside, { colours: classic('db32') }, { dither: 'bayer4' }))).toEqual(classic('db32'));
});

test('a palette of 256 makes room for what is clear', () => {
  const colours = Array.from({ length: 256 }, (_, index) => index * 257);
  const data = Uint32Array.from([pixelOf(0, 0), pixelOf(257)]);
  const picture = lockTo({ width: 2, height: 1, data }, { colours });
  expect(picture.colours).toHaveLength(256);
  expect(shownBy(picture)).toEqual([undefined, 257]);
  expect(Array.from(data, alphaOf)).toEqual([0, 255]);
});

test('Bayer’s matrices are the published ones', () => {
  const numbers = (dither: 'bayer2' | 'bayer4') => {
    const { thresholds } = thresholdsOf(dither);
    return Array.from(thresholds, (each) => each * thresholds.length - 0.5);
  };
  expect(numbers('bayer2')).toEqual([0, 2, 3, 1]);
  expect(numbers('bayer4')).toEqual([0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]);
  expect(new Set(thresholdsOf('bayer8').thresholds).size).toBe(64);
});

test('a pattern mixes what the palette lacks, as strongly as is asked', () => {
  const grey = { width: 8, height: 8, data: new Uint32Array(64).fill(pixelOf(0x636363)) };
  const lights = (strength: number) => {
    const picture = reduceToPalette(grey, { colours: [0x000000, 0xffffff] }, { dither: 'bayer8', strength });
    return countIndices(picture)[1] ?? 0;
  };
  expect(lights(0)).toBe(0);
  expect(lights(1)).toBeGreaterThan(20);
  expect(lights(1)).toBeLessThanOrEqual(32);
  expect(lights(0.5)).toBeLessThan(lights(1));
  // A shade from dark to light never grows darker on the way.
  const shades = Array.from({ length: 256 }, (_, shade) => {
    const data = new Uint32Array(64).fill(pixelOf(shade * 0x010101));
    return countIndices(
      reduceToPalette({ ...grey, data }, { colours: [0x000000, 0x777777, 0xffffff] }, { dither: 'bayer8' }),
    ).reduce((sum, count, index) => sum + count * index, 0);
  });
  expect(shades).toEqual([...shades].sort((one, other) => one - other));
});

test('counts are by colour, the most frequent first', () => {
  const pixels = {
    width: 5,
    height: 1,
    data: Uint32Array.from([pixelOf(1), pixelOf(2), pixelOf(2), pixelOf(3, 0), pixelOf(9)]),
  };
  expect(countColours(pixels, 3)).toEqual([
    { colour: 2, pixels: 2 },
    { colour: 1, pixels: 1 },
    { colour: 9, pixels: 1 },
  ]);
  expect(countColours(pixels, 2)).toBeUndefined();
});

test('ramps hold each colour once, dark to light, greys first', () => {
  const colours = [0xff8080, 0x202020, 0x800000, 0x000080, 0xe0e0e0, 0x8080ff, 0xc02020];
  expect(rampsOf(colours)).toEqual([
    [1, 4],
    [2, 6, 0],
    [3, 5],
  ]);
  fc.assert(
    fc.property(fc.array(colour, { maxLength: 64 }), (any) => {
      const ramps = rampsOf(any);
      expect(ramps.flat().sort((a, b) => a - b)).toEqual([...any.keys()]);
      for (const ramp of ramps) {
        const lights = ramp.map((index) => oklabOf(any[index] ?? 0).l);
        expect(lights).toEqual([...lights].sort((a, b) => a - b));
      }
    }),
  );
});

test('a swap there and back is the identity, where each colour has one of its own', () => {
  const pairs = fc
    .uniqueArray(colour, { minLength: 2, maxLength: 256 })
    .map((all) => ({ from: all.slice(0, all.length >> 1), to: all.slice(all.length >> 1, (all.length >> 1) * 2) }));
  fc.assert(
    fc.property(pairs, fc.array(fc.nat(), { maxLength: 64 }), ({ from, to }, numbers) => {
      const picture: IndexedPicture = {
        width: numbers.length,
        height: 1,
        colours: from,
        indices: Uint8Array.from(numbers, (each) => each % from.length),
      };
      const there = swapColours(picture, planSwap(from, to, 'order'));
      expect(there.colours).toEqual(to);
      expect(swapColours(there, planSwap(to, from, 'order'))).toEqual(picture);
    }),
  );
});

test('ramps become ramps: no colour becomes darker than one that was darker than it', () => {
  const reds = [0x300008, 0x801018, 0xd03030, 0xff8070];
  const swap = planSwap(
    [...reds, 0x101010, 0xf0f0f0],
    [0x001040, 0x0030a0, 0x3060e0, 0x80a0ff, 0xc0d8ff, 0x000000, 0xffffff],
    'ramps',
  );
  const blues = reds.map((each) => swap.get(each) ?? 0);
  expect(new Set(blues).size).toBe(4);
  expect(blues.map((each) => oklabOf(each).l)).toEqual(blues.map((each) => oklabOf(each).l).sort((a, b) => a - b));
  expect([swap.get(0x101010), swap.get(0xf0f0f0)]).toEqual([0x000000, 0xffffff]);
  // More colours than the other palette has: they share.
  expect([...planSwap(reds, [0x0000ff], 'ramps').values()]).toEqual(Array(4).fill(0x0000ff));
  expect(planSwap([0xfe0000], [0x00ff00, 0xff0000], 'nearest').get(0xfe0000)).toBe(0xff0000);
});

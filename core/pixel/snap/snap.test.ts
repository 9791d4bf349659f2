import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createRandom } from '#sandbox/replicate/pictures/random.ts';
import { artKinds, drawArt, type Kind } from '#test/pixel/art.ts';
import { cropped } from '#test/pixel/canvas.ts';
import { type DamageName, damages } from '#test/pixel/damages.ts';
import { addNoise, render, toPixels } from '#test/pixel/layers.ts';
import { photographKinds, takePhotograph } from '#test/pixel/photographs.ts';
import type { Pixels } from '../picture.ts';
import { enlarged } from '../whole-factors.ts';
import { snap, snapAll } from './snap.ts';

const colours = [0xff0a0a14, 0xffe8e8f0, 0xff2a4be0, 0xff30a040, 0xffd09020, 0x00000000, 0xff8040a0] as const;

/** Art with runs of one cell on both axes, inside as well, so that no crop takes the last of them. */
const art = fc.tuple(fc.integer({ min: 6, max: 12 }), fc.integer({ min: 6, max: 12 })).chain(([width, height]) =>
  fc
    .array(fc.integer({ min: 0, max: colours.length - 1 }), { minLength: width * height, maxLength: width * height })
    .map((indices): Pixels => {
      const data = Uint32Array.from(indices, (index) => colours[index] ?? 0);
      data[2 * width + 2] = colours[0];
      data[2 * width + 3] = colours[1];
      data[2 * width + 4] = colours[2];
      data[3 * width + 3] = colours[0];
      data[4 * width + 3] = colours[3];
      return { data, width, height };
    }),
);

/** What of art is found again when so many pixels of its enlargement are cut off: a cell of which at least half is there. */
function visible(picture: Pixels, factor: number, left: number, top: number): Pixels {
  const cut = (pixels: number) => (2 * (factor - pixels) >= factor ? 0 : 1);
  return cropped(picture, cut(left), cut(top), picture.width - cut(left), picture.height - cut(top));
}

describe('what was enlarged by a whole factor', () => {
  it('is found to the last pixel, wherever its grid begins', () => {
    fc.assert(
      fc.property(art, fc.integer({ min: 3, max: 32 }), fc.nat(31), fc.nat(31), (picture, factor, x, y) => {
        const [left, top] = [x % factor, y % factor];
        const large = enlarged(picture, factor);
        const seen = cropped(large, left, top, large.width - left, large.height - top);
        const found = snap(seen);
        if (found.kind !== 'snapped') throw new Error(found.kind);
        expect(found.picture).toEqual(visible(picture, factor, left, top));
        expect(found.confidence).toBe(1);
      }),
      { numRuns: 150 },
    );
  });

  it('has one grid in all of its frames', () => {
    fc.assert(
      fc.property(art, fc.integer({ min: 3, max: 9 }), (picture, factor) => {
        // By itself the second could have cells twice as large.
        const still = { ...picture, data: new Uint32Array(picture.data.length).fill(colours[1]) };
        const found = snapAll([enlarged(picture, factor), enlarged(still, factor)]);
        if (found.kind !== 'snapped') throw new Error(found.kind);
        expect(found.pictures).toEqual([picture, still]);
      }),
      { numRuns: 50 },
    );
  });

  it('has the coarsest grid that loses nothing', () => {
    fc.assert(
      fc.property(art, fc.integer({ min: 3, max: 9 }), (picture, factor) => {
        const found = snap(enlarged(enlarged(picture, 2), factor));
        if (found.kind !== 'snapped') throw new Error(found.kind);
        expect(found.picture).toEqual(picture);
      }),
      { numRuns: 50 },
    );
  });
});

test('art at its native size is left as it is', () => {
  fc.assert(
    fc.property(art, (picture) => {
      expect(snap(picture)).toEqual({ kind: 'native' });
    }),
    { numRuns: 200 },
  );
  for (const kind of artKinds)
    for (const width of [16, 64, 128, 300]) {
      const drawn = drawArt(kind, createRandom(`native ${kind} ${width}`), {
        width,
        height: width,
        colours: 24,
        matte: false,
      });
      expect(`${kind} ${snap(drawn).kind}`).toBe(`${kind} native`);
    }
});

const damaged = (name: DamageName, seed: string, cells = 24) => {
  const random = createRandom(seed);
  const kind = random.pick<Kind>(['sprite', 'portrait', 'landscape', 'panel']);
  const drawn = drawArt(kind, random, { width: cells, height: cells, colours: 12, matte: true });
  const { layer, truth } = damages[name](drawn, random, 11.3);
  return { picture: toPixels(layer), truth };
};

describe.each(['soft', 'linear', 'cubic', 'noisy', 'offset', 'shaded', 'drawn', 'drifting'] as const)('%s', (name) => {
  it('is found, and comes back untouched', () => {
    const { picture, truth } = damaged(name, `test ${name}`);
    const found = snap(picture);
    if (found.kind !== 'snapped') throw new Error(found.kind);
    expect([found.columns, found.rows]).toEqual([truth.width, truth.height]);
    expect(found.cuts.x).toHaveLength(truth.width + 1);
    expect(snap(found.picture)).toEqual({ kind: 'native' });
    for (const pixel of found.picture.data) expect([0, 255]).toContain(pixel >>> 24);
  });
});

test.each([
  ['9', 24],
  ['11', 24],
  ['6', 48],
  ['10', 48],
  ['13', 48],
])('cells that are wider than high, or higher than wide, are counted (%s, %i)', (seed, cells) => {
  const { picture, truth } = damaged('unequal', `test unequal ${seed}`, cells);
  expect(snap(picture)).toMatchObject({ kind: 'snapped', columns: truth.width, rows: truth.height });
});

test('a size that is known is kept to', () => {
  const { picture, truth } = damaged('soft', 'known');
  const size = { columns: truth.width, rows: truth.height };
  expect(snap(picture, { size })).toMatchObject({ kind: 'snapped', ...size, confidence: 1 });
  expect(snap(picture, { size: { columns: 13, rows: 9 } })).toMatchObject({ kind: 'snapped', columns: 13, rows: 9 });
});

test('there are no other colours than those that are given, and no more than are allowed', () => {
  const { picture } = damaged('soft', 'colours');
  const palette = [0x000000, 0xffffff, 0xd04040];
  const inPalette = snap(picture, { palette });
  if (inPalette.kind !== 'snapped') throw new Error(inPalette.kind);
  const allowed = new Set(palette.map((colour) => ((colour & 255) << 16) | (colour & 0xff00) | (colour >>> 16)));
  for (const pixel of inPalette.picture.data) expect(allowed).toContain(pixel & 0xffffff);
  const limited = snap(picture, { colours: 4 });
  if (limited.kind !== 'snapped') throw new Error(limited.kind);
  expect(new Set(limited.picture.data).size).toBeLessThanOrEqual(4);
});

test('frames with noise of their own have one grid and one set of colours', () => {
  const random = createRandom('frames');
  const drawn = drawArt('character', random, { width: 24, height: 24, colours: 12, matte: true });
  const frames = Array.from({ length: 3 }, () => {
    const layer = render(drawn, [250, 250], { x: (at) => (at * 24) / 250, y: (at) => (at * 24) / 250 });
    addNoise(layer, random, 6);
    return toPixels(layer);
  });
  const found = snapAll(frames);
  if (found.kind !== 'snapped') throw new Error(found.kind);
  expect([found.columns, found.rows, found.pictures.length]).toEqual([24, 24, 3]);
  const [first, ...others] = found.pictures.map(({ data }) => new Set(data));
  for (const other of others) for (const pixel of other) expect(first).toContain(pixel);
});

test('pictures that differ in size have no grid in common', () => {
  const one = { data: new Uint32Array(4), width: 2, height: 2 };
  expect(() => snapAll([one, { ...one, width: 1, height: 4 }])).toThrow(RangeError);
  expect(() => snapAll([])).toThrow(RangeError);
});

test.each(photographKinds)('a photograph of %s has none', (kind) => {
  for (const grey of [false, true]) {
    const picture = takePhotograph(kind, createRandom(`photograph ${kind}`), { width: 420, height: 380, grey });
    expect(snap(picture)).toEqual({ kind: 'no_grid' });
  }
});

test('one colour has none, and a single pixel is art', () => {
  for (const side of [8, 64, 256])
    expect(snap({ data: new Uint32Array(side ** 2).fill(colours[0]), width: side, height: side })).toEqual({
      kind: 'no_grid',
    });
  expect(snap({ data: Uint32Array.of(colours[0]), width: 1, height: 1 })).toEqual({ kind: 'native' });
});

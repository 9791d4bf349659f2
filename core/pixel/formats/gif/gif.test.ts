import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { animations, isLargest, largest } from '#test/builders/pixel-art.ts';
import { holds } from '#test/holds.ts';
import type { Animation } from '../../picture.ts';
import { packLzw, unpackLzw } from './lzw.ts';
import { readGif } from './read-gif.ts';
import { hundredthsOf } from './times.ts';
import { writeGif } from './write-gif.ts';

/** A GIF does not say how many of its colours are meant: the last one is used here, so that it is not taken for what fills its table. */
function withLastColourUsed(animation: Animation): Animation {
  const [first, ...others] = animation.frames;
  if (!first) return animation;
  const indices = first.indices.slice();
  indices[0] = animation.colours.length - 1;
  return { ...animation, frames: [{ ...first, indices }, ...others] };
}

it('a GIF is read as it was written, but for its times', () => {
  holds(
    fc.property(animations.map(withLastColourUsed), (animation) => {
      const times = hundredthsOf(animation.frames.map(({ ms }) => ms));
      const frames = animation.frames.map(({ indices }, number) => ({
        indices,
        // Read back for no longer than other files can say.
        ms: Math.min((times[number] ?? 0) * 10, 65_535),
      }));
      const gif = writeGif(animation);
      expect(readGif(gif)).toEqual({ ...animation, frames, tags: [] });
      expect(writeGif(animation)).toEqual(gif);
    }),
  );
  const { indices, ...rest } = largest;
  const frames = [
    { indices, ms: 50 },
    { indices: indices.toReversed(), ms: 50 },
  ];
  const { frames: again, tags: _, ...read } = readGif(writeGif({ ...rest, frames, tags: [] }));
  expect(isLargest({ ...read, indices: again[0]?.indices ?? new Uint8Array() })).toBe(true);
  expect(isLargest({ ...read, indices: again[1]?.indices.toReversed() ?? new Uint8Array() })).toBe(true);
});

it.each([2, 3, 4, 5, 6, 7, 8])(
  'indices of %i bits are unpacked as they were packed, past every length of a code',
  (bits) => {
    // Of a generator of Park and Miller: so many different neighbours that the table of codes is full more than once.
    let seed = bits;
    const noise = Uint8Array.from({ length: 40_000 }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % (1 << bits);
    });
    const flat = new Uint8Array(40_000).fill((1 << bits) - 1);
    for (const indices of [noise, flat])
      for (const length of [1, 2, 3, 61, 62, 63, 253, 254, 255, 40_000]) {
        const part = indices.subarray(0, length);
        expect(Buffer.from(unpackLzw(packLzw(part, bits), bits, length)).equals(part)).toBe(true);
      }
  },
);

it('what hundredths of a second lose on one frame, the next ones get', () => {
  expect(hundredthsOf([33, 33, 34])).toEqual([3, 4, 3]);
  expect(hundredthsOf([5, 5, 40])).toEqual([2, 2, 2]);
  holds(
    fc.property(fc.array(fc.integer({ min: 20, max: 5_000 }), { minLength: 1 }), (times) => {
      const total = (all: number[]) => all.reduce((sum, each) => sum + each, 0);
      const given = hundredthsOf(times);
      expect(Math.abs(total(times) - total(given) * 10)).toBeLessThanOrEqual(10);
      expect(Math.min(...given)).toBeGreaterThanOrEqual(2);
    }),
  );
});

it('what is no GIF, or a damaged one, is refused in a sentence', () => {
  const gif = writeGif({
    width: 1,
    height: 1,
    colours: [1],
    frames: [{ indices: Uint8Array.of(0), ms: 100 }],
    tags: [],
  });
  expect(() => readGif(Uint8Array.of(1, 2, 3, 4, 5, 6))).toThrow('This is not a GIF file.');
  expect(() => readGif(gif.subarray(0, gif.length - 1))).toThrow('This GIF is cut off');
  expect(() => unpackLzw(Uint8Array.of(0xff, 0xff), 2, 4)).toThrow('This GIF is damaged');
});

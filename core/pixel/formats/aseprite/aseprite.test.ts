import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { animations, isLargest, largest } from '#test/builders/pixel-art.ts';
import { holds } from '#test/holds.ts';
import { pixelsFrom } from '../../indexed.ts';
import type { Animation } from '../../picture.ts';
import { withClearFirst } from './clear-first.ts';
import { readAseprite } from './read-aseprite.ts';
import { writeAseprite } from './write-aseprite.ts';

const looks = ({ frames, ...rest }: Animation) => frames.map(({ indices }) => pixelsFrom({ ...rest, indices }));

it('an .aseprite file is read as it was written, frames, times and tags', () => {
  holds(
    fc.property(animations, (animation) => {
      const file = writeAseprite(animation);
      const again = readAseprite(file);
      expect(again).toEqual(withClearFirst(animation));
      expect(looks(again)).toEqual(looks(animation));
      expect(writeAseprite(again)).toEqual(file);
    }),
  );
});

it('256 opaque colours are a background, on which index 0 is one of them', () => {
  const { clear: _, indices, ...opaque } = largest;
  const animation = { ...opaque, frames: [{ indices, ms: 100 }], tags: [] };
  const { frames, tags, ...again } = readAseprite(writeAseprite(animation));
  expect(isLargest({ ...again, clear: 255, indices: frames[0]?.indices ?? new Uint8Array() })).toBe(true);
  expect([again.clear, tags, frames[0]?.ms]).toEqual([undefined, [], 100]);
});

it('a frame that is equal to an earlier one is linked to it', () => {
  const { indices, ...rest } = largest;
  const animation = (count: number) => ({
    ...rest,
    frames: Array.from({ length: count }, () => ({ indices, ms: 33 })),
    tags: [],
  });
  const [one, nine] = [writeAseprite(animation(1)), writeAseprite(animation(9))];
  expect((nine.length - one.length) / 8).toBeLessThan(50);
});

it('what we cannot hold is refused in a sentence that says what to do', () => {
  const file = writeAseprite({
    width: 1,
    height: 1,
    colours: [1],
    frames: [{ indices: Uint8Array.of(0), ms: 9 }],
    tags: [],
  });
  const rgb = file.slice();
  rgb[12] = 32;
  expect(() => readAseprite(rgb)).toThrow('In Aseprite choose Sprite, Color Mode, Indexed');
  expect(() => readAseprite(Uint8Array.of(1, 2, 3, 4, 5, 6))).toThrow('This is not an Aseprite file.');
  expect(() => readAseprite(file.subarray(0, 150))).toThrow('This Aseprite file is cut off');
});

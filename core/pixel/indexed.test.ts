import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { pictures } from '#test/builders/pixel-art.ts';
import { holds } from '#test/holds.ts';
import { pixelOf } from './colour/channels.ts';
import { indexed, indexedTogether, pixelsFrom } from './indexed.ts';
import { inOrderOf } from './palettes/in-order.ts';
import type { Animation, IndexedPicture } from './picture.ts';

const [red, green, blue] = [pixelOf(0xff0000), pixelOf(0x00ff00), pixelOf(0x0000ff)];
const row = (...data: number[]) => ({ data: Uint32Array.from(data), width: data.length, height: 1 });

it('colours are numbered as they are first seen, what is clear among them', () => {
  expect(indexed(row(red, 0, blue, red, 0x00123456))).toEqual({
    width: 5,
    height: 1,
    colours: [0xff0000, 0, 0x0000ff],
    clear: 1,
    indices: Uint8Array.of(0, 1, 2, 0, 1),
  });
});

it('a palette keeps its order, and what it has not follows', () => {
  const palette = { colours: [0x0000ff, 0xaaaaaa, 0xff0000, 0x0000ff] };
  expect(indexed(row(red, green, blue, 0), palette)).toMatchObject({
    colours: [...palette.colours, 0x00ff00, 0],
    clear: 5,
    indices: Uint8Array.of(2, 4, 0, 5),
  });
});

it('the colour under a clear index is not taken for one that is seen', () => {
  expect(indexed(row(red, 0), { colours: [0xff0000], clear: 0 })).toMatchObject({
    colours: [0xff0000, 0xff0000],
    clear: 0,
    indices: Uint8Array.of(1, 0),
  });
});

it('more than 256 colours, and a pixel that is half transparent, have no indices', () => {
  const many = Array.from({ length: 256 }, (_, at) => pixelOf(at));
  expect(indexed(row(...many))?.colours).toHaveLength(256);
  expect(indexed(row(...many, 0))).toBeUndefined();
  expect(indexed(row(red, 0x80ffffff))).toBeUndefined();
  expect(indexedTogether([row(red), row(...many)])).toBeUndefined();
});

it('pictures that belong together have the same colours', () => {
  const both = indexedTogether([row(red, blue), row(green, blue)]);
  expect(both?.map(({ indices }) => [...indices])).toEqual([
    [0, 1],
    [2, 1],
  ]);
  expect(both?.[0]?.colours).toEqual(both?.[1]?.colours);
});

it('an indexed picture looks as before when its colours are found again', () => {
  holds(
    fc.property(pictures, (picture) => {
      const pixels = pixelsFrom(picture);
      const again = indexed(pixels);
      expect(again && pixelsFrom(again)).toEqual(pixels);
      expect(indexed(pixels, picture)).toMatchObject({ colours: picture.colours });
    }),
  );
});

const still = ({ indices, ...picture }: IndexedPicture): Animation => ({
  ...picture,
  frames: [{ indices, ms: 100 }],
  tags: [],
});
const lookOf = ({ frames, ...picture }: Animation) =>
  pixelsFrom({ ...picture, indices: frames[0]?.indices ?? new Uint8Array() });

it('in a palette’s order a picture looks as before, and in that of a palette that lacks a colour it is as before', () => {
  holds(
    fc.property(pictures, fc.array(fc.integer({ min: 0, max: 0xffffff }), { maxLength: 8 }), (picture, others) => {
      const animation = still(picture);
      const palette = [...new Set([...others, ...[...picture.colours].reverse()])].slice(0, 255);
      const ordered = inOrderOf(animation, palette);
      expect(lookOf(ordered)).toEqual(lookOf(animation));
      if (ordered !== animation) expect(ordered.colours.slice(0, palette.length)).toEqual(palette);
    }),
  );
  const two = still(indexed(row(red, 0, blue)) ?? expect.unreachable());
  expect(inOrderOf(two, [0xaaaaaa, 0x0000ff, 0xff0000])).toMatchObject({
    ...{ colours: [0xaaaaaa, 0x0000ff, 0xff0000, 0], clear: 3 },
    frames: [{ indices: Uint8Array.of(2, 3, 1) }],
  });
  expect(inOrderOf(two, [0x0000ff])).toBe(two);
});

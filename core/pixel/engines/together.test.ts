import { expect, it } from 'vitest';
import { pixelsFrom } from '../indexed.ts';
import type { Animation } from '../picture.ts';
import { filesFor } from './engines.ts';
import { artsTogether } from './together.ts';

const still = (name: string, animation: Partial<Animation> & Pick<Animation, 'width' | 'height' | 'colours'>) => ({
  ...{ name, id: name },
  animation: {
    frames: [{ indices: new Uint8Array(animation.width * animation.height), ms: 900 }],
    tags: [],
    ...animation,
  },
});
const fox = still('fox', { width: 1, height: 2, colours: [0xff8800] });
const owl = still('owl', {
  ...{ width: 3, height: 1, colours: [0, 0x102030], clear: 0 },
  frames: [
    { indices: Uint8Array.of(1, 0, 1), ms: 70 },
    { indices: Uint8Array.of(0, 1, 0), ms: 30 },
  ],
  tags: [{ name: 'fly', from: 0, to: 1, direction: 'pingpong', repeat: 2 }],
});
const named = { name: 'sheet', id: 'sheet' };

it('each picture has its frames and tags, and stands on the ground of its cell', () => {
  const { animation } = artsTogether([fox, owl], named);
  expect(animation).toMatchObject({ width: 3, height: 2 });
  expect(animation.frames.map(({ ms }) => ms)).toEqual([100, 70, 30]);
  expect(animation.tags).toEqual([
    { name: 'fox', from: 0, to: 0, direction: 'forward', repeat: 0 },
    { name: 'owl-fly', from: 1, to: 2, direction: 'pingpong', repeat: 2 },
  ]);
  const looks = animation.frames.map(({ indices }) => [
    ...pixelsFrom({ ...animation, indices }).data.map((pixel) => (pixel >>> 24 === 0 ? 0 : pixel & 0xffffff)),
  ]);
  // Blue, green, red from the highest byte: 0xff8800 is 0x0088ff there.
  expect(looks).toEqual([
    [0, 0x0088ff, 0, 0, 0x0088ff, 0],
    [0, 0, 0, 0x302010, 0, 0x302010],
    [0, 0, 0, 0, 0x302010, 0],
  ]);
});

it('a sheet is laid out as it was wished for, where the program leaves that open', () => {
  const art = artsTogether([fox, owl, { ...fox, name: 'cub', id: 'cub' }], {
    ...named,
    layout: { columns: 1, padding: 2, extrude: 0 },
  });
  expect(filesFor('tiled', art)['sheet.tsx']).toContain('spacing="2" margin="0" tilecount="4" columns="1"');
  expect(Object.keys(filesFor('gamemaker', art))).toContain('sheet_strip4.png');
});

it('pictures that have more than 256 colours together are in no sheet, and nothing is changed for it', () => {
  const colours = (from: number) => Array.from({ length: 200 }, (_, at) => from + at);
  const many = (name: string, from: number) =>
    still(name, {
      ...{ width: 200, height: 1, colours: colours(from) },
      frames: [{ indices: Uint8Array.from(colours(0)), ms: 1 }],
    });
  expect(() => artsTogether([many('one', 0), many('two', 1_000)], named)).toThrow('more than 256 colours');
  expect(() => artsTogether([], named)).toThrow('one picture at least');
});

it('a large picture makes no sheet in which each small one would take as much', () => {
  const large = still('large', { width: 4096, height: 4096, colours: [0xff8800] });
  expect(() => artsTogether([large, fox], named)).toThrow('each of these 2 pictures would be 4096 × 4096 pixels');
});

it('the palette of the first one is left behind where it has colours that nothing has', () => {
  const many = (from: number) => Array.from({ length: 256 }, (_, at) => from + at);
  const one = still('one', { width: 1, height: 1, colours: many(0x100000) });
  const two = still('two', { width: 1, height: 1, colours: many(0x200000) });
  expect(artsTogether([one, two], named).animation.colours).toEqual([0x100000, 0x200000]);
});

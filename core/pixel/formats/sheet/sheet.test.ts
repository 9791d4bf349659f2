import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { animations } from '#test/builders/pixel-art.ts';
import { holds } from '#test/holds.ts';
import { arrayJson, hashJson, shownBy } from './aseprite-json.ts';
import { readSheet } from './read-sheet.ts';
import { cutSheet, type Sheet, sheetOf } from './sheet.ts';

const layouts = fc.record({
  columns: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  padding: fc.nat(2),
  extrude: fc.nat(2),
});

it('a sheet with either description is read as the animation that it is of', () => {
  holds(
    fc.property(animations, layouts, (animation, layout) => {
      const { width, height, frames, tags, colours, clear } = animation;
      fc.pre(colours.length < 256 || clear !== undefined);
      const sheet = sheetOf(
        animation,
        frames.map(({ indices }) => ({ width, height, indices })),
        layout,
      );
      const content = { name: 'hero', image: 'hero.png', sheet, times: frames.map(({ ms }) => ms), tags };
      const { colours: ofSheet, clear: clearOfSheet } = sheet.picture;
      expect(ofSheet.slice(0, colours.length)).toEqual(colours);
      const expected = { ...animation, colours: ofSheet, clear: clearOfSheet };
      expect(readSheet(sheet.picture, hashJson(content))).toEqual(expected);
      expect(readSheet(sheet.picture, arrayJson(content))).toEqual(expected);
    }),
  );
});

const part = (width: number, ...indices: number[]) => ({
  width,
  height: indices.length / width,
  indices: Uint8Array.from(indices),
});
const rowsOf = ({ picture: { indices, width, height } }: Sheet) =>
  Array.from({ length: height }, (_, y) => [...indices.subarray(y * width, (y + 1) * width)].join(''));

it('pictures stand in rows, with what is clear between them', () => {
  const sheet = sheetOf({ colours: [0, 1, 2] }, [part(2, 1, 2, 2, 1), part(1, 1), part(2, 2, 2)], {
    columns: 2,
    padding: 1,
  });
  expect(rowsOf(sheet)).toEqual(['12313', '21333', '33333', '22333', '33333']);
  expect(sheet.picture).toMatchObject({ colours: [0, 1, 2, 0], clear: 3 });
  expect(cutSheet(sheet.picture, sheet.places)).toEqual([part(2, 1, 2, 2, 1), part(1, 1), part(2, 2, 2)]);
});

it('the outermost pixels are repeated around each picture', () => {
  const sheet = sheetOf({ colours: [0, 1, 2], clear: 0 }, [part(2, 1, 2, 2, 1), part(2, 1, 1, 2, 2)], { extrude: 1 });
  expect(rowsOf(sheet)).toEqual(['11221111', '11221111', '22112222', '22112222']);
  expect(sheet).toMatchObject({
    margin: 1,
    spacing: 2,
    places: [
      { x: 1, y: 1 },
      { x: 5, y: 1 },
    ],
  });
});

it('a sheet without gaps needs no clear colour, and one with gaps finds room for it or says so', () => {
  const colours = Array.from({ length: 256 }, (_, at) => at);
  expect(sheetOf({ colours }, [part(1, 0), part(1, 255)], { columns: 2 }).picture.clear).toBeUndefined();
  expect(() => sheetOf({ colours }, [part(1, 0), part(1, 255)], { columns: 2, padding: 1 })).toThrow(
    '256 opaque colours',
  );
});

it('Pixi finds its frames by name and in the order in which they are shown, Phaser by number', () => {
  const sheet = sheetOf({ colours: [0, 1] }, [part(1, 0), part(1, 1), part(1, 0)], { columns: 3 });
  const walk = { name: 'walk', from: 0, to: 2, direction: 'pingpong', repeat: 2 } as const;
  const content = { name: 'hero', image: 'hero.png', sheet, times: [100, 50, 33], tags: [walk] };
  const hash = JSON.parse(hashJson(content));
  expect(Object.keys(hash.frames)).toEqual(['hero-0', 'hero-1', 'hero-2']);
  expect(hash.animations).toEqual({ walk: ['hero-0', 'hero-1', 'hero-2', 'hero-1'] });
  expect(hash.meta).toMatchObject({ image: 'hero.png', scale: '1', size: { w: 3, h: 1 } });
  const array = JSON.parse(arrayJson(content));
  expect(array.frames.map(({ filename }: { filename: string }) => filename)).toEqual(['0', '1', '2']);
  expect(array.meta.frameTags).toMatchObject([{ name: 'walk', from: 0, to: 2, direction: 'pingpong', repeat: '2' }]);
  expect(shownBy({ ...walk, direction: 'reverse' })).toEqual([2, 1, 0]);
});

import { expect, test } from 'vitest';
import { pixelOf } from '#core/pixel/colour/channels.ts';
import { cellWords, inOneLine } from './cell-words.ts';
import { partAt, partsIn } from './scene.ts';

const [plum, ink] = [0x5d275d, 0x1a1c2c];
const pixels = { data: Uint32Array.of(pixelOf(plum), 0, pixelOf(ink, 128), pixelOf(0xffffff)), width: 2, height: 2 };
const places = new Map([
  [ink, 1],
  [plum, 2],
]);
const one = { pixels, parts: undefined, tile: undefined };

test('a cell is said with its colour and the place of that in the palette', () => {
  expect(cellWords(one, { x: 0, y: 0 }, places)).toEqual({
    ...{ hex: '#5d275d', colour: '#5d275d', place: 'colour 2 of 2', at: 'x 0 · y 0', part: '' },
  });
  expect(cellWords(one, { x: 1, y: 0 }, places)).toMatchObject({ hex: undefined, colour: 'clear', place: '' });
  expect(cellWords(one, { x: 0, y: 1 }, places)).toMatchObject({ hex: '#1a1c2c', colour: '#1a1c2c, alpha 128' });
  expect(cellWords(one, { x: 1, y: 1 }, places)).toMatchObject({ colour: '#ffffff', place: '' });
  expect(inOneLine(cellWords(one, { x: 0, y: 0 }, places))).toBe('x 0 · y 0, #5d275d, colour 2 of 2');
});

test('in a file of frames or tiles it is said in which of them it lies, and beside the last one there is none', () => {
  const layout = partsIn({ kind: 'tiles', width: 16, height: 8, columns: 3, count: 5, set: 'corners' });
  const words = cellWords({ pixels, parts: layout, tile: undefined }, { x: 17, y: 9 }, places);
  expect([words.at, words.part]).toEqual(['x 17 · y 9', 'tile 5 · x 1 · y 1']);
  expect(partAt(layout, { x: 40, y: 9 })).toBeUndefined();
  expect(partAt(layout, { x: 48, y: 0 })).toBeUndefined();
  expect(partAt(layout, { x: 47, y: 7 })).toMatchObject({ x: 32, y: 0, number: 2 });
  // In a map any may lie anywhere.
  expect(partAt({ ...layout, numbers: [4, 4, 0, 1] }, { x: 40, y: 3 })).toMatchObject({ x: 32, number: 0 });
});

test('a cell of a repeated tile is said as one of the tile', () => {
  expect(cellWords({ ...one, tile: { width: 16, height: 16 } }, { x: 33, y: 15 }, places).at).toBe('x 1 · y 15');
});

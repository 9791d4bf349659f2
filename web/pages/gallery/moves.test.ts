import { expect, test } from 'vitest';
import { type MoveKey, moved } from './moves.ts';
import { rowsOf } from './rows.ts';

// Three rows: 0 to 4 (five squares), 5 and 6 (two wide ones), 7 and 8 (the end, two squares).
const rows = rowsOf([1, 1, 1, 1, 1, 2.5, 2.5, 1, 1], { widthPx: 1000, targetPx: 200, gapPx: 0 });
const from =
  (index: number) =>
  (key: MoveKey, pagePx = 400) =>
    moved(key, index, rows, pagePx);

test('the rows are as said', () => {
  expect(rows.map(({ start }) => start)).toEqual([0, 5, 7]);
});

test('left and right go through all, and stop at the ends', () => {
  expect(from(4)('ArrowRight')).toBe(5);
  expect(from(5)('ArrowLeft')).toBe(4);
  expect(from(0)('ArrowLeft')).toBe(0);
  expect(from(8)('ArrowRight')).toBe(8);
});

test('up and down go to what stands nearest', () => {
  expect(from(0)('ArrowDown')).toBe(5);
  expect(from(4)('ArrowDown')).toBe(6);
  expect(from(6)('ArrowUp')).toBe(3);
  expect(from(6)('ArrowDown')).toBe(8);
  expect(from(2)('ArrowUp')).toBe(2);
  expect(from(7)('ArrowDown')).toBe(7);
});

test('Home and End go to the first and the last, a page as far as is seen, at least a row', () => {
  expect(from(6)('Home')).toBe(0);
  expect(from(1)('End')).toBe(8);
  expect(from(0)('PageDown')).toBe(7);
  expect(from(8)('PageUp')).toBe(1);
  expect(from(0)('PageDown', 10)).toBe(5);
  expect(from(7)('PageUp', 10)).toBe(5);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOf } from './rows.ts';

const options = { widthPx: 1000, targetPx: 200, gapPx: 10 };

test('a full row ends where the page does, and the last one, as high as it, where its pictures do', () => {
  const rows = rowsOf([1, 2, 1, 1, 1, 0.5], options);
  expect(rows.map(({ start, tiles }) => [start, tiles.length])).toEqual([
    [0, 4],
    [4, 2],
  ]);
  const [full, last] = rows;
  expect(full?.height).toBe(Math.round((1000 - 30) / 5));
  expect(last).toMatchObject({
    height: 194,
    tiles: [
      { left: 0, width: 194 },
      { left: 204, width: 97 },
    ],
  });
  expect(last?.top).toBe((full?.height ?? 0) + 10);
});

test('more images below change no full row above', () => {
  const shape = fc.double({ min: 0.1, max: 8, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(shape, { minLength: 1, maxLength: 60 }),
      fc.array(shape, { maxLength: 20 }),
      fc.integer({ min: 200, max: 2000 }),
      (ratios, more, widthPx) => {
        const all = { ...options, widthPx };
        const before = rowsOf(ratios, all);
        const after = rowsOf([...ratios, ...more], all);
        expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
        expect(after.reduce((sum, { tiles }) => sum + tiles.length, 0)).toBe(ratios.length + more.length);
        for (const { height, tiles } of after) {
          expect(height).toBeLessThanOrEqual(options.targetPx);
          const last = tiles.at(-1);
          expect((last?.left ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(widthPx);
          for (const [index, { left, width }] of tiles.entries()) {
            expect(width).toBeGreaterThan(0);
            const next = tiles[index + 1];
            if (next) expect(Math.abs(next.left - left - width - options.gapPx)).toBeLessThanOrEqual(1);
          }
        }
      },
    ),
  );
});

test('a row that ends early is as high as it may be if nothing is above it, or another group', () => {
  const heights = (starts?: ReadonlySet<number>) =>
    rowsOf([1, 1, 1, 1, 1, 1], { ...options, ...(starts && { starts }) }).map(({ height }) => height);
  expect(rowsOf([1, 1], options)[0]?.height).toBe(200);
  expect(heights()).toEqual([192, 192]);
  expect(heights(new Set([0, 5]))).toEqual([192, 200]);
});

test('no images, no rows', () => {
  expect(rowsOf([], options)).toEqual([]);
});

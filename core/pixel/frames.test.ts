import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apart, columnsFor, joined } from './frames.ts';

test('frames that are joined come apart as they were, whatever their number and size', () => {
  const side = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), side, side, side, (count, width, height, columns) => {
      const frames = Array.from({ length: count }, (_, at) => ({
        ...{ width, height },
        data: Uint32Array.from({ length: width * height }, (_value, pixel) => at * 1000 + pixel + 1),
      }));
      const one = joined(frames, columns);
      expect([one.width, one.height]).toEqual([columns * width, Math.ceil(count / columns) * height]);
      expect(apart(one, count, columns)).toEqual(frames);
    }),
  );
});

test.each([
  [1, 1],
  [2, 2],
  [4, 2],
  [6, 3],
  [7, 3],
  [8, 4],
  [12, 4],
  [13, 4],
  [16, 4],
])('%i frames are in rows of %i', (count, columns) => {
  expect(columnsFor(count, { width: 32, height: 32 })).toBe(columns);
});

test('wide frames lie below each other, high ones side by side', () => {
  expect(columnsFor(100, { width: 1920, height: 80 })).toBe(4);
  expect(columnsFor(100, { width: 80, height: 1920 })).toBe(50);
  expect(columnsFor(3, { width: 16, height: 160 })).toBe(3);
});

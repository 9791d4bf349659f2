import { expect, test } from 'vitest';
import { partNew } from './waiting.ts';

const items = (ids: string) => [...ids].map((id) => ({ id }));
const part = (ids: string, seen: string) => {
  const { fresh, shown } = partNew(items(ids), new Set(seen));
  return [fresh, shown].map((each) => each.map(({ id }) => id).join(''));
};

test('what is above the first that was seen waits, and what comes between them', () => {
  expect(part('xyabc', 'abc')).toEqual(['xy', 'abc']);
  expect(part('axbyc', 'abc')).toEqual(['xy', 'abc']);
  expect(part('abc', 'abc')).toEqual(['', 'abc']);
});

test('older ones that were loaded since, and gaps where some were deleted, do not matter', () => {
  expect(part('xacdef', 'abc')).toEqual(['x', 'acdef']);
  expect(part('xbc', 'abc')).toEqual(['x', 'bc']);
});

test('where nothing of what was seen is left, everything is shown', () => {
  expect(part('xy', 'abc')).toEqual(['', 'xy']);
  expect(part('xy', '')).toEqual(['', 'xy']);
  expect(part('', 'abc')).toEqual(['', '']);
});

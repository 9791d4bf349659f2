import { expect, test } from 'vitest';
import { capFault, capOf } from './cap.ts';

test.each([
  ['', null, true],
  ['500', 500, true],
  ['1,000', 1000, true],
  [' 1 000 000 ', 1_000_000, true],
  ['0', 0, false],
  ['1000001', 1_000_001, false],
  ['-5', Number.NaN, false],
  ['1.5', Number.NaN, false],
  ['many', Number.NaN, false],
])('a cap of “%s” is %s', (typed, cap, isFine) => {
  expect(capOf(typed)).toBe(cap);
  expect(capFault(typed) === undefined).toBe(isFine);
});

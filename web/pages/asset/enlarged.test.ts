import { expect, test } from 'vitest';
import { factorsOf, nameWith, whyNot } from './enlarged.ts';

test('an image is enlarged as far as programs open it, and what is further says why', () => {
  expect(factorsOf({ width: 256, height: 256 }).map(({ factor }) => factor)).toEqual([
    2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
  ]);
  expect(whyNot({ width: 256, height: 256 })).toBe('');
  expect(factorsOf({ width: 384, height: 384 }).filter(({ fits }) => !fits)).toHaveLength(6);
  expect(whyNot({ width: 384, height: 384 })).toMatch(/^From ×11 on /);
  expect(factorsOf({ width: 3000, height: 3000 }).every(({ fits }) => !fits)).toBe(true);
});

test('the name of a file says by how much it is enlarged', () => {
  expect(nameWith('upixel-2026-11-24-a-fox-1.png', 4)).toBe('upixel-2026-11-24-a-fox-1-x4.png');
  expect(nameWith('upixel', 16)).toBe('upixel-x16.png');
});

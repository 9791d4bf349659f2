import { expect, test } from 'vitest';
import { wholePlace } from './whole-factor.ts';

const square = { width: 64, height: 64 };
const whole = { density: 1, isCropped: false };

test.each([
  [
    'as large as fits, in the middle',
    { width: 220, height: 200 },
    whole,
    { width: 192, height: 192, left: 14, top: 4 },
  ],
  [
    'by screen pixels, not by those of CSS',
    { width: 220, height: 200 },
    { density: 2, isCropped: false },
    { width: 192, height: 192, left: 14, top: 4 },
  ],
  [
    'a step finer on a finer screen',
    { width: 230, height: 230 },
    { density: 2, isCropped: false },
    { width: 224, height: 224, left: 3, top: 3 },
  ],
  [
    'over the edges, where it fills the box',
    { width: 100, height: 160 },
    { density: 1, isCropped: true },
    { width: 192, height: 192, left: -46, top: -16 },
  ],
])('%s', (_what, box, options, place) => {
  expect(wholePlace(square, box, options)).toEqual(place);
});

test('where no whole factor fills the box, or shows enough, it is enlarged by another', () => {
  const cover = { width: 258, height: 193 };
  expect(wholePlace({ width: 256, height: 256 }, cover, { density: 2, isCropped: true })).toBe('enlarged');
  expect(wholePlace({ width: 256, height: 256 }, { width: 222, height: 222 }, { density: 2, isCropped: false })).toBe(
    'enlarged',
  );
});

test('what is larger than its box has no place of whole pixels', () => {
  expect(wholePlace({ width: 256, height: 64 }, { width: 200, height: 200 }, whole)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { cut } from './cut.ts';

test.each([
  ['fits', 'a fox', 5, 'a fox'],
  ['is plain', 'a fox knight', 6, 'a fox…'],
  ['ends in half an emoji', 'ab🦊cd', 4, 'ab…'],
  ['ends within a family', 'x👨‍👩‍👧yz', 8, 'x…'],
  ['ends within a flag', '🇩🇪🇫🇷', 7, '🇩🇪…'],
  ['ends before an accent of its own', 'cafe\u0301s are nice', 5, 'caf…'],
  ['is one character that is too long', '👨‍👩‍👧', 4, '…'],
])('text that %s', (_what, text, most, shown) => {
  expect(cut(text, most)).toBe(shown);
  expect(shown.length).toBeLessThanOrEqual(most);
});

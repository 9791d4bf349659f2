import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, pieces } from './cut.ts';

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

test('a text in pieces is the whole text, cut between words, and never within a character', () => {
  expect(pieces('a fox and an owl', 6)).toEqual(['a fox ', 'and ', 'an owl']);
  expect(pieces('🦊'.repeat(5), 5)).toEqual(['🦊🦊', '🦊🦊', '🦊']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 60, max: 100 }), (text, most) => {
      const parts = pieces(text, most);
      expect(parts.join('')).toBe(text);
      expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(most);
    }),
  );
});

import { expect, test } from 'vitest';
import { visible } from './visible.ts';

test.each([
  ['a zero-width space', '\u200b'],
  ['a word joiner and blanks', ' \u2060\t\u00a0 '],
  ['marks of direction alone', '\u200e\u202e\u2067\u2069'],
  ['a joiner with nothing to join', '\u200d\ufe0f'],
  ['fillers', '\u3164\u115f\u2800\u00ad'],
  ['tags', '\u{e0061}\u{e007f}'],
  ['a lone surrogate', '\ud800'],
])('%s is nothing', (_name, words) => {
  expect(visible(words)).toBe('');
});

test.each([
  ['a joined emoji', '👩‍👩‍👧'],
  ['a flag of tags', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
  ['words from right to left with their marks', '\u200fשועל\u200f'],
  ['Persian with its joiner', 'می\u200cخواهم'],
  ['a dot', '.'],
  ['a word after a zero-width space', '\u200bfox'],
])('%s stays as it is', (_name, words) => {
  expect(visible(words)).toBe(words);
});

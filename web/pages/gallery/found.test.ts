import { expect, test } from 'vitest';
import { foundIn } from './found.ts';

const shown = (prompt: string, words: string) =>
  foundIn(prompt, words)
    .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
    .join('');

test.each([
  ['a fox knight', 'FOX', 'a [fox] knight'],
  ['a fox knight', 'knight fox', 'a [fox] [knight]'],
  ['a (100%) fox.*', '.* (100%)', 'a [(100%)] fox[.*]'],
  ['a long prompt about many things, and then a fox', 'fox', '…and then a [fox]'],
  ['🐻‍❄️🐻‍❄️🐻‍❄️🐻‍❄️🐻‍❄️🐻‍❄️fox', 'fox', '…🐻‍❄️🐻‍❄️🐻‍❄️[fox]'],
  ['a fox', '', 'a fox'],
])('%s, searched for %s', (prompt, words, expected) => {
  expect(shown(prompt, words)).toBe(expected);
});

import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const commands = ['help', 'history', 'describe', 'credits', 'queue', 'link'];

test.each([
  ['hlep', 'help'],
  ['HELP ', 'help'],
  ['helo', 'help'],
  ['lnik', 'link'],
  ['his', 'history'],
  ['creditts', 'credits'],
])('%s was meant to be %s', (written, word) => {
  expect(nearest(written, commands)).toBe(word);
});

test.each(['', 'a fox', 'pleh', 'hpel', 'cat'])('%s is none of them', (written) => {
  expect(nearest(written, commands)).toBeUndefined();
});

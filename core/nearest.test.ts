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

test('of long names it is enough to begin like one', () => {
  const models = ['flux-schnell', 'flux-2-pro', 'rd-fast'];
  expect(nearest('fluks', models)).toBe('flux-schnell');
  expect(nearest('flamenco', models)).toBeUndefined();
});

test.each(['', 'a fox', 'a', 'h', 'hi', 'pleh', 'hpel', 'cat'])('%s is none of them', (written) => {
  expect(nearest(written, commands)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { cut } from '#core/chat/cut.ts';
import { withRest } from './rest-of-prompt.ts';

test('an ellipsis at the end of what a form was opened with stands for the rest, and is gone with it', () => {
  const whole = `${'a tale of foxes, '.repeat(200)}and an owl`;
  const shown = cut(whole, 3000);
  expect(withRest(shown, whole, 'slack')).toBe(whole);
  expect(withRest(`in winter: ${shown}`, whole, 'slack')).toBe(`in winter: ${whole}`);
  expect(withRest('a fox', whole, 'slack')).toBe('a fox');
  // It fits into Discord's.
  expect(withRest(`${whole}…`, whole, 'discord')).toBe(`${whole}…`);
  expect(withRest('to be continued…', 'a fox', 'slack')).toBe('to be continued…');
});

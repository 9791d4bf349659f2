import { expect, test } from 'vitest';
import { createDoubled } from './doubled.ts';

test('the same within two seconds is doubled, and after them it is meant', () => {
  let now = 0;
  const { isDoubled, forget } = createDoubled(() => now);
  expect([isDoubled('ada vary'), isDoubled('ada vary'), isDoubled('grace vary')]).toEqual([false, true, false]);
  now = 1_999;
  expect(isDoubled('ada vary')).toBe(true);
  now = 2_000;
  expect(isDoubled('ada vary')).toBe(false);
  forget('ada vary');
  expect(isDoubled('ada vary')).toBe(false);
});

test('it remembers no more than it may', () => {
  const { isDoubled } = createDoubled(() => 0);
  for (let each = 0; each < 5_001; each++) isDoubled(String(each));
  expect([isDoubled('5000'), isDoubled('0')]).toEqual([true, false]);
});

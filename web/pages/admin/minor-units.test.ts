import { expect, test } from 'vitest';
import { fromMinor, toMinor } from './minor-units.ts';

test('amounts are written with the digits of their currency, and read back', () => {
  expect([fromMinor(1250, 'usd'), fromMinor(900, 'jpy'), fromMinor(5, 'eur')]).toEqual(['12.50', '900', '0.05']);
  for (const [amount, currency] of [
    [1250, 'usd'],
    [900, 'jpy'],
    [1, 'eur'],
  ] as const)
    expect(toMinor(fromMinor(amount, currency), currency)).toBe(amount);
  expect([toMinor('12.5', 'usd'), toMinor(' 3 ', 'usd')]).toEqual([1250, 300]);
  for (const wrong of ['', '-1', '1.234', '1,5', 'ten']) expect(toMinor(wrong, 'usd')).toBeUndefined();
  expect(toMinor('1.5', 'jpy')).toBeUndefined();
});

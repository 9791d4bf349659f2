import { expect, test } from 'vitest';
import { keyOfPress } from './pixel-art.ts';

test('the same press is one, and a wish for other colours or another size is no second press', () => {
  const keys = [
    undefined,
    { longest: 64 },
    { longest: 32 },
    { longest: 64, colours: 8 },
    { longest: 64, palette: { colours: [0xff8800] } },
    { longest: 64, palette: { colours: [0x102030] } },
  ].map((wish) => keyOfPress('pixelate:1', wish));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keyOfPress('pixelate:1', { longest: 64 })).toBe(keys[1]);
  expect(keys[0]).toBe('pixelate:1');
});

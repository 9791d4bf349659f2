import { expect, test } from 'vitest';
import { tokensOf } from './matches.ts';

test('what repeats farther back than WebP can say is written anew', () => {
  const rare = Uint8Array.from({ length: 64 }, (_, at) => 128 + at);
  const values = new Uint8Array((1 << 20) + 4_096);
  values.set(rare, 0);
  values.set(rare, values.length - rare.length);
  const far = tokensOf(values, 1024).flatMap((token) => ('distance' in token ? [token.distance] : []));
  expect(Math.max(...far)).toBeLessThanOrEqual((1 << 20) - 120);
});

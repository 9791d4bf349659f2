import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { buttonActions, decodeButtonId, encodeButtonId } from './button-id.ts';

test('reads back what it wrote, within the limit of Discord', () => {
  for (const action of buttonActions) {
    const id = randomUUID();
    const text = encodeButtonId(action, id, 3);
    expect(text.length).toBeLessThanOrEqual(100);
    expect(decodeButtonId(text)).toEqual({ action, id, n: 3 });
  }
});

test.each([
  '',
  'v1:again',
  'v0:again:x:0',
  `v1:steal:${randomUUID()}:0`,
  `v1:again:${randomUUID()}:-1`,
  'v1:again:1;drop:0',
])('does not know %j', (text) => {
  expect(decodeButtonId(text)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { createSeal } from './seal.ts';

const seal = createSeal(Buffer.alloc(32, 1));

test('opens what it closed, and twice the same text looks different', () => {
  const [first, second] = [seal.close('xoxb-token'), seal.close('xoxb-token')];
  expect(seal.open(first)).toBe('xoxb-token');
  expect(first.equals(second)).toBe(false);
  expect(first.toString('latin1')).not.toContain('xoxb');
});

test('refuses bytes that were changed or closed with another key', () => {
  const sealed = seal.close('xoxb-token');
  const changed = Buffer.from(sealed);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(() => seal.open(changed)).toThrow();
  expect(() => createSeal(Buffer.alloc(32, 2)).open(sealed)).toThrow();
});

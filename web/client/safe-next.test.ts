import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

const origin = 'https://upixel.example';

test.each([
  '/',
  '/link',
  '/gallery/0d5f2a1c-6a0e-4c1e-9d53-0d6e2f0f7a11',
  '/gallery?project=none&model=a%20fox',
  '/credits?from=2026-11-01#top',
])('%s is a path of ours', (path) => {
  expect(safeNext(path, origin)).toBe(path);
});

test.each([
  undefined,
  null,
  '',
  'link',
  'https://evil.example',
  'https:evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/link\\..\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/%2e%2e//evil.example',
  'javascript:alert(1)',
  '/\u0000/evil.example',
  'https://upixel.example.evil.example/',
  'https://upixel.example@evil.example/',
])('%j leads to the start page', (text) => {
  expect(safeNext(text, origin)).toBe('/');
});

test('whatever is written there, a browser stays with us', () => {
  const pieces = fc.array(
    fc.constantFrom('/', '\\', '.', '..', '%2f', '%5c', '@', ':', '?', '#', '\t', 'https:', 'evil.example', 'link'),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(
      pieces.map((parts) => parts.join('')),
      (text) => {
        const next = safeNext(text, origin);
        expect(next).toMatch(/^\/(?![/\\])/);
        expect(new URL(next, origin).origin).toBe(origin);
        expect(safeNext(next, origin)).toBe(next);
      },
    ),
    { numRuns: 2000 },
  );
});

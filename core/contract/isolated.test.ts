import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isolated, quoted } from './isolated.ts';

test('words that turn nothing round stay as they are', () => {
  expect(quoted('a fox — “red”\n1 + 1')).toBe('“a fox — “red”\n1 + 1”');
});

test.each([
  ['an override left open', 'a \u202efox', '\u2068a \u202efox\u2069'],
  ['letters from right to left', 'שועל', '\u2068שועל\u2069'],
  ['an isolate left open', '\u2067fox', '\u2068\u2067fox\u2069\u2069'],
  ['an isolate that was never begun', 'a\u2069\u202efox', '\u2068\u2068a\u2069\u202efox\u2069'],
  ['both', '\u2069\u2066', '\u2068\u2068\u2069\u2066\u2069\u2069'],
  ['two lines', 'a\n\u202efox', '\u2068a \u202efox\u2069'],
])('%s', (_, words, shown) => {
  expect(isolated(words)).toBe(shown);
});

/** How deep in isolates each character stands, and how deep the end does. */
function depths(text: string) {
  let depth = 0;
  const of = [...text].map((each) => {
    if (each === '\u2069') depth = Math.max(0, depth - 1);
    const at = depth;
    if (/[\u2066-\u2068]/.test(each)) depth += 1;
    return at;
  });
  return { of, end: depth };
}

test('whatever the words, all of them are inside, unchanged, and nothing of them is open after', () => {
  const words = fc.string({
    unit: fc.constantFrom(...'ab ש\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f'),
  });
  fc.assert(
    fc.property(words, (said) => {
      const shown = isolated(said);
      expect(shown).toContain(said);
      if (shown === said) return;
      const { of, end } = depths(shown);
      expect(end).toBe(0);
      const inside = of.filter((_, at) => !/[\u2066-\u2069]/.test(shown[at] ?? ''));
      expect(inside.filter((depth) => depth === 0)).toEqual([]);
    }),
  );
});

import { expect, test } from 'vitest';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { type FoundArt, note } from './use-art.ts';
import { leftOutText } from './words.ts';

test('a project of enlargements is looked at as far as a page can hold it, and says so', () => {
  const found: FoundArt = { art: [], colours: [], moving: 0, tooMany: 0, unreadable: 0, others: 0, isCut: false };
  // One picture in memory stands for all of them.
  const pixels = { data: new Uint32Array(4096 * 2048), width: 4096, height: 2048 };
  const each = { asset: {} as AssetSummary, pixels, counts: [] };
  for (let number = 0; number < 20; number += 1) note(found, new Map(), each);
  expect([found.art.length, found.isCut]).toEqual([3, true]);
  expect(leftOutText(found)).toEqual(['These are the newest 3, as many as are swapped at once.']);
});

import { expect, test } from 'vitest';
import { drill } from './drill.ts';

test('a backup shows no word of whoever was erased, and restored and started brings nobody back', async () => {
  const { backups, words, ...restored } = await drill();
  expect(words).toBe(6);
  for (const { wordsReadable, idsReadable } of backups) {
    expect(wordsReadable).toBe(0);
    // The address: so the search does find what is readable.
    expect(idsReadable).toEqual([expect.stringContaining('@example.com')]);
  }
  expect(restored).toEqual({ erasedAgain: true, left: [], othersWhole: true, faultyWallets: 0 });
}, 120_000);

import { expect, test } from 'vitest';
import { groupsOf } from './groups.ts';

const now = new Date(2026, 10, 29, 9);
const made = (generationId: string | null, daysAgo: number, prompt = 'a fox') => ({
  generationId,
  prompt,
  createdAt: new Date(2026, 10, 29 - daysAgo, 8).toISOString(),
});
const assets = [made('one', 0), made('one', 0), made('two', 1, 'an owl'), made(null, 1), made(null, 2)];
const titles = (by: 'none' | 'request' | 'day') => groupsOf(assets, by, now).map(({ start, title }) => [start, title]);

test('what belongs together begins where something else was before', () => {
  expect(titles('none')).toEqual([]);
  expect(titles('request')).toEqual([
    [0, 'a fox'],
    [2, 'an owl'],
    [3, 'Made by no request'],
  ]);
  expect(titles('day')).toEqual([
    [0, 'Today'],
    [2, 'Yesterday'],
    [4, expect.stringMatching(/^Friday,? 27 November 2026$/)],
  ]);
});

import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('so much runs, so much waits in order, and the rest is refused at once', async () => {
  const take = createTurns({ atOnce: 2, waiting: 3 });
  const ends: Array<() => void> = [];
  const begun: number[] = [];
  const work = (name: number) =>
    take(async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (name === 2) throw new Error('failed');
      return name;
    });
  const results = [1, 2, 3, 4, 5].map(work);
  await expect(work(6)).rejects.toMatchObject({ name: 'TooManyWaiting' });
  expect(begun).toEqual([1, 2]);
  for (const [index, result] of results.entries()) {
    ends[index]?.();
    if (index === 1) await expect(result).rejects.toThrow('failed');
    else expect(await result).toBe(index + 1);
  }
  expect(begun).toEqual([1, 2, 3, 4, 5]);
});

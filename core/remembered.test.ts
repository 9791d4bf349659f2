import { expect, test } from 'vitest';
import { remembered } from './remembered.ts';

function counted({ most, keepMs = 1_000 }: { most: number; keepMs?: number }) {
  const asked: string[] = [];
  const clock = { ms: 0 };
  const read = async (key: string) => {
    asked.push(key);
    return key.toUpperCase();
  };
  return { asked, clock, ask: remembered(read, { keepMs, most, now: () => clock.ms }) };
}

test('a cache of a single answer remembers it until it is old', async () => {
  const { asked, clock, ask } = counted({ most: 1 });
  expect([await ask('a'), await ask('a'), await ask('a')]).toEqual(['A', 'A', 'A']);
  expect(asked).toEqual(['a']);
  clock.ms = 1_000;
  await ask('a');
  expect(asked).toEqual(['a', 'a']);
});

test('a full cache forgets the oldest for a new answer, and none for one that it has', async () => {
  const { asked, ask } = counted({ most: 2 });
  for (const key of ['a', 'b', 'b', 'a', 'c', 'b']) await ask(key);
  expect(asked).toEqual(['a', 'b', 'c']);
  ask.note('d', 'noted');
  expect([await ask('d'), await ask('c')]).toEqual(['noted', 'C']);
  expect(asked).toEqual(['a', 'b', 'c']);
  await ask('b');
  expect(asked).toEqual(['a', 'b', 'c', 'b']);
});

test('a failure is not remembered', async () => {
  let calls = 0;
  const ask = remembered(
    async () => {
      calls += 1;
      if (calls === 1) throw new Error('away');
      return calls;
    },
    { keepMs: 1_000, most: 1 },
  );
  await expect(ask('a')).rejects.toThrow('away');
  expect([await ask('a'), await ask('a')]).toEqual([2, 2]);
});

import { expect, test } from 'vitest';
import { createTestDatabase } from './database.ts';
import { planOf } from './monkey/plan.ts';
import { play } from './monkey/play.ts';
import { shorten } from './monkey/shorten.ts';
import { inProof } from './proof.ts';

// The whole: npm run monkey -- --minutes 5 --seed 14
const [seed, seconds] = [14, inProof ? 120 : 30];

test(`twenty people do whatever they can while things go wrong, seed ${seed}: nothing is silent, lost or paid wrongly`, async () => {
  const { faults, acts, generations } = await play(await createTestDatabase(), planOf(seed, seconds));
  expect(faults).toEqual([]);
  expect([acts > seconds, generations > seconds / 6]).toEqual([true, true]);
}, 120_000);

test('what fails is made as short as it gets', async () => {
  const list = Array.from({ length: 40 }, (_, at) => at);
  expect(await shorten(list, async (part) => part.includes(7) && part.includes(31), 100)).toEqual([7, 31]);
  expect((await shorten(list, async (part) => part.includes(7), 2)).length).toBeLessThan(40);
});

import { expect, test } from 'vitest';
import { keepingClaim } from './keep-claim.ts';

test('a claim is renewed as long as the work goes on, also past a renewal that failed, and no longer', async () => {
  let renewals = 0;
  const troubles: unknown[] = [];
  let enough: () => void = () => undefined;
  const seen = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const renew = async () => {
    if (++renewals === 1) throw new Error('the database is away');
    if (renewals === 4) enough();
  };
  await keepingClaim({ everyMs: 1, renew, onTrouble: (error) => troubles.push(error) }, () => seen);
  const ended = renewals;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(renewals).toBe(ended);
  expect(troubles).toHaveLength(1);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGuest } from '#test/builders/guest.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { audit } from '../../worker/handlers/audit.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [], logLevel: 'silent' });
});
afterAll(() => world.close());

const count = async (name: string) => {
  const { body } = await world.deps.metrics.text();
  const line = body.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.split(' ').at(-1));
};
const needed = (cause: string) => count(`upixel_operator_needed_total{cause="${cause}"}`);

test.each([
  ['replicate_credit', 402, 'provider_errors_total{code="no_credit"}'],
  ['replicate_token', 401, 'provider_errors_total{code="unauthorized"}'],
] as const)('%s: the provider says %i, and the operator hears', async (cause, status, error) => {
  world.replicate.faults.add({ on: 'GET /v1/predictions', do: { type: 'answer', status } });
  await expect(world.deps.provider.get('p1')).rejects.toThrow();
  expect([await needed(cause), await count(`upixel_${error}`)]).toEqual([1, 1]);
});

test('stripe_key: Stripe does not take our key, and the operator hears', async () => {
  world.stripe.faults.add({ on: 'GET /v1/events', do: { type: 'answer', status: 401 } });
  await expect(world.deps.payments.listEvents(undefined)).rejects.toThrow();
  expect(await needed('stripe_key')).toBe(1);
});

test('ledger: what does not add up wakes the operator, and is told by its number', async () => {
  expect(await audit(world.deps)).toBe(0);
  expect(await needed('ledger')).toBe(0);
  const { walletId } = await buildGuest(world.deps);
  await world.deps.db.$executeRaw`UPDATE wallets SET balance = balance + 7 WHERE id = ${walletId}::uuid`;
  expect(await audit(world.deps)).toBeGreaterThan(0);
  expect(await needed('ledger')).toBe(1);
});

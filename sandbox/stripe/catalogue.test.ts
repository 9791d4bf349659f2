import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StripeStandIn, start } from './start.ts';
import { clientOf, refusal } from './testing.ts';

let stand: StripeStandIn;
let stripe: Stripe;
beforeAll(async () => {
  stand = await start();
  stripe = clientOf(stand);
});
afterAll(() => stand.close());

test('a lookup key names one price and moves to another when asked', async () => {
  const product = await stripe.products.create({ name: 'Pro', metadata: { plan: 'pro' } });
  const params = { product: product.id, currency: 'usd', recurring: { interval: 'month' as const } };
  const old = await stripe.prices.create({ ...params, unit_amount: 900, lookup_key: 'pro_monthly' });
  expect(old).toMatchObject({
    type: 'recurring',
    unit_amount: 900,
    recurring: { interval: 'month', interval_count: 1 },
  });
  expect(String(old.unit_amount_decimal)).toBe('900');
  const taken = await refusal(stripe.prices.create({ ...params, unit_amount: 1000, lookup_key: 'pro_monthly' }));
  expect(taken.message).toBe(`A price (\`${old.id}\`) already uses that lookup key.`);
  const replacement = await stripe.prices.create({
    ...params,
    unit_amount: 1000,
    lookup_key: 'pro_monthly',
    transfer_lookup_key: true,
  });
  await stripe.prices.update(old.id, { active: false });
  const found = await stripe.prices.list({ lookup_keys: ['pro_monthly', 'other'], active: true });
  expect(found.data.map(({ id }) => id)).toEqual([replacement.id]);
  expect((await stripe.prices.retrieve(old.id)).lookup_key).toBeNull();
  // @ts-expect-error A price's amount never changes.
  expect((await refusal(stripe.prices.update(old.id, { unit_amount: 1 }))).code).toBe('parameter_unknown');
  expect((await refusal(stripe.products.del(product.id))).message).toContain('user-created prices');
});

test('products are changed, put away and found', async () => {
  const { id } = await stripe.products.create({ id: 'pack_500', name: 'Pack' });
  expect(id).toBe('pack_500');
  expect((await refusal(stripe.products.create({ id, name: 'Pack' }))).code).toBe('resource_already_exists');
  const changed = await stripe.products.update(id, {
    name: '500 credits',
    description: 'Never expire.',
    active: false,
  });
  expect(changed).toMatchObject({ name: '500 credits', description: 'Never expire.', active: false });
  expect((await stripe.products.update(id, { description: '' })).description).toBeNull();
  expect((await stripe.products.list({ active: false, ids: [id] })).data).toHaveLength(1);
  expect(await stripe.products.del(id)).toMatchObject({ id, deleted: true });
});

test('a deleted customer answers that it is', async () => {
  const customer = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada', metadata: { wallet: '1' } });
  expect(customer).toMatchObject({ object: 'customer', email: 'ada@example.com', balance: 0, livemode: false });
  const updated = await stripe.customers.update(customer.id, { email: 'ada@example.org' });
  expect(updated.email).toBe('ada@example.org');
  expect((await stripe.customers.list({ email: 'ada@example.org' })).data).toHaveLength(1);
  expect(await stripe.customers.del(customer.id)).toEqual(expect.objectContaining({ id: customer.id, deleted: true }));
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
  expect((await refusal(stripe.customers.update(customer.id, { name: 'Ada' }))).statusCode).toBe(404);
  const { data } = await stripe.events.list({ types: ['customer.updated', 'customer.deleted'] });
  expect(data.map(({ type }) => type)).toEqual(['customer.deleted', 'customer.updated']);
  expect(data[1]?.data.previous_attributes).toEqual({ email: 'ada@example.com' });
  expect(data[0]?.request?.id).toMatch(/^req_/);
});

test('the account', async () => {
  expect(await stripe.accounts.retrieveCurrent()).toMatchObject({ object: 'account', charges_enabled: true });
});

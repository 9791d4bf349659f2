import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type StripeStandIn, start } from './start.ts';
import { clientOf, refusal } from './testing.ts';

let stand: StripeStandIn;
let stripe: Stripe;
beforeAll(async () => {
  stand = await start();
  stripe = clientOf(stand);
});
afterEach(() => stand.reset());
afterAll(() => stand.close());

test('a key that is wrong is refused, one as a user name of Basic is taken', async () => {
  const error = await refusal(clientOf(stand, { key: 'sk_test_wrong1234567' }).customers.list());
  expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  expect(error.message).toBe('Invalid API Key provided: sk_test_********4567');
  const headers = { authorization: `Basic ${Buffer.from(`${stand.apiKey}:`).toString('base64')}` };
  expect((await fetch(`${stand.url}/v1/account`, { headers })).status).toBe(200);
  expect((await fetch(`${stand.url}/v1/account`)).status).toBe(401);
});

test('every answer has a request id and the version it speaks; another version is refused', async () => {
  const { lastResponse } = await stripe.customers.list();
  expect(lastResponse.requestId).toMatch(/^req_/);
  expect(lastResponse.apiVersion).toBe(stand.apiVersion);
  const error = await refusal(stripe.customers.list({}, { apiVersion: '2020-08-27' }));
  expect(error.message).toContain('Invalid Stripe API version: 2020-08-27');
});

test('what it does not have is a 404 in Stripe’s shape, so that the package throws', async () => {
  const error = await refusal(stripe.coupons.create({ percent_off: 10, duration: 'once' }));
  expect(error).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 404 });
  expect(error.message).toContain('Unrecognized request URL (POST: /v1/coupons)');
  const gone = await refusal(stripe.customers.retrieve('cus_none'));
  expect(gone).toMatchObject({
    code: 'resource_missing',
    param: 'id',
    statusCode: 404,
    message: "No such customer: 'cus_none'",
  });
});

test('unknown, missing and wrong parameters are named', async () => {
  // @ts-expect-error Stripe does not have it.
  const unknown = await refusal(stripe.customers.create({ emial: 'ada@example.com' }));
  expect(unknown).toMatchObject({
    code: 'parameter_unknown',
    param: 'emial',
    message: 'Received unknown parameter: emial',
  });
  // @ts-expect-error The name is missing.
  const missing = await refusal(stripe.products.create({}));
  expect(missing).toMatchObject({ code: 'parameter_missing', param: 'name', message: 'Missing required param: name.' });
  const product = await stripe.products.create({ name: 'Credits' });
  const price = { product: product.id, currency: 'usd', unit_amount: 500 };
  const nested = await refusal(stripe.prices.create({ ...price, recurring: { interval: 'moth' } }));
  expect(nested).toMatchObject({
    param: 'recurring[interval]',
    message: 'Invalid recurring[interval]: must be one of day, week, month, or year',
  });
  const number = await refusal(stripe.prices.create({ ...price, unit_amount: 1.5 }));
  expect(number).toMatchObject({ code: 'parameter_invalid_integer', message: 'Invalid integer: 1.5' });
  expect((await refusal(stripe.customers.create({ email: 'ada' }))).code).toBe('email_invalid');
  expect((await refusal(stripe.prices.create({ ...price, product: 'prod_none' }))).statusCode).toBe(400);
});

test('metadata is merged, keys and all of it can be taken away, and its limits hold', async () => {
  const { id } = await stripe.customers.create({ metadata: { wallet: '7', note: 'ö & ü [x]' } });
  const merged = await stripe.customers.update(id, { metadata: { note: '', plan: 'pro' } });
  expect(merged.metadata).toEqual({ wallet: '7', plan: 'pro' });
  expect((await stripe.customers.update(id, { metadata: '' })).metadata).toEqual({});
  expect((await stripe.customers.update(id, { metadata: { 0: 'zero' } })).metadata).toEqual({ 0: 'zero' });
  const long = await refusal(stripe.customers.update(id, { metadata: { note: 'x'.repeat(501) } }));
  expect(long.message).toContain('500 characters');
});

test('the same key gives the same answer for a day, for another body it is an error', async () => {
  const key = { idempotencyKey: 'customer-of-ada' };
  const first = await stripe.customers.create({ email: 'ada@example.com' }, key);
  const again = await stripe.customers.create({ email: 'ada@example.com' }, key);
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  const other = await refusal(stripe.customers.create({ email: 'bob@example.com' }, key));
  expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  expect(stand.objects.customers.size).toBe(1);
  // Parameters that were wrong are not remembered.
  // @ts-expect-error The name is missing.
  await refusal(stripe.products.create({}, { idempotencyKey: 'product' }));
  await stripe.products.create({ name: 'Credits' }, { idempotencyKey: 'product' });
  stand.clock.advance(24 * 3600_000 + 1);
  expect((await stripe.customers.create({ email: 'bob@example.com' }, key)).email).toBe('bob@example.com');
});

test('lists come newest first in pages, both ways, with ranges of time', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) {
    ids.unshift((await stripe.customers.create({})).id);
    stand.clock.advance(60_000);
  }
  const first = await stripe.customers.list({ limit: 2 });
  expect(first).toMatchObject({ has_more: true, data: [{ id: ids[0] }, { id: ids[1] }] });
  const next = await stripe.customers.list({ limit: 2, starting_after: ids[1] ?? '' });
  expect(next.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
  const back = await stripe.customers.list({ limit: 2, ending_before: ids[3] ?? '' });
  expect(back).toMatchObject({ has_more: true, data: [{ id: ids[1] }, { id: ids[2] }] });
  const all: string[] = [];
  for await (const { id } of stripe.customers.list({ limit: 2 })) all.push(id);
  expect(all).toEqual(ids);
  const third = stand.objects.customers.get(ids[2] ?? '')?.created ?? 0;
  expect((await stripe.customers.list({ created: { gte: third } })).data).toHaveLength(3);
  expect((await stripe.customers.list({ created: { gt: third } })).data).toHaveLength(2);
  expect((await refusal(stripe.customers.list({ limit: 101 }))).param).toBe('limit');
  expect((await refusal(stripe.customers.list({ starting_after: 'cus_none' }))).code).toBe('resource_missing');
});

test('expand fills in ids, and refuses what is none', async () => {
  const product = await stripe.products.create({ name: 'Credits' });
  const price = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 500 });
  expect((await stripe.prices.retrieve(price.id, { expand: ['product'] })).product).toMatchObject({ name: 'Credits' });
  const list = await stripe.prices.list({ expand: ['data.product'] });
  expect(list.data[0]?.product).toMatchObject({ name: 'Credits' });
  const error = await refusal(stripe.prices.list({ expand: ['product'] }));
  expect(error.message).toContain("You may want to try expanding 'data.product' instead.");
});

test('faults: limits, outages and cut lines; a retry with the package’s own key does the work once', async () => {
  stand.faults.add({ on: 'GET /v1/customers', do: { type: 'rateLimit', retryAfterS: 1 } });
  expect(await refusal(stripe.customers.list())).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
  stand.faults.add({ on: 'GET /v1/customers', do: { type: 'answer', status: 500 } });
  expect(await refusal(stripe.customers.list())).toBeInstanceOf(Stripe.errors.StripeAPIError);
  stand.faults.add({ on: 'POST /v1/customers', do: { type: 'dropAfter' } });
  const created = await clientOf(stand, { maxNetworkRetries: 1 }).customers.create({ email: 'ada@example.com' });
  expect([...stand.objects.customers.keys()]).toEqual([created.id]);
});

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type StripeStandIn, start } from '#sandbox/stripe/start.ts';
import { type Item, items } from '../../billing/plans.ts';
import { handledEvents, type Payments } from '../../ports/payments.ts';
import { createStripePayments } from './payments.ts';

let stand: StripeStandIn;
let payments: Payments;
beforeEach(async () => {
  stand = await start();
  payments = createStripePayments({
    apiUrl: stand.url,
    secretKey: stand.apiKey,
    webhookSecret: stand.webhookSecret,
    automaticTax: false,
  });
});
afterEach(() => stand.close());

const dearer = (item: Item): Item => ({ ...item, price: { ...item.price, amount: item.price.amount + 100 } });
const posts = () => stand.calls.filter(({ method }) => method === 'POST').length;

test('makes what is sold, once, and finds it again by its lookup keys', async () => {
  const before = await payments.compareCatalogue(items);
  expect(posts()).toBe(0); // comparing changes nothing
  expect(new Set(before.map(({ does }) => does))).toEqual(new Set(['create']));
  expect(await payments.syncCatalogue(items)).toEqual(before);
  for (const item of items)
    expect(await payments.findPrice(item)).toMatchObject({ ...item.price, credits: item.credits });
  const made = posts();
  expect(await payments.compareCatalogue(items)).toEqual([]);
  expect(await payments.syncCatalogue(items)).toEqual([]);
  expect(posts()).toBe(made);
});

test('a changed price is a new one; whoever has the old one keeps it; and back again', async () => {
  await payments.syncCatalogue(items);
  const [pack] = items;
  const pro = items.find(({ key }) => key === 'pro');
  if (!pack || !pro) throw new Error('nothing is sold');
  const old = await payments.findPrice(pro);
  const changed = items.map((item) => (item === pack || item === pro ? dearer(item) : item));
  expect(await payments.compareCatalogue(changed)).toMatchObject([
    { does: 'replace', what: 'price upixel_pack_500', why: '$5.00, not $6.00' },
    { does: 'replace', what: 'price upixel_pro_monthly', why: '$9.00, not $10.00' },
    { does: 'update', what: 'customer portal' },
  ]);
  await payments.syncCatalogue(changed);
  expect(await payments.findPrice(pro)).toMatchObject({ amount: 1000 });
  const kept = stand.objects.prices.get(old?.id ?? '');
  expect(kept).toMatchObject({ unit_amount: 900, active: false, lookup_key: null, metadata: { item: 'pro' } });
  await payments.syncCatalogue(items);
  expect(await payments.findPrice(pro)).toMatchObject({ amount: 900 });
  expect((await payments.findPrice(pro))?.id).not.toBe(old?.id);
  expect(await payments.compareCatalogue(items)).toEqual([]);
});

test('more credits for the same money is a new price too, a new name is none, and what is no longer sold is retired', async () => {
  await payments.syncCatalogue(items);
  const [first, ...rest] = items;
  if (!first) throw new Error('nothing is sold');
  expect(await payments.syncCatalogue([{ ...first, credits: 600 }, ...rest])).toMatchObject([
    { does: 'replace', why: 'for 500 credits, not 600' },
  ]);
  expect(await payments.syncCatalogue([{ ...first, credits: 600, name: 'Six hundred' }, ...rest])).toMatchObject([
    { does: 'update', what: 'product upixel_pack_500' },
  ]);
  expect(await payments.syncCatalogue(rest)).toMatchObject([{ does: 'retire', what: 'product upixel_pack_500' }]);
  expect(await payments.findPrice(first)).toBeUndefined();
  expect(await payments.compareCatalogue(rest)).toEqual([]);
});

test('with many plans, and with a 500 that Stripe keeps for a day, it is made all the same', async () => {
  const pro = items.find(({ key }) => key === 'pro');
  if (!pro) throw new Error('nothing is sold');
  const more = Array.from({ length: 6 }, (_, index) => ({
    ...pro,
    key: `p${index}`,
    lookupKey: `upixel_p${index}_monthly`,
  }));
  for (const on of ['/v1/products', '/v1/prices', '/v1/billing_portal/configurations'])
    stand.faults.add({ on: `POST ${on}`, do: { type: 'answer', status: 500 } });
  await payments.syncCatalogue([...items, ...more]);
  expect(await payments.compareCatalogue([...items, ...more])).toEqual([]);
});

test('an endpoint that is not told of everything we handle is, from then on', async () => {
  await payments.syncCatalogue(items);
  const post = (body: Array<[string, string]>) =>
    fetch(`${stand.url}/v1/webhook_endpoints`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stand.apiKey}` },
      body: new URLSearchParams(body),
    });
  await post([
    ['url', 'http://127.0.0.1:9/webhooks/stripe'],
    ...handledEvents
      .filter((event) => event !== 'refund.failed')
      .map((event): [string, string] => ['enabled_events[]', event]),
  ]);
  await post([
    ['url', 'http://127.0.0.1:9/of-somebody-else'],
    ['enabled_events[]', 'customer.created'],
  ]);
  expect(await payments.compareCatalogue(items)).toMatchObject([
    {
      does: 'update',
      what: 'webhook endpoint http://127.0.0.1:9/webhooks/stripe',
      why: 'it is not told of refund.failed',
    },
  ]);
  await payments.syncCatalogue(items);
  expect(await payments.compareCatalogue(items)).toEqual([]);
});

test('what else an account sells is left alone', async () => {
  await fetch(`${stand.url}/v1/products`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stand.apiKey}` },
    body: new URLSearchParams({ name: 'Something else' }),
  });
  await payments.syncCatalogue(items);
  expect(await payments.compareCatalogue(items)).toEqual([]);
  expect([...stand.objects.products.values()].find(({ name }) => name === 'Something else')?.active).toBe(true);
});

test('npm run stripe:sync says what it would change, changes it, and is done', async () => {
  const run = async (...args: string[]) => {
    const env = { PATH: process.env.PATH ?? '', STRIPE_API_URL: stand.url, STRIPE_SECRET_KEY: stand.apiKey };
    const command = ['--import', 'tsx', 'scripts/stripe-sync.ts', ...args];
    return (await promisify(execFile)(process.execPath, command, { env })).stdout;
  };
  const dry = await run('--dry-run');
  expect(dry).toContain('create  price upixel_pro_monthly: it is not there');
  expect(dry).toContain('nothing was changed (--dry-run)');
  expect(posts()).toBe(0);
  expect(await run()).toContain('Stripe matches the list of prices now');
  expect(await run('--dry-run')).toBe('Stripe matches the list of prices; nothing to do.\n');
});

test('docs/deploy.md tells an operator of every event that we handle', async () => {
  const text = await readFile('docs/deploy.md', 'utf8');
  expect(handledEvents.filter((event) => !text.includes(`\`${event}\``))).toEqual([]);
});

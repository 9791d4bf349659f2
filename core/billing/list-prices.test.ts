import { expect, test } from 'vitest';
import { moneyText } from '../contract/money.ts';
import { models } from '../models/catalogue.ts';
import { dayWords } from '../words.ts';
import { listPrices } from './list-prices.ts';
import { items } from './plans.ts';

test('the more, the cheaper a credit, and none below what it costs', () => {
  const { packs, plans } = listPrices('pro');
  const prices = packs.map(({ perCredit }) => perCredit);
  expect(prices).toEqual([...prices].sort((a, b) => b - a));
  expect(packs.map(({ saves }) => saves)).toEqual([0, 5, 10]);
  for (const { price, credits } of items) expect(price.amount / credits).toBeGreaterThanOrEqual(0.85);
  expect(plans.map(({ key, isCurrent, item }) => [key, isCurrent, item?.price.amount ?? 0])).toEqual([
    ['free', false, 0],
    ['pro', true, 900],
    ['studio', false, 2900],
  ]);
  const caps = plans.map(({ running, open }) => running + open);
  expect(caps).toEqual([...caps].sort((a, b) => a - b));
});

/** What is left of a payment: Stripe keeps 2.9 % and 30 cents. https://stripe.com/pricing */
const afterFee = (cents: number) => cents * (1 - 0.029) - 30;
/** Models whose pictures cost more at the provider than is left of what their credits were sold for. */
const notPaidBy = ({ price, credits }: { price: number; credits: number }) =>
  models
    .filter(({ providerCents, priceCredits }) => providerCents / priceCredits > afterFee(price) / credits)
    .map(({ name }) => name);

test('what is sold pays for the pictures of every model; a year for the price of ten months would not', () => {
  for (const { name, price, credits } of items)
    expect([name, notPaidBy({ price: price.amount, credits })]).toEqual([name, []]);
  const ofYear = items
    .filter(({ kind }) => kind === 'plan')
    .map(({ key, price, credits }) => [key, notPaidBy({ price: 10 * price.amount, credits: 12 * credits })]);
  expect(Object.fromEntries(ofYear)).toEqual({
    pro: ['rd-animation', 'rd-tile', 'flux-2-pro', 'nano-banana', 'flux-kontext-pro'],
    studio: ['rd-plus', 'rd-animation', 'rd-tile', 'flux-2-pro', 'nano-banana', 'flux-kontext-pro', 'sd-3.5-large'],
  });
});

test('money and days in words', () => {
  expect(moneyText({ amount: 500, currency: 'usd' })).toBe('$5.00');
  expect(moneyText({ amount: 900, currency: 'jpy' })).toBe('¥900');
  const now = new Date('2026-12-01T00:00:00Z');
  expect(dayWords(new Date('2026-11-24T23:59:00Z'), now)).toBe('24 November');
  expect(dayWords(new Date('2027-01-24T00:00:00Z'), now)).toBe('24 January 2027');
});

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { refundPayment } from '#core/billing/ledger/refund-payment.ts';
import { submit } from '#sandbox/stripe/testing.ts';
import { dayMs, openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

async function buyer() {
  const ada = await shop.customer();
  await ada.buy('pack', '500');
  await shop.settled();
  const [charge] = await ada.charges();
  if (!charge) throw new Error('Nothing was charged');
  const press = async (action: string) => {
    await submit(`${shop.stripe.url}/charges/${charge.id}`, { action });
    await shop.settled();
  };
  return { ...ada, charge, press };
}

test('a part is refunded, then the rest: so are the credits', async () => {
  const ada = await buyer();
  await ada.press('refund-half');
  expect(await ada.balance()).toBe(250);
  expect((await ada.billing()).payments).toMatchObject([{ status: 'partly_refunded', amountRefunded: 250 }]);
  const mail = await ada.mail('$2.50 is on its way back to you');
  expect(mail.text).toContain('250 credits that it had brought went back.');
  await ada.press('refund');
  expect(await ada.balance()).toBe(0);
  expect((await ada.billing()).payments).toMatchObject([{ status: 'refunded', amountRefunded: 500 }]);
  expect(await ada.words()).toEqual([
    'Taken back: refund of $2.50',
    'Taken back: refund of $2.50',
    'Bought 500 credits for $5.00',
  ]);
});

test('refunded after they were spent: what is left goes back, and nobody owes the rest', async () => {
  const ada = await buyer();
  await ada.spend(480);
  await ada.press('refund');
  expect(await ada.balance()).toBe(0);
  const mail = await ada.mail('$5.00 is on its way back to you');
  expect(mail.text).toContain('480 credits had been used already; you owe nothing for them.');
});

test('the refund is told of before the payment is: both are written down', async () => {
  const ada = await shop.customer();
  shop.stripe.faults.add({ on: /^WEBHOOK (checkout|invoice)/, do: { type: 'late', ms: 60_000 }, times: 10 });
  await ada.buy('pack', '500');
  const [charge] = await ada.charges();
  await submit(`${shop.stripe.url}/charges/${charge?.id}`, { action: 'refund-half' });
  await shop.stripe.delivered();
  await vi.waitFor(async () => expect(await ada.balance()).toBe(250), 30_000);
  shop.stripe.faults.clear();
  shop.stripe.clock.advance(60_000);
  await shop.settled();
  expect(await ada.balance()).toBe(250);
});

test('disputed: frozen, won, and spendable again', async () => {
  const ada = await buyer();
  await ada.press('dispute');
  expect((await ada.billing()).payments).toMatchObject([{ status: 'disputed' }]);
  expect(await shop.deps.db.lot.count({ where: { walletId: ada.walletId, frozenAt: { not: null } } })).toBe(1);
  const mail = await ada.mail('Your bank is questioning a payment');
  expect(mail.text).toContain('500 credits that it brought cannot be spent');
  await ada.press('won');
  expect(await shop.deps.db.lot.count({ where: { walletId: ada.walletId, frozenAt: { not: null } } })).toBe(0);
  expect((await ada.billing()).payments).toMatchObject([{ status: 'paid' }]);
  expect(await ada.balance()).toBe(500);
  await ada.mail('The disputed payment stands');
});

test('disputed and lost: what is left is taken back', async () => {
  const ada = await buyer();
  await ada.spend(100);
  await ada.press('dispute');
  await ada.press('lost');
  expect(await ada.balance()).toBe(0);
  expect((await ada.billing()).payments).toMatchObject([{ status: 'dispute_lost' }]);
  expect((await ada.words())[0]).toBe('Taken back: your bank reversed the payment of $5.00');
  const mail = await ada.mail('Your bank reversed a payment');
  expect(mail.text).toContain('400 credits that it had brought went back. 100 credits had been used already');
});

test('a month of a plan is refunded like a pack', async () => {
  const ada = await shop.customer();
  await ada.buy('plan', 'pro');
  await shop.settled();
  await shop.travel(3 * dayMs);
  const [charge] = await ada.charges();
  await submit(`${shop.stripe.url}/charges/${charge?.id}`, { action: 'refund' });
  await shop.settled();
  expect(await ada.balance()).toBe(0);
  expect((await ada.billing()).payments).toMatchObject([{ kind: 'plan', status: 'refunded' }]);
});

test('a refund fails weeks later: the credits are back, what was void meanwhile too, and both hear', async () => {
  const ada = await buyer();
  await ada.spend(100);
  await ada.press('refund');
  expect(await ada.balance()).toBe(0);
  await ada.press('refund-fails');
  expect(await ada.balance()).toBe(400);
  expect((await ada.billing()).payments).toMatchObject([{ status: 'paid', amountRefunded: 0 }]);
  expect((await ada.words())[0]).toBe('Given back: the refund of $5.00 did not arrive');
  const mail = await ada.mail('$5.00 could not be refunded');
  expect(mail.text).toContain('The 400 credits that went with it are back as well.');
  expect((await shop.deps.metrics.text()).body).toContain('upixel_operator_needed_total{cause="refund_failed"} 1');
  // One half and one whole refund are retried; repeated webhooks for old refunds change nothing.
  await ada.press('refund-half');
  expect(await ada.balance()).toBe(150);
  await ada.press('refund');
  expect(await ada.balance()).toBe(0);
  const { paymentIntentId } = await shop.deps.db.payment.findFirstOrThrow({ where: { walletId: ada.walletId } });
  for (const late of [{ amountRefunded: 500 }, { amountRefunded: 500, amountFailed: 500 }])
    expect(await refundPayment(shop.deps, { paymentIntentId: paymentIntentId ?? '', ...late })).toMatchObject({
      outcome: 'unchanged',
    });
  expect(await ada.balance()).toBe(0);
});

test('a refund that waits is called off at Stripe: its credits are back, a single one among them', async () => {
  const ada = await buyer();
  await ada.spend(499);
  await ada.press('refund');
  expect(await ada.balance()).toBe(0);
  await ada.press('refund-canceled');
  expect(await ada.balance()).toBe(1);
  expect((await ada.billing()).payments).toMatchObject([{ status: 'paid', amountRefunded: 0 }]);
  expect((await ada.mail('$5.00 could not be refunded')).text).toContain('The 1 credit that went with it is back');
});

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { openPortal } from '#core/billing/open-portal.ts';
import { type PlanKey, plans } from '#core/billing/plans.ts';
import { reconcile } from '#core/billing/reconcile.ts';
import { syncEvent } from '#core/billing/sync/sync-event.ts';
import type { Failure } from '#core/failure.ts';
import { submit } from '#sandbox/stripe/testing.ts';
import { type Customer, dayMs, openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const { pro, studio } = plans;
const failure = (work: Promise<unknown>) => work.then(() => undefined).catch((error: Failure) => error);

async function subscriber(plan: PlanKey = 'pro', card?: Parameters<Customer['buy']>[2]): Promise<Customer> {
  const ada = await shop.customer();
  await ada.buy('plan', plan, card);
  await shop.settled();
  return ada;
}

/** A person's portal, used as in a browser. */
async function portal(ada: Customer) {
  const url = await openPortal(shop.deps, ada);
  const subscription = await ada.subscription();
  const press = async (fields: Record<string, string>) => {
    await submit(url, { subscription, ...fields });
    await shop.settled();
  };
  return {
    page: async () => (await fetch(url)).text(),
    cancel: () => press({ action: 'cancel' }),
    resume: () => press({ action: 'resume' }),
    card: (card: string) => press({ action: 'card', card }),
    switchTo: (plan: PlanKey) => press({ action: 'switch', price: priceOf(plan) }),
  };
}
const priceOf = (plan: PlanKey) =>
  [...shop.stripe.objects.prices.values()].find(({ lookup_key: key }) => key === `upixel_${plan}_monthly`)?.id ?? '';

/** A little over an hour past the end of the current period, when the next month has been charged. */
async function nextMonth(ada: Customer) {
  const row = shop.stripe.objects.subscriptions.get(await ada.subscription());
  const end = (row?.items.data[0]?.current_period_end ?? 0) * 1000;
  await shop.travel(end - shop.stripe.clock.now() + 3_700_000);
}

test('a plan: its credits at once, its page, its receipt, what it allows', async () => {
  const ada = await shop.customer();
  const { checkoutId, url } = await ada.begin('plan', 'pro');
  expect(await (await fetch(url)).text()).toContain('$9.00');
  await ada.pay(checkoutId);
  await shop.settled();
  expect(await ada.balance()).toBe(pro.monthlyCredits);
  const { plan, subscription, payments, hasCustomer } = await ada.billing();
  expect({ plan, hasCustomer }).toEqual({ plan: 'pro', hasCustomer: true });
  expect(subscription).toMatchObject({ plan: 'pro', status: 'active', cancelAtPeriodEnd: false, pastDueSince: null });
  expect(payments).toMatchObject([{ kind: 'plan', item: 'pro', amount: 900, credits: pro.monthlyCredits }]);
  expect((await ada.checkout(checkoutId)).status).toBe('paid');
  expect(await identify(shop.deps, ada.chatUser)).toMatchObject({ plan: 'pro', balance: pro.monthlyCredits });
  expect((await ada.mail('Your receipt: Pro for $9.00')).text).toContain('1,000 credits');
  const words = (await ada.words())[0];
  expect(words).toMatch(/^Pro, \d+ \w+( \d+)? – \d+ \w+( \d+)?$/);
});

test('fourteen months are fifteen payments and fifteen lots, each good until a month after its period', async () => {
  const ada = await subscriber();
  for (let month = 0; month < 14; month++) await nextMonth(ada);
  const lots = await shop.deps.db.lot.findMany({
    where: { walletId: ada.walletId },
    include: { payment: true },
    orderBy: { expiresAt: 'asc' },
  });
  expect(lots).toHaveLength(15);
  for (const [index, { payment, expiresAt, balance }] of lots.entries()) {
    expect(payment).toMatchObject({ amount: 900, credits: pro.monthlyCredits, status: 'paid' });
    expect(balance).toBe(pro.monthlyCredits);
    const { periodStart, periodEnd } = payment ?? {};
    if (index > 0) expect(periodStart).toEqual(lots[index - 1]?.payment?.periodEnd);
    const goodMs = (expiresAt?.getTime() ?? 0) - (periodEnd?.getTime() ?? 0);
    expect(goodMs).toBeGreaterThanOrEqual(28 * dayMs);
    expect(goodMs).toBeLessThanOrEqual(31 * dayMs);
  }
  expect((await ada.billing()).payments).toHaveLength(15);
}, 240_000);

test('events of one change in any order come to the same', async () => {
  const ada = await shop.customer();
  // Invoice, then checkout, then the subscription itself.
  shop.stripe.faults.add({ on: 'WEBHOOK customer.subscription.created', do: { type: 'late', ms: 120_000 } });
  shop.stripe.faults.add({ on: 'WEBHOOK checkout.session.completed', do: { type: 'late', ms: 60_000 } });
  await ada.buy('plan', 'studio');
  await shop.stripe.delivered();
  await vi.waitFor(async () => expect(await ada.balance()).toBe(studio.monthlyCredits), 30_000);
  shop.stripe.clock.advance(120_000);
  await shop.settled();
  expect(await ada.balance()).toBe(studio.monthlyCredits);
  expect((await ada.billing()).plan).toBe('studio');
});

test('an upgrade in the portal is charged at once and brings the difference; a smaller plan lowers the next months', async () => {
  const ada = await subscriber();
  const half = await periodHalf(ada);
  await shop.travel(half);
  const page = await portal(ada);
  expect(await page.page()).toContain('Studio');
  await page.switchTo('studio');
  const upgraded = await ada.balance();
  const difference = (studio.monthlyCredits - pro.monthlyCredits) / 2;
  expect(Math.abs(upgraded - pro.monthlyCredits - difference)).toBeLessThanOrEqual(2);
  expect((await ada.billing()).plan).toBe('studio');
  expect((await ada.billing()).payments[0]).toMatchObject({ item: 'studio', credits: upgraded - pro.monthlyCredits });

  await page.switchTo('pro'); // back at the same moment: the credits from the upgrade are owed
  expect((await ada.billing()).plan).toBe('pro');
  expect(await ada.balance()).toBe(upgraded);
  await nextMonth(ada);
  const gained = (await ada.balance()) - upgraded;
  expect(gained).toBe(Math.max(0, pro.monthlyCredits - (upgraded - pro.monthlyCredits)));
  await nextMonth(ada);
  await nextMonth(ada);
  // Over the months it adds up to what was paid for.
  const total = 4 * pro.monthlyCredits;
  expect(Math.abs((await ada.balance()) - total)).toBeLessThanOrEqual(2);
  await expect
    .poll(() => ada.mails(6))
    .toEqual(expect.arrayContaining(['Your plan is Studio now', 'Your plan is Pro now']));
}, 120_000);

test('what a smaller plan gave back is owed by the wallet: it outlives the subscription', async () => {
  const ada = await subscriber('studio');
  await ada.spend(studio.monthlyCredits);
  await (await portal(ada)).switchTo('pro'); // Stripe keeps $20 for later invoices
  await shop.deps.payments.cancelSubscription(await ada.subscription());
  await shop.settled();
  expect((await ada.billing()).owed).toBe(2_300);
  for (let month = 0; month < 4; month++) {
    await ada.buy('plan', 'pro');
    await shop.settled();
    await shop.deps.payments.cancelSubscription(await ada.subscription());
    await shop.settled();
  }
  const total = async (of: 'amount' | 'credits') =>
    (await ada.billing()).payments.reduce((sum, payment) => sum + payment[of], 0);
  // Studio once and Pro four times, less the $20: a cent never brings more than at the best price.
  expect([await total('amount'), await total('credits')]).toEqual([4_500, 5_000]);
  expect((await ada.billing()).owed).toBe(0);
  const receipt = await ada.mail('Your receipt: Pro for $7.00');
  expect(receipt.text.replaceAll(/\s+/g, ' ')).toContain('brought you 700 credits. 300 credits more made up for');
  await ada.buy('pack', '500'); // bought as well, it is new money
  await shop.settled();
  expect(await total('credits')).toBe(5_500);
});

async function periodHalf(ada: Customer): Promise<number> {
  const item = shop.stripe.objects.subscriptions.get(await ada.subscription())?.items.data[0];
  return (((item?.current_period_end ?? 0) - (item?.current_period_start ?? 0)) * 1000) / 2;
}

test('a month brings what was ever sold at its price, whatever price and subscription say of themselves', async () => {
  const [ada, eve] = [await shop.customer(), await shop.customer()];
  await eve.begin('pack', '500');
  const price = shop.stripe.objects.prices.get(priceOf('pro'));
  if (!price) throw new Error('no price');
  const { metadata } = price;
  price.metadata = { ...metadata, credits: '999999' };
  try {
    const { checkoutId } = await ada.begin('plan', 'studio');
    const session = shop.stripe.objects.sessions.get(await ada.sessionOf(checkoutId));
    if (session) session.metadata = {};
    await ada.pay(checkoutId);
    const subscription = [...shop.stripe.objects.subscriptions.values()].at(-1);
    if (!subscription) throw new Error('no subscription');
    subscription.metadata = { ...subscription.metadata, walletId: eve.walletId, userId: eve.userId, credits: '999999' };
    await shop.settled();
    expect(await ada.balance()).toBe(studio.monthlyCredits);
    await (await portal(ada)).switchTo('pro');
    await nextMonth(ada);
    await nextMonth(ada);
    await nextMonth(ada);
    // Three months of Pro, less the extra credits that Studio brought.
    expect(await ada.balance()).toBeLessThanOrEqual(studio.monthlyCredits + 3 * pro.monthlyCredits);
    expect(await eve.balance()).toBe(0);
  } finally {
    price.metadata = metadata;
  }
});

test('past due: told once, the plan holds, and a new card makes it well', async () => {
  const ada = await subscriber();
  const page = await portal(ada);
  await page.card('declines-later');
  await nextMonth(ada);
  const { plan, subscription } = await ada.billing();
  expect({ plan, status: subscription?.status }).toEqual({ plan: 'pro', status: 'past_due' });
  const graceMs = (subscription?.graceUntil?.getTime() ?? 0) - (subscription?.pastDueSince?.getTime() ?? 0);
  expect(graceMs).toBe(7 * dayMs);
  await shop.travel(2 * dayMs); // Stripe has retried by now
  const told = await ada.mail('Your payment for Pro did not go through');
  expect(told.text).toContain('/invoice/in_');
  await (await portal(ada)).card('works');
  await shop.travel(3 * dayMs);
  expect((await ada.billing()).subscription).toMatchObject({ status: 'active', pastDueSince: null, graceUntil: null });
  expect(await ada.balance()).toBe(2 * pro.monthlyCredits);
  const mails = await ada.mails(3);
  expect(mails.filter((subject) => subject.includes('did not go through'))).toHaveLength(1);
});

test('past due for seven days: Free, and what is there stays', async () => {
  const ada = await subscriber();
  await (await portal(ada)).card('declines-later');
  await nextMonth(ada);
  await shop.deps.db.$executeRaw`
    UPDATE subscriptions SET grace_until = now() - interval '1 second' WHERE wallet_id = ${ada.walletId}::uuid AND ended_at IS NULL`;
  expect((await ada.billing()).plan).toBe('free');
  expect(await ada.balance()).toBe(pro.monthlyCredits);
  // Then Stripe gives up, and the plan ends.
  await shop.travel(8 * dayMs);
  expect(await ada.billing()).toMatchObject({ plan: 'free', subscription: null });
  await ada.mail('Pro has ended');
});

test('canceled with the period, taken back, canceled again: it ends, and another can begin', async () => {
  const ada = await subscriber();
  const page = await portal(ada);
  // Several mails are sent at a time: each before the next is written.
  await ada.mails(1);
  await page.cancel();
  expect((await ada.billing()).subscription).toMatchObject({ cancelAtPeriodEnd: true, status: 'active' });
  await ada.mails(2);
  await page.resume();
  await ada.mails(3);
  await page.cancel();
  await ada.mails(4);
  await nextMonth(ada);
  expect(await ada.billing()).toMatchObject({ plan: 'free', subscription: null });
  expect(await ada.balance()).toBe(pro.monthlyCredits);
  const mails = await ada.mails(5);
  expect(mails.map((subject) => subject.replace(/ on \d.*/, ''))).toEqual([
    'Your receipt: Pro for $9.00',
    'Pro ends',
    'Pro goes on',
    'Pro ends',
    'Pro has ended',
  ]);
  await ada.buy('plan', 'studio');
  await shop.settled();
  expect((await ada.billing()).plan).toBe('studio');
});

test('a second plan is refused with the way to the portal; paid in a second tab, it comes back in full', async () => {
  const ada = await shop.customer();
  const tabs = [await ada.begin('plan', 'pro'), await ada.begin('plan', 'studio')];
  for (const { checkoutId } of tabs) await ada.pay(checkoutId);
  await shop.settled();
  await shop.settled(); // the refund causes a webhook of its own
  const refused = await failure(ada.begin('plan', 'studio'));
  expect(refused).toMatchObject({ code: 'already_subscribed' });
  expect(refused?.next).toContain('/billing');

  const { payments, plan, subscription } = await ada.billing();
  expect(subscription?.plan).toBe(plan);
  const kept = payments.find(({ status }) => status === 'paid');
  const back = payments.find(({ status }) => status === 'refunded');
  expect(kept).toMatchObject({ item: plan, credits: plans[plan].monthlyCredits });
  expect(back).toMatchObject({ credits: 0, amountRefunded: back?.amount });
  expect(await ada.balance()).toBe(plans[plan].monthlyCredits);
  const live = [...shop.stripe.objects.subscriptions.values()].filter(
    ({ metadata, ended_at: ended }) => metadata.walletId === ada.walletId && ended === null,
  );
  expect(live).toHaveLength(1);
  const statuses = await Promise.all(tabs.map(async ({ checkoutId }) => (await ada.checkout(checkoutId)).status));
  expect(statuses.sort()).toEqual(['failed', 'paid']);
  const mails = await ada.mails(2);
  expect(mails).toHaveLength(2);
  expect((await ada.mail(mails.find((subject) => subject.includes('way back')) ?? '')).text).toContain('second one');
});

test('a second plan that Stripe does not pay back at once is paid back later, whatever was noted meanwhile', async () => {
  const ada = await shop.customer();
  const tabs = [await ada.begin('plan', 'pro'), await ada.begin('plan', 'studio')];
  shop.stripe.faults.add({ on: 'POST /v1/refunds', do: { type: 'answer', status: 500 }, times: 100 });
  for (const { checkoutId } of tabs) await ada.pay(checkoutId);
  const statuses = async () => (await ada.billing()).payments.map(({ status }) => status).sort();
  await vi
    .waitFor(async () => expect(await statuses()).toEqual(['paid', 'paid']), 30_000)
    .finally(() => shop.stripe.faults.clear());
  // As if no event were left that would try again.
  await shop.deps.db.stripeEvent.updateMany({ where: { handledAt: null }, data: { handledAt: new Date() } });
  await reconcile(shop.deps);
  await shop.settled();
  await vi.waitFor(async () => expect(await statuses()).toEqual(['paid', 'refunded']), 30_000);
});

test('what Stripe could not be told when a plan changed is told when its event is tried again', async () => {
  const ada = await subscriber();
  const { db } = shop.deps;
  const stripeId = await ada.subscription();
  const told = [...shop.stripe.objects.events.values()].find(
    ({ type, data }) => type === 'customer.subscription.created' && (data.object as { id: string }).id === stripeId,
  );
  const id = told?.id ?? '';
  await db.user.update({ where: { id: ada.userId }, data: { deletionDueAt: new Date(Date.now() + dayMs) } });
  await db.stripeEvent.update({ where: { id }, data: { handledAt: null } });
  shop.stripe.faults.add({ on: 'POST /v1/subscriptions', do: { type: 'answer', status: 500 }, times: 100 });
  await expect(syncEvent(shop.deps, id)).rejects.toThrow();
  shop.stripe.faults.clear();
  await syncEvent(shop.deps, id);
  expect(shop.stripe.objects.subscriptions.get(stripeId)?.cancel_at_period_end).toBe(true);
  await shop.settled();
});

test('two who begin a plan for one wallet at the same moment: whoever pays is received, and a second comes back', async () => {
  const [ada, grace] = [await shop.customer(), await shop.customer()];
  shop.stripe.faults.add({ on: 'POST /v1/customers', do: { type: 'slow', ms: 300 }, times: 2 });
  const begun = await Promise.all([ada, grace].map(({ begin }) => begin('plan', 'pro', { walletId: ada.walletId })));
  // As if we had crashed before storing the sessions.
  const sessionIds = await Promise.all(begun.map(({ checkoutId }) => ada.sessionOf(checkoutId)));
  const ids = begun.map(({ checkoutId }) => checkoutId);
  await shop.deps.db.checkout.updateMany({ where: { id: { in: ids } }, data: { sessionId: null } });
  for (const [sessionId, payer] of [
    [sessionIds[1], grace],
    [sessionIds[0], ada],
  ] as const) {
    shop.stripe.people.pay(sessionId ?? '');
    await shop.settled();
    await shop.settled();
    const paid = await shop.deps.db.payment.findMany({ where: { walletId: ada.walletId, userId: payer.userId } });
    expect(paid).toMatchObject([{ amount: 900, status: payer === grace ? 'paid' : 'refunded' }]);
  }
  expect(await ada.balance()).toBe(pro.monthlyCredits);
  const { userId } = await shop.deps.db.subscription.findUniqueOrThrow({
    where: { stripeId: await ada.subscription() },
  });
  expect(userId).toBe(grace.userId);
  const customers = [...shop.stripe.objects.customers.values()].filter(
    ({ metadata }) => metadata.walletId === ada.walletId,
  );
  expect(customers.map(({ email }) => email).sort()).toEqual([ada.email, grace.email].sort());
});

test('who begins a purchase for a wallet that somebody else pays for is a customer of their own', async () => {
  const [ada, grace] = [await subscriber(), await shop.customer()];
  const customers = () =>
    [...shop.stripe.objects.customers.values()].filter(({ metadata }) => metadata.walletId === ada.walletId);
  const { checkoutId, url } = await grace.begin('pack', '500', { walletId: ada.walletId });
  expect(customers().map(({ email }) => email)).toEqual([ada.email, grace.email]);
  const portal = await openPortal(shop.deps, { walletId: ada.walletId, userId: grace.userId });
  for (const page of [url, portal]) {
    const text = await (await fetch(page)).text();
    expect(text).toContain(grace.email);
    expect(text).not.toContain(ada.email);
  }
  await grace.pay(checkoutId);
  await shop.settled();
  expect(await (await fetch(await openPortal(shop.deps, ada))).text()).toContain(ada.email);
  await grace.mail('Your receipt: 500 credits for $5.00');
});

test('a debit pays for a plan days later: the plan at once, the credits with the money', async () => {
  const ada = await subscriber('pro', 'debit');
  expect([(await ada.billing()).plan, await ada.balance()]).toEqual(['pro', 0]);
  await shop.travel(3 * dayMs);
  expect(await ada.balance()).toBe(pro.monthlyCredits);
});

test('who has bought nothing has no portal', async () => {
  const ada = await shop.customer();
  expect(await failure(openPortal(shop.deps, ada))).toMatchObject({ code: 'no_billing_yet' });
});

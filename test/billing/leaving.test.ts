import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openPortal } from '#core/billing/open-portal.ts';
import { plans } from '#core/billing/plans.ts';
import { reconcile } from '#core/billing/reconcile.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { runErasure } from '#core/privacy/erasure/run-erasure.ts';
import { stopDeletion } from '#core/privacy/erasure/stop-deletion.ts';
import { submit } from '#sandbox/stripe/testing.ts';
import { buildTeam } from '../builders/team.ts';
import { type Customer, openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const leave = ({ userId }: Customer) =>
  beginDeletion(shop.deps, {
    ...{ erased: { kind: 'account', userId }, origin: 'web', proof: 'recent_sign_in', chat: null },
  });
const sessionAt = async (ada: Customer, checkoutId: string) =>
  shop.stripe.objects.sessions.get(await ada.sessionOf(checkoutId));
const planAt = (stripeId: string) => shop.stripe.objects.subscriptions.get(stripeId);
const refunded = async (ada: Customer) => (await ada.charges()).map(({ amount_refunded: amount }) => amount);

test('payment pages that the person opened are closed as their deletion begins, a team’s too', async () => {
  const ada = await shop.customer();
  const team = await buildTeam(shop.deps, {});
  const own = await ada.begin('pack', '500');
  const teams = await ada.begin('pack', '2000', { walletId: team.walletId });
  const grace = await shop.customer();
  const others = await grace.begin('pack', '500');
  await leave(ada);
  await shop.settled();
  expect([await sessionAt(ada, own.checkoutId), await sessionAt(ada, teams.checkoutId)]).toMatchObject([
    { status: 'expired' },
    { status: 'expired' },
  ]);
  expect((await ada.checkout(own.checkoutId)).status).toBe('expired');
  expect(await sessionAt(grace, others.checkoutId)).toMatchObject({ status: 'open' });
});

test('nothing begins if Stripe cannot be told to close them', async () => {
  const ada = await shop.customer();
  await ada.begin('pack', '500');
  shop.stripe.faults.add({ on: /expire/, do: { type: 'answer', status: 503 }, times: 9 });
  await expect(leave(ada)).rejects.toMatchObject({ code: 'payments_unavailable' });
  shop.stripe.faults.clear();
  expect(await shop.deps.db.erasure.count({ where: { userId: ada.userId } })).toBe(0);
  await leave(ada);
});

test('a payment that comes all the same goes back in full, without credits, and the person hears why', async () => {
  const ada = await shop.customer();
  // A debit of the bank, which takes its days: the page is done, the money comes later.
  const { checkoutId } = await ada.begin('pack', '500');
  await ada.pay(checkoutId, 'debit');
  await shop.settled();
  await leave(ada);
  const [intent] = [...shop.stripe.objects.paymentIntents.values()].slice(-1);
  shop.stripe.people.settle(intent?.id ?? '', 'succeeds');
  await shop.settled();
  expect(await refunded(ada)).toEqual([500]);
  expect(await ada.balance()).toBe(0);
  expect((await ada.billing()).payments).toMatchObject([{ status: 'refunded', amount: 500, credits: 0 }]);
  expect((await ada.checkout(checkoutId)).status).toBe('failed');
  const mail = await ada.mail('$5.00 is on its way back to you');
  expect(mail.text).toContain('about to be deleted');
  expect((await ada.mails(1)).filter((subject) => subject.includes('500 credits for'))).toEqual([]);
});

test('what was paid before the deletion is kept, however often Stripe tells of it afterwards', async () => {
  const ada = await shop.customer();
  await ada.buy('pack', '500');
  await shop.settled();
  await leave(ada);
  // As after a queue that lost everything: each event is handled anew.
  await shop.deps.db.stripeEvent.updateMany({ data: { handledAt: null } });
  await reconcile(shop.deps);
  await shop.settled();
  expect(await refunded(ada)).toEqual([0]);
  expect(await ada.balance()).toBe(500);
});

test('Stripe’s portal is closed to whoever is leaving; a page of it that was open changes nothing for good', async () => {
  const ada = await shop.customer();
  await ada.buy('plan', 'pro');
  await shop.settled();
  const url = await openPortal(shop.deps, ada);
  const subscription = await ada.subscription();
  await leave(ada);
  await shop.settled();
  expect(planAt(subscription)).toMatchObject({ cancel_at_period_end: true });
  await expect(openPortal(shop.deps, ada)).rejects.toMatchObject({ code: 'deletion_under_way' });

  await submit(url, { subscription, action: 'resume' });
  // It goes on for as long as the event takes.
  const endsAgain = () => expect(planAt(subscription)).toMatchObject({ cancel_at_period_end: true });
  await vi.waitFor(endsAgain, 30_000);
  await shop.settled();
  const price = [...shop.stripe.objects.prices.values()].find(({ lookup_key: key }) => key === 'upixel_studio_monthly');
  await submit(url, { subscription, action: 'switch', price: price?.id ?? '' });
  const [charge, first] = await vi.waitFor(async () => {
    const charges = await ada.charges();
    expect(charges[0]?.amount).toBeGreaterThan(0);
    expect(charges.map(({ amount_refunded: back }) => back)).toEqual([charges[0]?.amount, 0]);
    return charges;
  }, 30_000);
  await shop.settled();
  expect([charge?.amount_refunded, first?.amount_refunded]).toEqual([charge?.amount, 0]);
  expect(await ada.balance()).toBe(plans.pro.monthlyCredits);
  await vi.waitFor(endsAgain, 30_000);

  expect(await stopDeletion(shop.deps, { userId: ada.userId })).toEqual({ plansGoOn: true });
  await shop.settled();
  expect(planAt(subscription)).toMatchObject({ cancel_at_period_end: false });
  await openPortal(shop.deps, ada);
});

test('a plan paid on a page that was open is refunded and ends at once', async () => {
  const ada = await shop.customer();
  const { checkoutId } = await ada.begin('plan', 'pro');
  shop.stripe.faults.add({ on: /^WEBHOOK/, do: { type: 'late', ms: 60_000 }, times: 20 });
  await ada.pay(checkoutId);
  await leave(ada);
  shop.stripe.faults.clear();
  shop.stripe.clock.advance(60_000);
  await shop.settled();
  expect(await refunded(ada)).toEqual([900]);
  expect(await ada.balance()).toBe(0);
  const { stripeId } = await shop.deps.db.subscription.findFirstOrThrow({ where: { walletId: ada.walletId } });
  expect(planAt(stripeId)).toMatchObject({ status: 'canceled' });
});

test('money that arrives after the erasure goes back, too', async () => {
  const ada = await shop.customer();
  const { checkoutId } = await ada.begin('pack', '500');
  await ada.pay(checkoutId, 'debit');
  await shop.settled();
  const [intent] = [...shop.stripe.objects.paymentIntents.values()].slice(-1);
  const { erasureId } = await leave(ada);
  await shop.deps.db.erasure.update({ where: { id: erasureId }, data: { dueAt: new Date(Date.now() - 1_000) } });
  await vi.waitFor(
    async () => {
      await runErasure(shop.deps, erasureId);
      expect((await shop.deps.db.erasure.findUniqueOrThrow({ where: { id: erasureId } })).state).toBe('done');
    },
    { timeout: 20_000, interval: 100 },
  );
  shop.stripe.people.settle(intent?.id ?? '', 'succeeds');
  await shop.settled();
  const charges = [...shop.stripe.objects.charges.values()].filter(({ payment_intent: id }) => id === intent?.id);
  expect(charges).toMatchObject([{ amount_refunded: 500 }]);
});

test('a plan that was canceled at Stripe a moment before is not let go on by stopping a deletion', async () => {
  const ada = await shop.customer();
  await ada.buy('plan', 'pro');
  await shop.settled();
  const subscription = await ada.subscription();
  const url = await openPortal(shop.deps, ada);
  // Stripe tells of it too late.
  shop.stripe.faults.add({ on: /^WEBHOOK/, do: { type: 'late', ms: 60_000 }, times: 20 });
  await submit(url, { subscription, action: 'cancel' });
  await leave(ada);
  expect(await stopDeletion(shop.deps, { userId: ada.userId })).toEqual({ plansGoOn: true });
  expect(planAt(subscription)).toMatchObject({ cancel_at_period_end: true });
  shop.stripe.faults.clear();
  shop.stripe.clock.advance(60_000);
  await shop.settled();
});

test('a team’s data that is about to be deleted takes no payment, and money for a wallet that is nobody’s goes back', async () => {
  const ada = await shop.customer();
  const team = await buildTeam(shop.deps, {});
  const { checkoutId } = await ada.begin('pack', '500', { walletId: team.walletId });
  // As if it had been deleted while the page was being made.
  await shop.deps.db.workspace.update({ where: { id: team.workspaceId }, data: { walletId: null } });
  await expect(ada.begin('pack', '500', { walletId: team.walletId })).rejects.toMatchObject({
    code: 'deletion_under_way',
  });
  await ada.pay(checkoutId);
  await shop.settled();
  expect(await shop.deps.db.payment.findMany({ where: { walletId: team.walletId } })).toMatchObject([
    { credits: 0, amountRefunded: 500, status: 'refunded' },
  ]);

  const other = await buildTeam(shop.deps, {});
  await shop.deps.db.erasure.create({
    data: { kind: 'workspace', workspaceId: other.workspaceId, dueAt: new Date(Date.now() + 60_000) },
  });
  await expect(ada.begin('pack', '500', { walletId: other.walletId })).rejects.toMatchObject({
    code: 'deletion_under_way',
  });
});

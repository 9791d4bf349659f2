import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { age, buildSubscription, packPayment, pay, planPayment } from '#test/builders/payment.ts';
import { buildRequest, settleRuns } from '#test/builders/request.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { withKeys } from '#test/keys.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { unlink } from '#test/unlink.ts';
import { identify } from '../../accounts/identify.ts';
import { findFaultyWallets } from '../../credits/audit.ts';
import { findLedger } from '../../credits/ledger.ts';
import { ledgerWords } from '../../credits/ledger-words.ts';
import { createDatabase, type Database } from '../../database/client.ts';
import type { Failure } from '../../failure.ts';
import { requestGeneration } from '../../generations/request.ts';
import { claimRuns } from '../../generations/submission.ts';
import { giveCredits } from '../../gifts/give.ts';
import { undoGift } from '../../gifts/undo.ts';
import { createLog } from '../../log.ts';
import { defaultModel, findImageModel } from '../../models/catalogue.ts';
import type { SoldPrice } from '../../ports/payments.ts';
import { createSeal } from '../../seal.ts';
import { dayWords } from '../../words.ts';
import { plans } from '../plans.ts';
import { soldPlan } from '../sync/sold-plan.ts';
import { disputePayment } from './dispute-payment.ts';
import { expireLots } from './expire-lots.ts';
import { grantFreeMonth } from './free-month.ts';
import { receivePayment } from './receive-payment.ts';
import { refundPayment } from './refund-payment.ts';

let database: TestDatabase;
let db: Database;
const seal = createSeal(Buffer.alloc(32));
const dayMs = 24 * 3600_000;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url);
});
afterAll(async () => {
  expect(await findFaultyWallets({ db })).toEqual([]);
  await db.$disconnect();
  await database.close();
});

const balanceOf = async ({ walletId }: TestUser) =>
  (await db.wallet.findUniqueOrThrow({ where: { id: walletId } })).balance;
const mailsAbout = async (key: 'paymentId' | 'subscriptionId', id: string) =>
  (await db.mail.findMany({ where: { about: { path: [key], equals: id } }, orderBy: { createdAt: 'asc' } })).map(
    ({ kind, about }) => ({ kind, ...(about as object) }),
  );
const words = async ({ walletId }: TestUser) =>
  (await findLedger(withKeys({ db }), walletId, { filter: { since: null, before: null }, limit: 100 })).map((line) =>
    ledgerWords(line),
  );

async function ask({ identityId }: TestUser, count: number, model = defaultModel): Promise<string> {
  const generation = await requestGeneration(withKeys({ db, seal }), buildRequest(identityId, { model, count }));
  if (!generation) throw new Error('not accepted');
  return generation.id;
}
const refusal = (work: Promise<unknown>) => work.then(() => undefined).catch((error: Failure) => error);

const fail = (generationId: string) => settleRuns({ db }, generationId, 0, 'failed');

test('a payment is granted once, whatever comes twice at the same moment, and its event and mail with it', async () => {
  const account = await buildUser({ db });
  const eventId = `evt_${randomUUID()}`;
  await db.stripeEvent.create({ data: { id: eventId, type: 'checkout.session.completed' } });
  const payment = packPayment(account, { eventId });
  const results = await Promise.all(Array.from({ length: 8 }, () => receivePayment({ db }, payment)));
  expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set(results.map(({ paymentId }) => paymentId)).size).toBe(1);
  expect(await balanceOf(account)).toBe(500);
  expect((await db.stripeEvent.findUniqueOrThrow({ where: { id: eventId } })).handledAt).not.toBeNull();
  expect(await mailsAbout('paymentId', results[0]?.paymentId ?? '')).toMatchObject([{ kind: 'receipt' }]);
  // The invoice comes later: the payment's row is completed, and nothing is granted for it.
  await receivePayment(
    { db },
    { ...payment, invoiceId: 'in_later', receiptUrl: 'https://stripe.example/invoice/later' },
  );
  const [row] = await db.payment.findMany({ where: { walletId: account.walletId }, include: { lot: true } });
  expect(row).toMatchObject({
    invoiceId: 'in_later',
    receiptUrl: 'https://stripe.example/invoice/later',
    lot: { origin: 'purchase', expiresAt: null, balance: 500, grantKey: `payment:${payment.paymentIntentId}` },
  });
  expect(await words(account)).toEqual(['Bought 500 credits for $5.00']);
});

test('a plan’s credits are good until a month after their period, and are spent before bought ones', async () => {
  const account = await buildUser({ db });
  await pay({ db }, packPayment(account));
  const { stripeId } = await buildSubscription({ db }, account);
  const now = new Date();
  const firstOf = (month: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, 1, 10));
  const [periodStart, periodEnd] = [firstOf(0), firstOf(1)];
  const { lot } = await pay({ db }, planPayment(account, stripeId, { periodStart, periodEnd }));
  expect(lot?.expiresAt).toEqual(firstOf(2));
  await ask(account, 4);
  const lots = await db.lot.findMany({ where: { walletId: account.walletId }, orderBy: { origin: 'asc' } });
  expect(lots.map(({ origin, balance }) => [origin, balance])).toEqual([
    ['purchase', 500],
    ['plan', plans.pro.monthlyCredits - 4 * defaultModel.priceCredits],
  ]);
  expect(await words(account)).toContain(`Pro, ${dayWords(periodStart)} – ${dayWords(periodEnd)}`);
});

test('what a smaller plan gave back beyond what it charged, later months bring less', async () => {
  const account = await buildUser({ db });
  const { stripeId } = await buildSubscription({ db }, account);
  const month = (credits: number, amount = 900) => pay({ db }, planPayment(account, stripeId, { credits, amount }));
  expect((await month(-1500, 0)).credits).toBe(0);
  expect((await month(1000)).credits).toBe(0);
  expect((await month(1000)).credits).toBe(500);
  expect((await month(1000)).credits).toBe(1000);
  expect(await balanceOf(account)).toBe(1500);
});

test('money back for a month that set off a debt makes it owed again, and no longer where the refund fails', async () => {
  const account = await buildUser({ db });
  const { stripeId } = await buildSubscription({ db }, account);
  const month = (credits = 1000, amount = 900) => pay({ db }, planPayment(account, stripeId, { credits, amount }));
  const owed = async () => (await db.wallet.findUniqueOrThrow({ where: { id: account.walletId } })).creditsOwed;
  await month(-2300, 0);
  const first = await month();
  const second = await month();
  expect([await owed(), first.credits, second.credits, await balanceOf(account)]).toEqual([300, 0, 0, 0]);

  const refund = (amountRefunded: number, amountFailed = 0) =>
    refundPayment({ db }, { paymentIntentId: first.paymentIntentId ?? '', amountRefunded, amountFailed });
  await refund(450);
  expect(await owed()).toBe(800);
  await refund(900);
  await refund(900);
  expect(await owed()).toBe(1300);
  await refund(900, 900);
  expect(await owed()).toBe(300);

  const lose = () => {
    const dispute = { paymentIntentId: second.paymentIntentId ?? '', disputeId: `du_${second.id}` };
    return disputePayment({ db }, { ...dispute, status: 'lost' });
  };
  await lose();
  await lose();
  expect(await owed()).toBe(1300);

  // Later months settle the new debt; if that refund then fails, those months were rightly paid for.
  await refund(1800, 900);
  expect(await owed()).toBe(2300);
  for (const brings of [0, 0, 700]) expect((await month()).credits).toBe(brings);
  expect(await refund(1800, 1800)).toMatchObject({ outcome: 'failed', returned: 1000 });
  expect([await owed(), await balanceOf(account)]).toEqual([0, 1700]);
});

test('what was away when half of its money went back is settled once it comes back', async () => {
  const [ada, grace] = [await buildUser({ db }), await buildUser({ db })];
  const buy = async () => {
    const { paymentIntentId } = await pay({ db }, packPayment(ada));
    return (amountRefunded: number, amountFailed = 0) =>
      refundPayment({ db }, { paymentIntentId: paymentIntentId ?? '', amountRefunded, amountFailed });
  };
  const gift = { fromIdentityId: ada.identityId, toIdentityId: grace.identityId, fromName: 'Ada', toName: 'Grace' };
  const give = () => giveCredits(withKeys({ db }), { ...gift, requestKey: randomUUID(), amount: 500, message: '' });
  const undo = (giftId = '') => undoGift(withKeys({ db }), giftId, { identityId: ada.identityId, userId: null });

  const refundHalf = await buy();
  const half = await give();
  expect(await refundHalf(250)).toMatchObject({ taken: 0, missing: 250 });
  await undo(half);
  expect([await balanceOf(ada), await balanceOf(grace)]).toEqual([250, 0]);
  expect((await words(ada))[0]).toBe('Taken back: came back after the money for it was refunded');
  await refundHalf(250, 250);
  expect(await balanceOf(ada)).toBe(500);
  await refundHalf(750, 250);
  expect(await balanceOf(ada)).toBe(0);

  // Held by a request that is canceled.
  const refundMost = await buy();
  const model = findImageModel('rd-plus') ?? defaultModel;
  const generation = await ask(ada, 4, model);
  const rest = 500 - 4 * model.priceCredits;
  expect(await refundMost(490)).toMatchObject({ taken: rest, missing: 490 - rest });
  await db.$queryRaw`SELECT outcome FROM cancel_generation(${generation}::uuid, ${ada.identityId}::uuid, ${ada.userId}::uuid)`;
  expect(await balanceOf(ada)).toBe(10);
  await refundMost(500);

  // Void while all of it was refunded, and again available if only half of that arrived.
  const refundAll = await buy();
  const all = await give();
  await refundAll(500);
  await undo(all);
  expect(await balanceOf(ada)).toBe(0);
  expect(await refundAll(500, 250)).toMatchObject({ outcome: 'failed', returned: 250 });
  expect(await balanceOf(ada)).toBe(250);
});

test('refunds take back the same share of the credits, rounded up, and never more than is left', async () => {
  const account = await buildUser({ db });
  const { paymentIntentId, id, lotId } = await pay({ db }, packPayment(account));
  const refund = (amountRefunded: number) =>
    refundPayment({ db }, { paymentIntentId: paymentIntentId ?? '', amountRefunded });
  const results = await Promise.all([refund(101), refund(101)]);
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(['refunded', 'unchanged']);
  expect(results.find(({ outcome }) => outcome === 'refunded')).toMatchObject({ taken: 101, missing: 0 });
  const partly = await db.payment.findUniqueOrThrow({ where: { id } });
  expect(partly).toMatchObject({ status: 'partly_refunded', amountRefunded: 101 });
  const generation = await ask(account, 4, findImageModel('rd-plus'));
  const left = await balanceOf(account);
  expect(await refund(500)).toMatchObject({ taken: left, missing: 399 - left });
  expect(await refund(101)).toMatchObject({ outcome: 'unchanged' }); // read earlier, arrived later
  expect(await balanceOf(account)).toBe(0);
  // Credits that come back to it now were already paid back.
  await fail(generation);
  expect(await balanceOf(account)).toBe(0);
  expect(await db.lot.findUniqueOrThrow({ where: { id: lotId ?? '' } })).toMatchObject({ balance: 0 });
  expect((await words(account)).slice(0, 5)).toEqual([
    'Void: the payment for these credits went back to you',
    expect.stringMatching(/^Back for 4 pictures that were not made/),
    'Taken back: refund of $3.99',
    expect.stringMatching(/^4 pictures/),
    'Taken back: refund of $1.01',
  ]);
  expect(await mailsAbout('paymentId', id)).toMatchObject([
    { kind: 'receipt' },
    { kind: 'refund', amount: 101, taken: 101, missing: 0 },
    { kind: 'refund', amount: 399, taken: left, missing: 399 - left },
  ]);
  expect(await refundPayment({ db }, { paymentIntentId: 'pi_of_somebody_else', amountRefunded: 1 })).toMatchObject({
    outcome: 'unknown',
  });
});

test('a disputed payment’s credits are frozen; won, they thaw, and have lost no time', async () => {
  const account = await buildUser({ db });
  const { stripeId } = await buildSubscription({ db }, account);
  const { paymentIntentId, lotId, id, lot } = await pay({ db }, planPayment(account, stripeId));
  await pay({ db }, packPayment(account, { credits: 3 }));
  const dispute = (status: 'open' | 'won' | 'lost') =>
    disputePayment({ db }, { paymentIntentId: paymentIntentId ?? '', disputeId: 'du_1', status });
  expect(await dispute('open')).toMatchObject({ outcome: 'opened' });
  expect(await dispute('open')).toMatchObject({ outcome: 'unchanged' });
  expect((await identify(withKeys({ db }), account.chatUser)).balance).toBe(3);
  const refused = await refusal(ask(account, 4));
  expect(refused).toMatchObject({ code: 'too_few_credits' });
  expect(refused?.message).toContain('you have 3 credits');
  await ask(account, 2);
  await db.$executeRaw`UPDATE lots SET frozen_at = frozen_at - interval '5 days' WHERE id = ${lotId}::uuid`;
  expect(await dispute('won')).toMatchObject({ outcome: 'won' });
  expect(await dispute('open')).toMatchObject({ outcome: 'unchanged' }); // read before it was won
  const thawed = await db.lot.findUniqueOrThrow({ where: { id: lotId ?? '' } });
  expect(thawed.frozenAt).toBeNull();
  const gainedMs = (thawed.expiresAt?.getTime() ?? 0) - (lot?.expiresAt?.getTime() ?? 0);
  expect(Math.round(gainedMs / dayMs)).toBe(5);
  await ask(account, 4);
  expect((await mailsAbout('paymentId', id)).slice(1)).toMatchObject([
    { kind: 'dispute', status: 'open', frozen: 1000, amount: 900 },
    { kind: 'dispute', status: 'won', frozen: 1000 },
  ]);
});

test('of two disputes about one payment, its credits thaw when neither is open; one lost is lost', async () => {
  const account = await buildUser({ db });
  const buy = async () => {
    const { paymentIntentId, id } = await pay({ db }, packPayment(account));
    return {
      dispute: (nth: 1 | 2, status: 'open' | 'won' | 'lost') =>
        disputePayment({ db }, { paymentIntentId: paymentIntentId ?? '', disputeId: `du_${nth}_${id}`, status }),
      row: () => db.payment.findUniqueOrThrow({ where: { id }, include: { lot: true } }),
    };
  };
  const won = await buy();
  await won.dispute(1, 'open');
  await won.dispute(2, 'open');
  expect(await won.dispute(1, 'won')).toMatchObject({ outcome: 'won', mailId: null });
  expect(await won.row()).toMatchObject({ status: 'disputed', lot: { frozenAt: expect.any(Date) } });
  expect(await won.dispute(1, 'open')).toMatchObject({ outcome: 'unchanged' });
  expect(await won.dispute(2, 'won')).toMatchObject({ outcome: 'won', mailId: expect.any(String) });
  expect(await won.row()).toMatchObject({ status: 'paid', lot: { frozenAt: null, balance: 500 } });

  const lost = await buy();
  await lost.dispute(1, 'open');
  await lost.dispute(2, 'open');
  expect(await lost.dispute(2, 'lost')).toMatchObject({ outcome: 'lost', taken: 500 });
  expect(await lost.dispute(1, 'won')).toMatchObject({ outcome: 'unchanged' });
  expect(await lost.row()).toMatchObject({ status: 'dispute_lost', lot: { balance: 0 } });
});

test('lost, what is left of them is taken back, and what comes later is void', async () => {
  const account = await buildUser({ db });
  const { paymentIntentId, id } = await pay({ db }, packPayment(account));
  const generation = await ask(account, 2);
  const dispute = { paymentIntentId: paymentIntentId ?? '', disputeId: `du_${id}` };
  const held = 2 * defaultModel.priceCredits;
  // The opening was never seen.
  expect(await disputePayment({ db }, { ...dispute, status: 'lost' })).toMatchObject({
    outcome: 'lost',
    taken: 500 - held,
    missing: held,
  });
  expect(await disputePayment({ db }, { ...dispute, status: 'open' })).toMatchObject({ outcome: 'unchanged' });
  await fail(generation);
  expect(await balanceOf(account)).toBe(0);
  expect(await db.payment.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'dispute_lost' });
  expect(await words(account)).toContain('Taken back: your bank reversed the payment of $5.00');
});

test('credits expire by themselves; what a failed image gives back is good for a week more', async () => {
  const account = await buildUser({ db });
  const { stripeId } = await buildSubscription({ db }, account);
  const { lotId } = await pay({ db }, planPayment(account, stripeId));
  const failing = await ask(account, 4);
  await age({ db }, lotId, 62 * dayMs);
  expect(await refusal(ask(account, 1))).toMatchObject({ code: 'too_few_credits' }); // before anybody swept
  await fail(failing);
  expect(await balanceOf(account)).toBe(4 * defaultModel.priceCredits);
  const { expiresAt } = await db.lot.findUniqueOrThrow({ where: { id: lotId ?? '' } });
  expect(Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / dayMs)).toBe(7);
  expect(await expireLots({ db })).toBe(0);
  await ask(account, 1);
  await age({ db }, lotId, 8 * dayMs);
  expect(await expireLots({ db })).toBe(3 * defaultModel.priceCredits);
  expect(await balanceOf(account)).toBe(0);
  expect((await words(account)).filter((text) => text.startsWith('Not used in time: Pro, '))).toHaveLength(2);
});

test('the free month comes once an account and once an identity, and not beside a plan', async () => {
  const free = plans.free.monthlyCredits;
  const account = await buildUser({ db });
  const who = await Promise.all(Array.from({ length: 6 }, () => identify(withKeys({ db }), account.chatUser)));
  expect(who.every(({ plan }) => plan === 'free')).toBe(true);
  expect(await balanceOf(account)).toBe(free);
  expect(await grantFreeMonth({ db }, account.userId)).toBe(false);
  const month = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  expect(await words(account)).toEqual([`Free, ${month.format(new Date())}`]);
  const [lot] = await db.lot.findMany({ where: { walletId: account.walletId } });
  const now = new Date();
  expect(lot?.expiresAt).toEqual(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2)));

  // Unlinked and linked to another account, the identity has had its month.
  await unlink({ db }, account);
  const other = await buildUser({ db });
  await db.$queryRaw`SELECT outcome FROM link_identity(${account.identityId}::uuid, ${other.userId}::uuid, 'x', NULL, NULL)`;
  expect((await identify(withKeys({ db }), account.chatUser)).balance).toBe(0);
  expect((await identify(withKeys({ db }), other.chatUser)).balance).toBe(free);
  expect(await grantFreeMonth({ db }, account.userId)).toBe(false); // it no longer has an identity

  const paying = await buildUser({ db });
  await buildSubscription({ db }, paying);
  expect(await identify(withKeys({ db }), paying.chatUser)).toMatchObject({ balance: 0, plan: 'pro' });
  expect(await grantFreeMonth({ db }, paying.userId)).toBe(false);
  const fresh = await buildUser({ db });
  expect(await grantFreeMonth({ db }, fresh.userId)).toBe(true);
  expect((await identify(withKeys({ db }), fresh.chatUser)).balance).toBe(free);
});

test('a plan raises what may be open and running; past due, it does so for seven days', async () => {
  const account = await buildUser({ db });
  const { stripeId } = await buildSubscription({ db }, account);
  await pay({ db }, planPayment(account, stripeId));
  const ids = await Promise.all(Array.from({ length: plans.pro.open }, () => ask(account, 1)));
  expect(await refusal(ask(account, 1))).toMatchObject({ code: 'too_many_open' });
  const claims = await Promise.all(ids.map((id) => claimRuns(withKeys({ db }), id)));
  expect(claims.filter((runs) => runs.length > 0)).toHaveLength(plans.pro.running);

  const overdue = { stripeId, status: 'past_due', pastDueSince: new Date(Date.now() - 6 * dayMs) } as const;
  const { mailId } = await buildSubscription({ db }, account, overdue);
  expect(mailId).not.toBeNull();
  expect((await buildSubscription({ db }, account, overdue)).mailId).toBeNull(); // notified once
  expect((await identify(withKeys({ db }), account.chatUser)).plan).toBe('pro');
  await db.$executeRaw`UPDATE subscriptions SET grace_until = grace_until - interval '2 days' WHERE stripe_id = ${stripeId}`;
  expect((await identify(withKeys({ db }), account.chatUser)).plan).toBe('free');
  await buildSubscription({ db }, account, { stripeId });
  expect((await identify(withKeys({ db }), account.chatUser)).plan).toBe('pro');
});

test('one subscription of a wallet goes on; what was read earlier and comes later changes nothing', async () => {
  const account = await buildUser({ db });
  const subscriptions = await Promise.all([buildSubscription({ db }, account), buildSubscription({ db }, account)]);
  expect(subscriptions.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
  const refused = subscriptions.find(({ isCurrent }) => !isCurrent)?.stripeId ?? '';
  const current = subscriptions.find(({ isCurrent }) => isCurrent)?.stripeId ?? '';
  const paid = await pay({ db }, planPayment(account, refused));
  expect(paid).toMatchObject({ credits: 0, lot: null, status: 'paid' });
  expect(await mailsAbout('paymentId', paid.id)).toEqual([]); // the refund notifies them

  const row = () => db.subscription.findUniqueOrThrow({ where: { stripeId: current } });
  const { readAt } = await row();
  const old = new Date(readAt.getTime() - 1000).toISOString();
  await buildSubscription({ db }, account, { stripeId: current, plan: 'studio', readAt: old });
  expect((await row()).plan).toBe('pro');
  await buildSubscription({ db }, account, { stripeId: current, plan: 'studio' });
  await buildSubscription({ db }, account, { stripeId: current, plan: 'studio', cancelAtPeriodEnd: true });
  await buildSubscription({ db }, account, { stripeId: current, plan: 'studio' });
  const ended = { stripeId: current, plan: 'studio', status: 'ended', endedAt: new Date() } as const;
  await buildSubscription({ db }, account, ended);
  await buildSubscription({ db }, account, { stripeId: current }); // it cannot come back
  const { id, endedAt } = await row();
  expect(endedAt).not.toBeNull();
  expect((await mailsAbout('subscriptionId', id)).map((mail) => 'change' in mail && mail.change)).toEqual([
    'switched',
    'ends',
    'goes_on',
    'ended',
  ]);
  expect((await buildSubscription({ db }, account)).isCurrent).toBe(true);
});

test('what a price brings is what was ever sold at it; what it says of itself only chooses among that', async () => {
  const log = createLog('silent', undefined);
  const at = (over: Partial<SoldPrice> = {}) =>
    soldPlan({ db, log }, { id: 'price_1', item: 'pro', amount: 900, currency: 'usd', says: 1_000, ...over });
  expect(await at()).toEqual({ item: 'pro', credits: 1_000 });
  for (const says of [999_999, null]) expect(await at({ says })).toEqual({ item: 'pro', credits: 1_000 });
  await expect(at({ amount: 1 })).rejects.toThrow('Nothing was ever sold at the price price_1');
  // An earlier price of the plan, as somebody once bought it.
  const { walletId, userId } = await buildUser({ db });
  const once = { kind: 'plan', item: 'pro', amount: 700, currency: 'usd', credits: 800 } as const;
  await db.checkout.create({ data: { id: randomUUID(), walletId, userId, ...once } });
  expect(await at({ amount: 700, says: 999_999 })).toEqual({ item: 'pro', credits: 800 });
  expect(await soldPlan({ db, log }, undefined)).toBeUndefined();
});

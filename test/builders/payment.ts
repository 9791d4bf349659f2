import { randomUUID } from 'node:crypto';
import { type ReceivedPayment, receivePayment } from '#core/billing/ledger/receive-payment.ts';
import { type ReadSubscription, readTime, saveSubscription } from '#core/billing/ledger/save-subscription.ts';
import { findItem } from '#core/billing/plans.ts';
import type { Deps } from '#core/deps.ts';
import type { TestUser } from './user.ts';

type WithDb = Pick<Deps, 'db'>;

type Owner = Pick<TestUser, 'walletId' | 'userId'>;

/** A pack's payment as read from Stripe. */
export const packPayment = (account: Owner, over: Partial<ReceivedPayment> = {}) =>
  buildPayment(account, { kind: 'pack', item: '500', ...over });

function buildPayment(
  account: Owner,
  over: Partial<ReceivedPayment> & Pick<ReceivedPayment, 'kind' | 'item'>,
): ReceivedPayment {
  const item = findItem(over.kind, over.item);
  if (!item) throw new Error(`There is no ${over.kind} ${over.item}`);
  return {
    walletId: account.walletId,
    userId: account.userId,
    paymentIntentId: `pi_${randomUUID()}`,
    invoiceId: null,
    checkoutId: null,
    subscription: null,
    amount: item.price.amount,
    currency: item.price.currency,
    credits: item.credits,
    receiptUrl: 'https://stripe.example/invoice/1',
    periodStart: null,
    periodEnd: null,
    paidAt: new Date(),
    ...over,
  };
}

const monthMs = 30 * 24 * 3600_000;

/** A payment for a month of a plan, likewise. */
export function planPayment(account: Owner, subscription: string, over: Partial<ReceivedPayment> = {}) {
  const periodStart = over.periodStart ?? new Date();
  return buildPayment(account, {
    kind: 'plan',
    item: 'pro',
    subscription,
    invoiceId: `in_${randomUUID()}`,
    periodStart,
    periodEnd: new Date(periodStart.getTime() + monthMs),
    ...over,
  });
}

export async function buildSubscription(
  deps: WithDb,
  account: Owner,
  over: Partial<ReadSubscription> = {},
): Promise<{ stripeId: string; isCurrent: boolean; mailId: string | null }> {
  const stripeId = over.stripeId ?? `sub_${randomUUID()}`;
  const saved = await saveSubscription(deps, {
    walletId: account.walletId,
    userId: account.userId,
    plan: 'pro',
    status: 'active',
    currentPeriodStart: new Date(),
    currentPeriodEnd: new Date(Date.now() + monthMs),
    cancelAtPeriodEnd: false,
    pastDueSince: null,
    payUrl: null,
    endedAt: null,
    readAt: await readTime(deps),
    ...over,
    stripeId,
  });
  return { stripeId, ...saved };
}

/** Receives the payment and returns it with its lot. */
export async function pay(deps: WithDb, payment: ReceivedPayment) {
  const { paymentId } = await receivePayment(deps, payment);
  return deps.db.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { lot: true } });
}

/** Lets time pass for a lot: its expiry moves nearer by `ms`. */
export async function age(deps: WithDb, lotId: string | null, ms: number): Promise<void> {
  await deps.db
    .$executeRaw`UPDATE lots SET expires_at = expires_at - ${ms}::bigint * interval '1 millisecond' WHERE id = ${lotId}::uuid`;
}

import { randomUUID } from 'node:crypto';
import { buildDiscordId } from '../accounts/testing.ts';
import type { Deps } from '../deps.ts';
import { type ReceivedPayment, receivePayment } from './books/receive-payment.ts';
import { type ReadSubscription, readTime, saveSubscription } from './books/save-subscription.ts';
import { findItem } from './plans.ts';

type WithDb = Pick<Deps, 'db'>;

export interface TestAccount {
  userId: string;
  walletId: string;
  identityId: string;
  email: string;
  /** As the chat knows them. */
  chatUser: { platform: 'discord'; teamId: string; userId: string };
}

type Owner = Pick<TestAccount, 'walletId' | 'userId'>;

/** An account with a linked identity, and not a credit. */
export async function buildAccount({ db }: WithDb): Promise<TestAccount> {
  const userId = randomUUID();
  const email = `${userId}@example.com`;
  const { walletId } = await db.user.create({ data: { id: userId, email, emailVerified: true } });
  const identityId = randomUUID();
  const externalId = buildDiscordId();
  const linkedAt = new Date();
  await db.identity.create({
    data: { id: identityId, platform: 'discord', externalId, walletId, userId, name: 'ada', linkedAt },
  });
  return { userId, walletId, identityId, email, chatUser: { platform: 'discord', teamId: '', userId: externalId } };
}

/** What a pack's payment looks like once it was read from Stripe. */
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

/** What a month of a plan looks like, likewise. */
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

/** Receives it and says with which lot. */
export async function pay(deps: WithDb, payment: ReceivedPayment) {
  const { paymentId } = await receivePayment(deps, payment);
  return deps.db.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { lot: true } });
}

/** Time goes by for a lot: its expiry is that much nearer. */
export async function age(deps: WithDb, lotId: string | null, ms: number): Promise<void> {
  await deps.db
    .$executeRaw`UPDATE lots SET expires_at = expires_at - ${ms}::bigint * interval '1 millisecond' WHERE id = ${lotId}::uuid`;
}

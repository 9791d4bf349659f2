import { sendWritten } from '../../mail/send-mail.ts';
import { readTime, saveSubscription } from '../books/save-subscription.ts';
import { isPlanKey } from '../plans.ts';
import type { SyncDeps } from './deps.ts';

export interface SyncedSubscription {
  walletId: string;
  userId: string;
  checkoutId: string;
  /** Its periods are counted in months from here. */
  anchor: Date;
  /** False: it was a second one, and is canceled. */
  isCurrent: boolean;
}

/** Writes down how a subscription is now. Undefined where it is not one of ours. */
export async function syncSubscription(
  deps: SyncDeps,
  stripeId: string,
  eventId?: string,
): Promise<SyncedSubscription | undefined> {
  const readAt = await readTime(deps);
  const state = await deps.payments.readSubscription(stripeId);
  const { marks, sold, overdue } = state;
  if (!marks || !sold || !isPlanKey(sold.item)) {
    deps.log.info({ subscription: stripeId }, 'a subscription that is not ours');
    return undefined;
  }
  const { walletId, userId, checkoutId } = marks;
  await syncOther(deps, walletId, stripeId);
  const { isCurrent, mailId } = await saveSubscription(deps, {
    eventId,
    walletId,
    userId,
    stripeId,
    readAt,
    plan: sold.item,
    status: state.status,
    currentPeriodStart: state.periodStart,
    currentPeriodEnd: state.periodEnd,
    cancelAtPeriodEnd: state.cancelAtPeriodEnd,
    pastDueSince: overdue?.since ?? null,
    payUrl: overdue?.payUrl ?? null,
    endedAt: state.endedAt,
  });
  await sendWritten(deps, mailId);
  if (!isCurrent && state.status !== 'ended') {
    await deps.payments.cancelSubscription(stripeId);
    deps.log.warn({ walletId, subscription: stripeId }, 'a second plan was canceled');
  }
  return { walletId, userId, checkoutId, anchor: state.anchor, isCurrent };
}

/** What the wallet has in our books may have ended at Stripe without our knowing: then this one is no second one. */
async function syncOther(deps: SyncDeps, walletId: string, stripeId: string): Promise<void> {
  const other = await deps.db.subscription.findFirst({
    where: { walletId, endedAt: null, stripeId: { not: stripeId } },
  });
  if (other) await syncSubscription(deps, other.stripeId);
}

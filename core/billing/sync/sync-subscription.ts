import { sendWritten } from '../../mail/send-mail.ts';
import type { ReadSubscriptionState } from '../../ports/payments.ts';
import { isLeaving } from '../../privacy/erasure/leaving.ts';
import { readTime, saveSubscription } from '../ledger/save-subscription.ts';
import { isPlanKey } from '../plans.ts';
import type { SyncDeps } from './deps.ts';
import { soldPlan } from './sold-plan.ts';

export interface SyncedSubscription {
  walletId: string;
  userId: string | null;
  checkoutId: string | null;
  /** Its periods are counted in months from here. */
  anchor: Date;
  /** False: it was a second one, and is canceled. */
  isCurrent: boolean;
}

/**
 * Records a subscription's state, and tells Stripe what follows from it: its event is handled only then, so that it is tried again. Undefined if it is
 * not one of ours.
 */
export async function syncSubscription(deps: SyncDeps, stripeId: string): Promise<SyncedSubscription | undefined> {
  const readAt = await readTime(deps);
  const state = await deps.payments.readSubscription(stripeId);
  const { overdue } = state;
  const owner = state.sold && (await ownerOf(deps, state));
  const sold = owner && (await soldPlan(deps, state.sold));
  if (!owner || !sold || !isPlanKey(sold.item)) {
    deps.log.info({ subscription: stripeId }, 'a subscription that is not ours');
    return undefined;
  }
  const { walletId, userId, checkoutId } = owner;
  await syncOther(deps, walletId, stripeId);
  const { isCurrent, mailId } = await saveSubscription(deps, {
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
  const goesOn = isCurrent && state.status !== 'ended' && !state.cancelAtPeriodEnd;
  if (goesOn && (await isLeaving(deps, userId))) {
    await deps.payments.endPlanLater(stripeId, true);
    deps.log.warn({ walletId, subscription: stripeId }, 'a plan of somebody who is leaving is set to end again');
  }
  return { walletId, userId, checkoutId, anchor: state.anchor, isCurrent };
}

/** The wallet's subscription in our database may have ended at Stripe without our knowing: then this one is not a second one. */
async function syncOther(deps: SyncDeps, walletId: string, stripeId: string): Promise<void> {
  const other = await deps.db.subscription.findFirst({
    where: { walletId, endedAt: null, stripeId: { not: stripeId } },
  });
  if (other) await syncSubscription(deps, other.stripeId);
}

/** Its owner: as already recorded, or found by the paying customer and the checkouts begun for their wallet. */
async function ownerOf({ db }: SyncDeps, { id: stripeId, customerId, hint }: ReadSubscriptionState) {
  const known = await db.subscription.findUnique({ where: { stripeId }, select: { walletId: true, userId: true } });
  const customer = known || customerId === null ? null : await db.customer.findUnique({ where: { id: customerId } });
  // The previous version had one customer per wallet.
  const wallet =
    known || customer || customerId === null ? null : await db.wallet.findUnique({ where: { customerId } });
  const walletId = known?.walletId ?? customer?.walletId ?? wallet?.id;
  if (walletId === undefined) return undefined;
  const begun = await db.checkout.findMany({
    where: { walletId, kind: 'plan' },
    orderBy: { createdAt: 'desc' },
    take: 50,
  });
  const checkout = begun.find(({ id }) => id === hint) ?? (known ? undefined : begun[0]);
  return {
    walletId,
    userId: known ? known.userId : (customer?.userId ?? checkout?.userId ?? null),
    checkoutId: checkout?.id ?? null,
  };
}

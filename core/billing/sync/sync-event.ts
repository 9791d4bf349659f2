import { type EventType, isGone, isHandled, type PaymentEvent } from '../../ports/payments.ts';
import type { SyncDeps } from './deps.ts';
import { syncCheckout } from './sync-checkout.ts';
import { syncDispute } from './sync-dispute.ts';
import { syncInvoice } from './sync-invoice.ts';
import { syncRefund, syncRefundedCharge } from './sync-refund.ts';
import { syncSubscription } from './sync-subscription.ts';

/** Records an object's state, whatever happened to it. The event may be marked handled in the resulting transaction, if nothing follows that. */
type Sync = (deps: SyncDeps, objectId: string, eventId: string) => Promise<unknown>;

const syncs: Record<EventType, Sync> = {
  'checkout.session.completed': syncCheckout,
  'checkout.session.async_payment_succeeded': syncCheckout,
  'checkout.session.async_payment_failed': syncCheckout,
  'checkout.session.expired': syncCheckout,
  'invoice.paid': syncInvoice,
  'invoice.payment_failed': syncInvoice,
  'customer.subscription.created': syncSubscription,
  'customer.subscription.updated': syncSubscription,
  'customer.subscription.deleted': syncSubscription,
  'charge.refunded': syncRefundedCharge,
  // No other event reports a canceled refund.
  'refund.updated': syncRefund,
  'refund.failed': syncRefund,
  'charge.dispute.created': syncDispute,
  'charge.dispute.closed': syncDispute,
};

/** Handles a Stripe event once; repeating it is harmless, in any order. */
export async function syncEvent(deps: SyncDeps, eventId: string): Promise<void> {
  const known = await deps.db.stripeEvent.findUnique({ where: { id: eventId } });
  if (known?.handledAt) return;
  const event = await readEvent(deps, eventId);
  if (event) {
    const { type, objectId } = event;
    if (!known) await deps.db.stripeEvent.createMany({ data: { id: eventId, type }, skipDuplicates: true });
    if (isHandled(type)) await syncs[type](deps, objectId, eventId);
    deps.log.info({ eventId, type, objectId }, 'payment event handled');
  }
  // One that moved no money, or after which something was to do at Stripe.
  await deps.db.stripeEvent.updateMany({ where: { id: eventId, handledAt: null }, data: { handledAt: new Date() } });
}

/** Stripe forgets events after 30 days. Undefined then; the next event about the object, if any, catches up. */
async function readEvent(deps: SyncDeps, eventId: string): Promise<PaymentEvent | undefined> {
  try {
    return await deps.payments.readEvent(eventId);
  } catch (error) {
    if (!isGone(error)) throw error;
    deps.log.error({ eventId }, 'a payment event is gone at Stripe before it was handled');
    return undefined;
  }
}

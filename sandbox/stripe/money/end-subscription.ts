import type { Subscription } from '../objects/stored.ts';
import type { World } from '../world.ts';

type Reason = NonNullable<NonNullable<Subscription['cancellation_details']>['reason']>;

/** Ends it now, for good: Stripe never reactivates a canceled subscription. */
export function endSubscription(world: World, subscription: Subscription, reason: Reason) {
  const now = world.agenda.nowS();
  subscription.status = 'canceled';
  subscription.canceled_at ??= now;
  subscription.ended_at = now;
  subscription.cancellation_details = {
    comment: subscription.cancellation_details?.comment ?? null,
    feedback: subscription.cancellation_details?.feedback ?? null,
    feedback_option: null,
    reason,
  };
  world.agenda.drop('endPeriod', subscription.id);
  for (const invoice of world.objects.invoices.values()) {
    if (invoice.parent?.subscription_details?.subscription !== subscription.id) continue;
    // Unpaid invoices stay open, but nobody tries the card again.
    world.agenda.drop('finalizeInvoice', invoice.id);
    world.agenda.drop('retryInvoice', invoice.id);
    if (invoice.status !== 'draft' && invoice.status !== 'open') continue;
    invoice.auto_advance = false;
    invoice.next_payment_attempt = null;
  }
  world.objects.pendingLines.delete(subscription.id);
  world.emit('customer.subscription.deleted', subscription);
}

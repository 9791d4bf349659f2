import { change } from '../objects/need.ts';
import type { Invoice, Subscription } from '../objects/stored.ts';
import { dayMs, type World } from '../world.ts';
import { endSubscription } from './end-subscription.ts';

export function subscriptionOf({ objects }: World, invoice: Invoice): Subscription | undefined {
  return objects.subscriptions.get(invoice.parent?.subscription_details?.subscription ?? '');
}

/** A failed payment of a subscription's invoice: past due, and retried until the days are used up. */
export function renewalFailed(world: World, invoice: Invoice) {
  const subscription = subscriptionOf(world, invoice);
  const finalizedMs = (invoice.status_transitions.finalized_at ?? invoice.created) * 1000;
  // A person's own retry does not use up one of Stripe's.
  const left = world.rules.retryAfterDays.map((days) => finalizedMs + days * dayMs);
  const next = left.find((atMs) => atMs > world.agenda.nowMs());
  world.agenda.drop('retryInvoice', invoice.id);
  invoice.next_payment_attempt = subscription && next !== undefined ? Math.floor(next / 1000) : null;
  world.emit('invoice.payment_failed', invoice);
  if (!subscription || subscription.ended_at) return;
  if (next !== undefined) {
    world.agenda.add('retryInvoice', invoice.id, next);
    setStatus(world, subscription, 'past_due');
  } else if (world.rules.afterLastRetry === 'cancel') endSubscription(world, subscription, 'payment_failed');
  else setStatus(world, subscription, 'unpaid');
}

/** The latest invoice decides: once it is paid, the subscription is active again. */
export function renewalPaid(world: World, invoice: Invoice) {
  const subscription = subscriptionOf(world, invoice);
  if (!subscription || subscription.latest_invoice !== invoice.id) return;
  if (subscription.status === 'past_due' || subscription.status === 'unpaid') setStatus(world, subscription, 'active');
}

function setStatus(world: World, subscription: Subscription, status: Subscription['status']) {
  const previous = change(subscription, { status });
  if (Object.keys(previous).length > 0) world.emit('customer.subscription.updated', subscription, previous);
}

import { createInvoice } from '../objects/invoice.ts';
import { change, need } from '../objects/need.ts';
import type { Subscription } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { collectInvoice, finalizeInvoice } from './collect-invoice.ts';
import { subscriptionOf } from './dunning.ts';
import { endSubscription } from './end-subscription.ts';
import { periodEnd } from './periods.ts';
import { methodOf, periodLines, periodOf } from './subscription-lines.ts';

/** A renewal's invoice stays a draft for about an hour before it is charged. */
const draftMs = 3600_000;

/** The period is over: the subscription ends, if that was requested, or the next period begins and is billed. */
export function endPeriod(world: World, id: string) {
  const subscription = world.objects.subscriptions.get(id);
  if (!subscription || subscription.ended_at) return;
  const over = periodOf(subscription);
  if (subscription.cancel_at !== null && subscription.cancel_at <= world.agenda.nowS())
    return endSubscription(world, subscription, 'cancellation_requested');
  if (world.agenda.nowS() < over.end) return watchPeriod(world, subscription);
  const previousItems = JSON.parse(JSON.stringify(subscription.items));
  for (const item of subscription.items.data) {
    if (!item.price.recurring) continue;
    item.current_period_start = over.end;
    item.current_period_end = periodEnd(subscription.billing_cycle_anchor, over.end, item.price.recurring);
  }
  const lines = [...(world.objects.pendingLines.get(id) ?? []), ...periodLines(world, subscription)];
  world.objects.pendingLines.delete(id);
  const latest = subscription.latest_invoice;
  const invoice = createInvoice(world, {
    customer: subscription.customer,
    currency: subscription.currency,
    reason: 'subscription_cycle',
    lines,
    subscription,
    automaticTax: subscription.automatic_tax.enabled,
    period: over,
  });
  world.emit('customer.subscription.updated', subscription, { items: previousItems, latest_invoice: latest });
  watchPeriod(world, subscription);
  // An unpaid subscription's invoices stay drafts until somebody pays the old ones.
  if (subscription.status === 'unpaid') return void change(invoice, { auto_advance: false });
  invoice.automatically_finalizes_at = world.agenda.nowS() + draftMs / 1000;
  world.agenda.add('finalizeInvoice', invoice.id, world.agenda.nowMs() + draftMs);
}

/** The hour is over: the draft is finalized and charged. */
export function finalizeRenewal(world: World, id: string) {
  const invoice = need(world.objects.invoices, 'invoice', id);
  if (invoice.status !== 'draft') return;
  const subscription = subscriptionOf(world, invoice);
  finalizeInvoice(world, invoice);
  collectInvoice(world, invoice, subscription ? methodOf(world, subscription) : null);
}

export function retryInvoice(world: World, id: string) {
  const invoice = need(world.objects.invoices, 'invoice', id);
  const subscription = subscriptionOf(world, invoice);
  if (invoice.status === 'open' && subscription) collectInvoice(world, invoice, methodOf(world, subscription));
}

/** Puts the end of the period on the agenda, or the earlier end of the subscription. */
export function watchPeriod(world: World, subscription: Subscription) {
  world.agenda.drop('endPeriod', subscription.id);
  const { end } = periodOf(subscription);
  const at = Math.min(end, subscription.cancel_at ?? end);
  world.agenda.add('endPeriod', subscription.id, at * 1000);
}

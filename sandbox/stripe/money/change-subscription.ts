import { invalid, Refusal } from '../api/errors.ts';
import { createInvoice } from '../objects/invoice.ts';
import type { InvoiceLine, Subscription } from '../objects/stored.ts';
import { planOf } from '../objects/subscription.ts';
import type { World } from '../world.ts';
import { collectInvoice, finalizeInvoice } from './collect-invoice.ts';
import { periodEnd } from './periods.ts';
import { type ItemChange, prorationLines, unusedLine } from './prorate.ts';
import { watchPeriod } from './renew.ts';
import { methodOf, periodLines, periodOf } from './subscription-lines.ts';
import { cardOf } from './test-cards.ts';

export interface Proration {
  behavior: 'create_prorations' | 'always_invoice' | 'none';
  /** When the change takes effect, in seconds; now unless it was previewed before. */
  atS: number;
  /** Whether to refuse the change if the card does not pay for it. */
  mustBePaid: boolean;
}

/** Moves items to other prices or quantities, and bills the difference as requested. The caller announces it. */
export function changeItems(world: World, subscription: Subscription, changes: ItemChange[], proration: Proration) {
  if (changes.length === 0) return;
  const resets = changes.some(({ item, price }) => intervalOf(price) !== intervalOf(item.price));
  if (resets && changes.length < subscription.items.data.length)
    throw invalid('The sandbox does not mix billing intervals in one subscription.', 'items');
  const before = JSON.stringify([subscription.items, subscription.billing_cycle_anchor]);
  const prorates = proration.behavior !== 'none';
  const lines: InvoiceLine[] = !prorates
    ? []
    : resets
      ? changes.map(({ item }) => unusedLine(world, subscription, item, proration.atS))
      : prorationLines(world, subscription, changes, proration.atS);
  for (const { item, price, quantity } of changes) {
    item.price = { ...price };
    item.plan = planOf(price);
    item.quantity = quantity;
  }
  if (resets) beginPeriod(world, subscription);
  // A new interval begins at once, and is billed at once.
  const billed = resets ? [...lines, ...periodLines(world, subscription)] : lines;
  const atOnce = resets || proration.behavior === 'always_invoice';
  if (atOnce && billed.length > 0) {
    if (proration.mustBePaid) refuseUnpaid(world, subscription, billed, before);
    billNow(world, subscription, billed);
  } else if (lines.length > 0) {
    const { pendingLines } = world.objects;
    pendingLines.set(subscription.id, [...(pendingLines.get(subscription.id) ?? []), ...lines]);
  }
  watchPeriod(world, subscription);
}

function beginPeriod(world: World, subscription: Subscription) {
  const now = world.agenda.nowS();
  subscription.billing_cycle_anchor = now;
  for (const item of subscription.items.data) {
    if (!item.price.recurring) continue;
    item.current_period_start = now;
    item.current_period_end = periodEnd(now, now, item.price.recurring);
  }
}

function billNow(world: World, subscription: Subscription, lines: InvoiceLine[]) {
  const pending = world.objects.pendingLines.get(subscription.id) ?? [];
  world.objects.pendingLines.delete(subscription.id);
  const invoice = createInvoice(world, {
    customer: subscription.customer,
    currency: subscription.currency,
    reason: 'subscription_update',
    lines: [...pending, ...lines],
    subscription,
    automaticTax: subscription.automatic_tax.enabled,
    period: periodOf(subscription),
  });
  finalizeInvoice(world, invoice);
  collectInvoice(world, invoice, methodOf(world, subscription));
}

/** Reverts the change and says why, if the card on file would be declined. */
function refuseUnpaid(world: World, subscription: Subscription, lines: InvoiceLine[], before: string) {
  const owed = lines.reduce((sum, { amount }) => sum + amount, 0);
  const behaviour = cardOf(world.objects.cards.get(methodOf(world, subscription) ?? ''))?.behaviour;
  if (owed <= 0 || (behaviour !== undefined && typeof behaviour !== 'object')) return;
  const [items, anchor] = JSON.parse(before) as [Subscription['items'], number];
  subscription.items = items;
  subscription.billing_cycle_anchor = anchor;
  throw new Refusal(402, {
    type: 'card_error',
    code: behaviour?.code ?? 'resource_missing',
    ...(behaviour && { decline_code: behaviour.declineCode }),
    message: behaviour?.message ?? 'This customer has no attached payment source or default payment method.',
  });
}

const intervalOf = ({ recurring }: ItemChange['price']) => `${recurring?.interval_count} ${recurring?.interval}`;

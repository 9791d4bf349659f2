import { invoiceLine } from '../objects/invoice-line.ts';
import type { InvoiceLine, Price, Subscription, SubscriptionItem } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { productName } from './subscription-lines.ts';
import { day } from './words.ts';

export interface ItemChange {
  item: SubscriptionItem;
  price: Price;
  quantity: number;
}

/**
 * The amounts of a change within a period, to the second: the unused time of the old price is credited, the remaining
 * time of the new one is charged.
 */
export function prorationLines(
  world: World,
  subscription: Subscription,
  changes: ItemChange[],
  atS: number,
): InvoiceLine[] {
  return changes.flatMap(({ item, price, quantity }) => [
    unusedLine(world, subscription, item, atS),
    remainingLine(world, subscription, item, price, quantity, atS),
  ]);
}

export function unusedLine(world: World, subscription: Subscription, item: SubscriptionItem, atS: number): InvoiceLine {
  const quantity = item.quantity ?? 1;
  return invoiceLine(world, {
    amount: -share(quantity * (item.price.unit_amount ?? 0), item, atS),
    description: `Unused time on ${named(world, item.price, quantity)} after ${day(atS)}`,
    price: item.price,
    quantity,
    period: { start: atS, end: item.current_period_end },
    of: { subscription: subscription.id, item: item.id, proration: true },
    metadata: { ...subscription.metadata },
  });
}

function remainingLine(
  world: World,
  subscription: Subscription,
  item: SubscriptionItem,
  price: Price,
  quantity: number,
  atS: number,
): InvoiceLine {
  return invoiceLine(world, {
    amount: share(quantity * (price.unit_amount ?? 0), item, atS),
    description: `Remaining time on ${named(world, price, quantity)} after ${day(atS)}`,
    price,
    quantity,
    period: { start: atS, end: item.current_period_end },
    of: { subscription: subscription.id, item: item.id, proration: true },
    metadata: { ...subscription.metadata },
  });
}

const named = (world: World, price: Price, quantity: number) =>
  `${quantity === 1 ? '' : `${quantity} × `}${productName(world, price)}`;

function share(
  amount: number,
  { current_period_start: start, current_period_end: end }: SubscriptionItem,
  atS: number,
) {
  return Math.round((amount * Math.max(0, end - atS)) / (end - start));
}

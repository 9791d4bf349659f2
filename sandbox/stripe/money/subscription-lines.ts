import { invoiceLine } from '../objects/invoice-line.ts';
import type { InvoiceLine, Price, Subscription } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { pricePerPeriod } from './words.ts';

/** The cost of each item for its period: one line per item. */
export function periodLines(world: World, subscription: Subscription): InvoiceLine[] {
  return subscription.items.data.map((item) => {
    const quantity = item.quantity ?? 1;
    return invoiceLine(world, {
      amount: quantity * (item.price.unit_amount ?? 0),
      description: `${quantity} × ${productName(world, item.price)} (at ${pricePerPeriod(item.price)})`,
      price: item.price,
      quantity,
      period: { start: item.current_period_start, end: item.current_period_end },
      of: { subscription: subscription.id, item: item.id, proration: false },
      metadata: { ...subscription.metadata },
    });
  });
}

export function productName({ objects }: World, price: Price): string {
  return objects.products.get(price.product)?.name ?? price.product;
}

/** All items share one period here: prices of different intervals cannot be mixed. */
export function periodOf(subscription: Subscription): { start: number; end: number } {
  const [item] = subscription.items.data;
  return { start: item?.current_period_start ?? 0, end: item?.current_period_end ?? 0 };
}

/** The card that pays for it: its own, or the customer's. */
export function methodOf({ objects }: World, subscription: Subscription): string | null {
  const customer = objects.customers.get(subscription.customer);
  return subscription.default_payment_method ?? customer?.invoice_settings.default_payment_method ?? null;
}

import type { World } from '../world.ts';
import { newId } from './ids.ts';
import type { InvoiceLine, Price } from './stored.ts';

export interface LineWish {
  amount: number;
  description: string;
  price: Price;
  quantity: number;
  period: { start: number; end: number };
  /** For a subscription's line. */
  of?: { subscription: string; item: string; proration: boolean };
  metadata?: Record<string, string>;
}

export function invoiceLine(_world: World, wish: LineWish): InvoiceLine {
  const { of, price, amount } = wish;
  return {
    id: newId('il'),
    object: 'line_item',
    amount,
    currency: price.currency,
    description: wish.description,
    discount_amounts: [],
    discountable: !of?.proration,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: wish.metadata ?? {},
    parent: of
      ? {
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: of.proration ? newId('ii') : null,
            proration: of.proration,
            proration_details: of.proration ? { credited_items: null } : null,
            subscription: of.subscription,
            subscription_item: of.item,
          },
          type: 'subscription_item_details',
        }
      : {
          invoice_item_details: {
            invoice_item: newId('ii'),
            proration: false,
            proration_details: null,
            subscription: null,
          },
          subscription_item_details: null,
          type: 'invoice_item_details',
        },
    period: wish.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: 'price_details',
      unit_amount_decimal: price.unit_amount_decimal,
    },
    quantity: wish.quantity,
    quantity_decimal: String(wish.quantity),
    subscription: of?.subscription ?? null,
    subtotal: amount,
    taxes: [],
  } satisfies InvoiceLine;
}

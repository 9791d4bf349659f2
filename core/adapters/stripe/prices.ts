import type Stripe from 'stripe';
import { z } from 'zod';
import type { Item } from '#core/billing/plans.ts';
import type { SoldPrice } from '#core/ports/payments.ts';

/** What our prices say of themselves. A price's amount cannot change at Stripe, and we do not change this either. */
const priceMarks = z.object({ item: z.string().min(1), credits: z.coerce.number().int().min(1) });

export const markPrice = ({ key, credits }: Item) => ({ item: key, credits: String(credits) });
export const soldOf = ({ metadata }: Stripe.Price): SoldPrice | undefined => priceMarks.safeParse(metadata).data;

const known = new WeakMap<Stripe, Map<string, SoldPrice | undefined>>();

/** What was sold at a price, also one that is no longer offered; undefined where it is not ours. */
export async function soldPrice(stripe: Stripe, id: string | null): Promise<SoldPrice | undefined> {
  if (id === null) return undefined;
  const mine = known.get(stripe) ?? new Map<string, SoldPrice | undefined>();
  known.set(stripe, mine);
  if (!mine.has(id)) mine.set(id, soldOf(await stripe.prices.retrieve(id)));
  return mine.get(id);
}

/** The price that an item has now. */
export async function findPrice(stripe: Stripe, item: Item): Promise<Stripe.Price | undefined> {
  const { data } = await stripe.prices.list({ lookup_keys: [item.lookupKey], active: true });
  return data[0];
}

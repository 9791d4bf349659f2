import type Stripe from 'stripe';
import { z } from 'zod';
import type { Item } from '#core/billing/plans.ts';
import type { SoldPrice } from '#core/ports/payments.ts';
import { idOf } from './client.ts';

/** Identifies our products by id; an account may also sell other things. */
export const prefix = 'upixel_';

/** The metadata of our prices; anybody with the dashboard can edit it, so it is compared with our own list. */
const priceMarks = z.object({ item: z.string().min(1), credits: z.coerce.number().int().min(1) });

export const markPrice = ({ key, credits }: Item) => ({ item: key, credits: String(credits) });
export const soldOf = ({ metadata }: Stripe.Price) => priceMarks.safeParse(metadata).data;

/** By its product, whose id we chose; by its metadata if the product is another. */
function soldAt(price: Stripe.Price): SoldPrice | undefined {
  const says = soldOf(price);
  const product = idOf(price.product) ?? '';
  const item = product.startsWith(planPrefix) ? product.slice(planPrefix.length) : says?.item;
  if (item === undefined) return undefined;
  return { id: price.id, item, amount: price.unit_amount ?? 0, currency: price.currency, says: says?.credits ?? null };
}
const planPrefix = `${prefix}plan_`;

const known = new WeakMap<Stripe, Map<string, SoldPrice | undefined>>();

/** What was sold at a price, even if it is no longer offered; undefined if it is not ours. */
export async function soldPrice(stripe: Stripe, id: string | null): Promise<SoldPrice | undefined> {
  if (id === null) return undefined;
  const mine = known.get(stripe) ?? new Map<string, SoldPrice | undefined>();
  known.set(stripe, mine);
  if (!mine.has(id)) mine.set(id, soldAt(await stripe.prices.retrieve(id)));
  return mine.get(id);
}

/** An item's current price. */
export async function findPrice(stripe: Stripe, item: Item): Promise<Stripe.Price | undefined> {
  const { data } = await stripe.prices.list({ lookup_keys: [item.lookupKey], active: true });
  return data[0];
}

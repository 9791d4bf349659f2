import type { SoldPrice } from '../../ports/payments.ts';
import { items } from '../plans.ts';
import type { SyncDeps } from './deps.ts';

/** What a month at a price brings. */
export interface SoldPlan {
  item: string;
  credits: number;
}

/**
 * What we ever sold at this price: by the current list, and by our own checkouts and payments. The price's own metadata, which can be
 * edited at Stripe, only chooses among those, because more credits for the same money are another price. Undefined if it is not ours.
 * @throws if it claims to be ours but was never sold: nothing is granted, and the event waits for the operator
 */
export async function soldPlan(
  { db, log }: Pick<SyncDeps, 'db' | 'log'>,
  price: SoldPrice | undefined,
): Promise<SoldPlan | undefined> {
  if (!price) return undefined;
  const { item, amount, currency, says } = price;
  const wanted = { kind: 'plan', item, amount, currency } as const;
  const listed = items.filter(
    (each) =>
      each.kind === 'plan' && each.key === item && each.price.amount === amount && each.price.currency === currency,
  );
  const [sold, paid] = await Promise.all([
    db.checkout.findMany({ where: wanted, distinct: ['credits'], select: { credits: true }, take: 10 }),
    says === null ? null : db.payment.findFirst({ where: { ...wanted, credits: says }, select: { credits: true } }),
  ]);
  const known = [...listed, ...sold, ...(paid ? [paid] : [])].map(({ credits }) => credits);
  const [usual] = known;
  const credits = known.find((each) => each === says) ?? usual;
  if (credits === undefined)
    throw new Error(`Nothing was ever sold at the price ${price.id}: ${amount} ${currency} for ${item}.`);
  if (credits !== says)
    log.error({ price: price.id, says, credits }, 'a price says of itself what was never sold: our own list counts');
  return { item, credits };
}

import { trialCredits } from '../generations/limits.ts';
import { models } from '../models/catalogue.ts';
import { itemId } from './item-id.ts';
import { type Item, items, type Money, plans } from './plans.ts';

const prices = models.map(({ priceCredits }) => priceCredits);
const [cheapest, dearest] = [Math.min(...prices), Math.max(...prices)];

export interface PublicPrice {
  /** Identifies it in an address, as `/buy/:item`; null: it is not bought. */
  key: string | null;
  kind: Item['kind'];
  name: string;
  /** Granted at once, or each month. */
  credits: number;
  /** Per month if it is a plan; null: it costs nothing. */
  price: Money | null;
  /** How many pictures its credits buy if all are made by the cheapest model, and by the dearest. */
  pictures: { quick: number; best: number };
}

/** What is sold, for whoever has not decided yet: the plans, the free one first, and the packs; smallest first. */
export function publicPrices(): { trialCredits: number; items: PublicPrice[] } {
  const { name, monthlyCredits: credits } = plans.free;
  const free = { key: null, kind: 'plan' as const, name, credits, price: null, pictures: picturesFor(credits) };
  const sold = items.map((item) => {
    const { kind, name, credits, price } = item;
    return { key: itemId(item), kind, name, credits, price, pictures: picturesFor(credits) };
  });
  const of = (kind: Item['kind']) => sold.filter((item) => item.kind === kind);
  return { trialCredits, items: [free, ...of('plan'), ...of('pack')] };
}

const picturesFor = (credits: number) => ({
  quick: Math.floor(credits / cheapest),
  best: Math.floor(credits / dearest),
});

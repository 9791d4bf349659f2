import { z } from 'zod';

/** An amount in minor units (cents), with its currency as Stripe writes it. */
export interface Money {
  amount: number;
  currency: string;
}

export interface Plan {
  name: string;
  monthlyCredits: number;
  /** Per month; null for the free plan. */
  price: Money | null;
  /** Maximum of generations running at the provider. */
  running: number;
  /** Maximum of generations running and waiting; one more is refused before it costs anything. */
  open: number;
  /** Queue priority: how many other requests go first, besides the wallet's own waiting ones. Lower goes first. */
  priority: number;
}

export interface Pack {
  name: string;
  credits: number;
  price: Money;
}

const usd = (amount: number): Money => ({ amount, currency: 'usd' });

/**
 * THE list: what is sold, and for how much. `npm run stripe:sync` makes Stripe match it. A change applies to later sales
 * only: past sales keep their price and their credits, at Stripe and in our ledger.
 *
 * The provider's price of a credit's worth of images is at most 0.8 cents (core/models/define-model.ts), and Stripe takes about
 * 3 % and 30 cents of a payment: below 0.85 cents a credit we would pay for other people's pictures. So a year
 * is not sold for the price of ten months: that would be 0.75 cents a credit, and 0.73 (docs/decisions/0096).
 */
export const plans = {
  free: { name: 'Free', monthlyCredits: 30, price: null, running: 3, open: 10, priority: 6 },
  pro: { name: 'Pro', monthlyCredits: 1_000, price: usd(900), running: 6, open: 30, priority: 3 },
  studio: { name: 'Studio', monthlyCredits: 3_300, price: usd(2_900), running: 12, open: 60, priority: 0 },
} as const satisfies Record<string, Plan>;

export const packs = {
  '500': { name: '500 credits', credits: 500, price: usd(500) },
  '2000': { name: '2,000 credits', credits: 2_000, price: usd(1_900) },
  '10000': { name: '10,000 credits', credits: 10_000, price: usd(9_000) },
} as const satisfies Record<string, Pack>;

export type PlanKey = keyof typeof plans;
export const planKeys = Object.keys(plans) as PlanKey[];
/** As wallet_plan() returns it. */
export const planKey = z.enum(planKeys);
export const isPlanKey = (text: string): text is PlanKey => text in plans;

/** A past-due plan stays in force for this long; then its wallet is on Free until it is paid. */
export const graceDays = 7;

export type PurchaseKind = 'pack' | 'plan';

/** Something that can be bought. */
export interface Item {
  kind: PurchaseKind;
  /** Its key among the packs or the plans. */
  key: string;
  name: string;
  /** Granted at once, or each month. */
  credits: number;
  price: Money;
  /** Finds its price at Stripe. */
  lookupKey: string;
}

/** Everything that can be bought, smallest first. */
export const items: readonly Item[] = [
  ...Object.entries(packs).map(([key, pack]) => ({
    kind: 'pack' as const,
    key,
    ...pack,
    lookupKey: `upixel_pack_${key}`,
  })),
  ...planKeys.flatMap((key) => {
    const { name, monthlyCredits: credits, price } = plans[key];
    return price ? { kind: 'plan' as const, key, name, credits, price, lookupKey: `upixel_${key}_monthly` } : [];
  }),
];

export const findItem = (kind: PurchaseKind, key: string): Item | undefined =>
  items.find((item) => item.kind === kind && item.key === key);

/** A plan's name, even if it is no longer sold. */
export const planName = (key: string): string => (isPlanKey(key) ? plans[key].name : key);

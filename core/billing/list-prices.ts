import { type Item, items, type PlanKey, planKeys, plans } from './plans.ts';

export interface PricedPack extends Item {
  /** In minor units, with fractions: 0.95 cents. */
  perCredit: number;
  /** Percent saved per credit, compared with the smallest pack. */
  saves: number;
}

export interface PricedPlan {
  key: PlanKey;
  name: string;
  monthlyCredits: number;
  /** Null: it is free, and cannot be bought. */
  item: Item | null;
  perCredit: number | null;
  running: number;
  open: number;
  isCurrent: boolean;
}

/** Everything that is sold, smallest first, with the current plan marked. */
export function listPrices(current: PlanKey): { packs: PricedPack[]; plans: PricedPlan[] } {
  const packs = items.filter(({ kind }) => kind === 'pack');
  const dearest = Math.max(...packs.map(perCreditOf));
  return {
    packs: packs.map((item) => {
      const perCredit = perCreditOf(item);
      return { ...item, perCredit, saves: Math.round(100 * (1 - perCredit / dearest)) };
    }),
    plans: planKeys.map((key) => {
      const { name, monthlyCredits, running, open } = plans[key];
      const item = items.find((each) => each.kind === 'plan' && each.key === key) ?? null;
      const perCredit = item && perCreditOf(item);
      return { key, name, monthlyCredits, item, perCredit, running, open, isCurrent: key === current };
    }),
  };
}

const perCreditOf = ({ price, credits }: Item) => price.amount / credits;

import { itemId } from '#core/billing/item-id.ts';
import { listPrices } from '#core/billing/list-prices.ts';
import { owedWords } from '#core/billing/owed-words.ts';
import { readBilling } from '#core/billing/read-billing.ts';
import { listTeamsNow } from '#core/teams/find-team-for.ts';
import type { ApiHandler } from '../json/handler.ts';
import { presentPayment, presentSubscription } from './present-billing.ts';

export const getBilling: ApiHandler<'getBilling'> = async ({ deps, who }) => {
  const [{ plan, subscription, owed, hasCustomer, payments }, teams] = await Promise.all([
    readBilling(deps, who.user),
    listTeamsNow(deps, who.user),
  ]);
  const prices = listPrices(plan);
  return {
    packs: prices.packs.map((pack) => ({ key: itemId(pack), credits: pack.credits, price: pack.price })),
    plans: prices.plans.map(({ key, name, monthlyCredits, item, running, open, isCurrent }) => ({
      key: itemId({ kind: 'plan', key }),
      name,
      monthlyCredits,
      price: item?.price ?? null,
      running,
      open,
      isCurrent,
    })),
    subscription: presentSubscription(subscription),
    owed: owedWords(owed) ?? null,
    payments: payments.map(presentPayment),
    teams: teams.map(({ id, name, platform }) => ({ id, name, platform })),
    hasPortal: hasCustomer,
  };
};

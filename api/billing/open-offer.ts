import { findItemById } from '#core/billing/item-id.ts';
import type { Item } from '#core/billing/plans.ts';
import { Failure } from '#core/failure.ts';
import { walletOf } from '#core/teams/words.ts';
import { credits } from '#core/words.ts';
import type { ApiHandler } from '../json/handler.ts';
import { payerOf } from './payer.ts';

export const openOffer: ApiHandler<'openOffer'> = async ({ deps, who }, { body }) => {
  const item = offered(body.item);
  const { email, name, team, place = null } = await payerOf(deps, who, body);
  const isMonthly = item.kind === 'plan';
  return {
    words: isMonthly ? `${item.name}, each month` : item.name,
    detail: isMonthly
      ? `${credits(item.credits)} each month, good for a month longer than the month they are for. You can cancel at any time.`
      : 'They never expire.',
    price: item.price,
    isMonthly,
    account: { email, name },
    team: team && walletOf(team.name),
    place,
  };
};

/** @throws Failure not_sold */
export function offered(id: string): Item {
  const item = findItemById(id);
  if (item) return item;
  throw new Failure('not_sold', {
    title: 'That is not sold',
    happened: 'There is no such pack or plan, or there is none any more. Nothing was paid.',
    next: 'See under Billing, or with /buy and /plans in chat, what there is today.',
  });
}

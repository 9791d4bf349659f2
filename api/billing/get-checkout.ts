import { planName } from '#core/billing/plans.ts';
import { readCheckout } from '#core/billing/read-checkout.ts';
import { notFound } from '#core/not-found.ts';
import { credits } from '#core/words.ts';
import type { ApiHandler } from '../json/handler.ts';

export const getCheckout: ApiHandler<'getCheckout'> = async ({ deps }, { params }) => {
  const checkout = await readCheckout(deps, params.id);
  if (!checkout) throw notFound('There is no such payment');
  const { kind, item, status, platform } = checkout;
  return { status, words: kind === 'pack' ? credits(checkout.credits) : planName(item), platform };
};

import { planName } from '#core/billing/plans.ts';
import { readCheckout } from '#core/billing/read-checkout.ts';
import { credits } from '#core/generations/refusals.ts';
import type { ApiHandler } from '../json/handler.ts';
import { notFound } from '../json/problem.ts';

export const getCheckout: ApiHandler<'getCheckout'> = async ({ deps }, { params }) => {
  const checkout = await readCheckout(deps, params.id);
  if (!checkout) throw notFound('There is no such payment');
  const { kind, item, status, platform } = checkout;
  return { status, words: kind === 'pack' ? credits(checkout.credits) : planName(item), platform };
};

import { beginCheckout } from '#core/billing/begin-checkout.ts';
import type { ApiHandler } from '../json/handler.ts';
import { offered } from './open-offer.ts';
import { payerOf } from './payer.ts';

export const beginOfferedCheckout: ApiHandler<'beginCheckout'> = async ({ deps, who }, { body }) => {
  const { kind, key } = offered(body.item);
  const { userId, walletId, target } = await payerOf(deps, who, body);
  const { url } = await beginCheckout(deps, { walletId, userId, kind, item: key, target });
  return { url };
};

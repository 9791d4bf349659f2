import { publicPrices } from '#core/billing/public-prices.ts';
import type { ApiHandlers } from '../json/router.ts';
import { beginOfferedCheckout } from './begin-checkout.ts';
import { getBilling } from './get-billing.ts';
import { getCheckout } from './get-checkout.ts';
import { openOffer } from './open-offer.ts';
import { openOwnPortal } from './open-portal.ts';

export const billingHandlers = {
  listPrices: async () => publicPrices(),
  getBilling,
  openOffer,
  beginCheckout: beginOfferedCheckout,
  getCheckout,
  openPortal: openOwnPortal,
} satisfies Partial<ApiHandlers>;

import type Stripe from 'stripe';
import type { CatalogueChange } from '#core/ports/payments.ts';

/** Something in the Stripe account that differs from our price list, and how to correct it. */
export interface Change extends CatalogueChange {
  apply(stripe: Stripe): Promise<unknown>;
}

import type Stripe from 'stripe';
import type { CatalogueChange } from '#core/ports/payments.ts';

/** Something in the Stripe account that is not as our price list wants it, and how to make it so. */
export interface Change extends CatalogueChange {
  apply(stripe: Stripe): Promise<unknown>;
}

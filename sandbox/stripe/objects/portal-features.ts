import { z } from 'zod';
import * as p from '../api/params.ts';

const enabled = { enabled: p.flag };
const behavior = p.oneOf(['always_invoice', 'create_prorations', 'none']).optional();
/** https://docs.stripe.com/api/customer_portal/configurations/create */
export const features = p.fields({
  customer_update: p
    .fields({
      ...enabled,
      allowed_updates: p
        .orEmpty(z.array(p.oneOf(['address', 'email', 'name', 'phone', 'shipping', 'tax_id'])))
        .optional(),
    })
    .optional(),
  invoice_history: p.fields(enabled).optional(),
  payment_method_update: p.fields(enabled).optional(),
  subscription_cancel: p
    .fields({ ...enabled, mode: p.oneOf(['at_period_end', 'immediately']).optional(), proration_behavior: behavior })
    .optional(),
  subscription_update: p
    .fields({
      ...enabled,
      default_allowed_updates: p.orEmpty(z.array(p.oneOf(['price', 'promotion_code', 'quantity']))).optional(),
      products: p.orEmpty(z.array(p.fields({ product: p.text, prices: z.array(p.text).min(1) }))).optional(),
      proration_behavior: behavior,
    })
    .optional(),
});

export type FeatureParams = z.infer<typeof features>;

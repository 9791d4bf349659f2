import { z } from 'zod';
import * as p from '../api/params.ts';

const item = p.fields({ price: p.text, quantity: p.positive.optional() });

export const sessionParams = p.fields({
  mode: p.oneOf(['payment', 'setup', 'subscription']),
  line_items: z.array(item).min(1).max(100).optional(),
  success_url: p.text.max(5000).optional(),
  cancel_url: p.text.max(5000).optional(),
  ui_mode: p.oneOf(['hosted_page']).optional(),
  client_reference_id: p.text
    .max(200, 'Invalid string: client_reference_id; must be at most 200 characters')
    .optional(),
  customer: p.text.optional(),
  customer_email: p.text
    .max(800)
    .refine((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), 'email')
    .optional(),
  customer_creation: p.oneOf(['always', 'if_required']).optional(),
  customer_update: p
    .fields({ address: p.oneOf(['auto', 'never']).optional(), name: p.oneOf(['auto', 'never']).optional() })
    .optional(),
  metadata: p.metadata.optional(),
  automatic_tax: p.fields({ enabled: p.flag }).optional(),
  invoice_creation: p
    .fields({
      enabled: p.flag,
      invoice_data: p
        .fields({ description: p.longText.optional(), footer: p.longText.optional(), metadata: p.metadata.optional() })
        .optional(),
    })
    .optional(),
  payment_intent_data: p
    .fields({
      description: p.longText.optional(),
      metadata: p.metadata.optional(),
      receipt_email: p.text.optional(),
      setup_future_usage: p.oneOf(['off_session', 'on_session']).optional(),
    })
    .optional(),
  subscription_data: p.fields({ description: p.text.max(500).optional(), metadata: p.metadata.optional() }).optional(),
  expires_at: p.integer.optional(),
  locale: p.oneOf(['auto', 'de', 'en', 'en-GB', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'pt-BR']).optional(),
  submit_type: p.oneOf(['auto', 'book', 'donate', 'pay', 'subscribe']).optional(),
});

export type SessionParams = z.infer<typeof sessionParams>;

import type Stripe from 'stripe';
import type { CheckoutRequest } from '#core/ports/payments.ts';
import type { StripeSettings } from './client.ts';
import { once } from './once.ts';

/** Stripe's page for one purchase. Our metadata are on the session and on the objects it creates. */
export async function createCheckout(
  stripe: Stripe,
  { automaticTax }: StripeSettings,
  { metadata, customerId, priceId, successUrl, cancelUrl }: CheckoutRequest,
): Promise<{ sessionId: string; url: string }> {
  const strings = { ...metadata, credits: String(metadata.credits) };
  const wanted: Stripe.Checkout.SessionCreateParams = {
    mode: metadata.kind === 'plan' ? 'subscription' : 'payment',
    customer: customerId,
    client_reference_id: metadata.checkoutId,
    line_items: [{ price: priceId, quantity: 1 }],
    success_url: successUrl,
    cancel_url: cancelUrl,
    metadata: strings,
    ...(metadata.kind === 'plan'
      ? { subscription_data: { metadata: strings } }
      : // Without an invoice there would be no link to a receipt.
        {
          payment_intent_data: { metadata: strings },
          invoice_creation: { enabled: true, invoice_data: { metadata: strings } },
        }),
    // Tax needs an address; Stripe's page asks for it, and keeps it.
    ...(automaticTax ? { automatic_tax: { enabled: true }, customer_update: { address: 'auto' } } : {}),
  };
  const session = await once(['checkout', metadata.checkoutId], {
    send: (options) => stripe.checkout.sessions.create(wanted, options),
    find: async () =>
      (await stripe.checkout.sessions.list({ customer: customerId, limit: 100 })).data.find(
        (each) => each.client_reference_id === metadata.checkoutId,
      ),
  });
  if (!session.url) throw new Error(`The checkout ${metadata.checkoutId} has no page`);
  return { sessionId: session.id, url: session.url };
}

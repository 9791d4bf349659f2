import type Stripe from 'stripe';
import type { CheckoutRequest } from '#core/ports/payments.ts';
import type { StripeSettings } from './client.ts';
import { once } from './once.ts';

/** Stripe's page for one purchase. Our marks are on the session and on whatever comes of it. */
export async function createCheckout(
  stripe: Stripe,
  { automaticTax }: StripeSettings,
  { marks, customerId, priceId, successUrl, cancelUrl }: CheckoutRequest,
): Promise<{ sessionId: string; url: string }> {
  const metadata = { ...marks, credits: String(marks.credits) };
  const wanted: Stripe.Checkout.SessionCreateParams = {
    mode: marks.kind === 'plan' ? 'subscription' : 'payment',
    customer: customerId,
    client_reference_id: marks.checkoutId,
    line_items: [{ price: priceId, quantity: 1 }],
    success_url: successUrl,
    cancel_url: cancelUrl,
    metadata,
    ...(marks.kind === 'plan'
      ? { subscription_data: { metadata } }
      : // Without an invoice there would be no link to a receipt.
        { payment_intent_data: { metadata }, invoice_creation: { enabled: true, invoice_data: { metadata } } }),
    // Tax needs a place; it is asked for on Stripe's page, and kept there.
    ...(automaticTax ? { automatic_tax: { enabled: true }, customer_update: { address: 'auto' } } : {}),
  };
  const session = await once(['checkout', marks.checkoutId], {
    send: (options) => stripe.checkout.sessions.create(wanted, options),
    find: async () =>
      (await stripe.checkout.sessions.list({ customer: customerId, limit: 100 })).data.find(
        (each) => each.client_reference_id === marks.checkoutId,
      ),
  });
  if (!session.url) throw new Error(`The checkout ${marks.checkoutId} has no page`);
  return { sessionId: session.id, url: session.url };
}

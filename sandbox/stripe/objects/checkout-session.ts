import type { World } from '../world.ts';
import { newId } from './ids.ts';
import type { CheckoutSession, Customer } from './stored.ts';

export interface SessionWish {
  mode: 'payment' | 'subscription';
  amount: number;
  currency: string;
  customer: Customer | undefined;
  customerEmail: string | null;
  customerCreation: 'always' | 'if_required' | null;
  successUrl: string;
  cancelUrl: string | null;
  clientReferenceId: string | null;
  metadata: Record<string, string>;
  automaticTax: boolean;
  invoiceCreation: CheckoutSession['invoice_creation'];
  expiresAt: number;
  locale: NonNullable<CheckoutSession['locale']> | null;
  submitType: NonNullable<CheckoutSession['submit_type']> | null;
}

export function createSession(world: World, wish: SessionWish): CheckoutSession {
  const id = newId('cs_test', 58);
  const email = wish.customer?.email ?? wish.customerEmail;
  const session = {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: true },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: wish.amount,
    amount_total: wish.amount,
    automatic_tax: {
      enabled: wish.automaticTax,
      liability: wish.automaticTax ? { type: 'self' } : null,
      provider: wish.automaticTax ? 'stripe' : null,
      status: wish.automaticTax ? 'requires_location_inputs' : null,
    },
    billing_address_collection: null,
    cancel_url: wish.cancelUrl,
    client_reference_id: wish.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.agenda.nowS(),
    currency: wish.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: wish.customer?.id ?? null,
    customer_account: null,
    customer_creation: wish.customerCreation,
    customer_details: email
      ? {
          address: null,
          business_name: null,
          email,
          individual_name: null,
          name: null,
          phone: null,
          tax_exempt: 'none',
          tax_ids: null,
        }
      : null,
    customer_email: wish.customerEmail,
    discounts: [],
    expires_at: wish.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: wish.invoiceCreation,
    livemode: false,
    locale: wish.locale,
    managed_payments: null,
    metadata: wish.metadata,
    mode: wish.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: wish.mode === 'subscription' ? 'always' : 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card', 'sepa_debit'],
    payment_status: wish.amount === 0 && wish.mode === 'payment' ? 'no_payment_required' : 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: wish.submitType,
    subscription: null,
    success_url: wish.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${world.url()}/pay/${id}`,
    wallet_options: null,
  } satisfies CheckoutSession;
  world.objects.sessions.set(id, session);
  return session;
}

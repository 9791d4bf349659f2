import type { TestCard } from '../money/test-cards.ts';
import type { World } from '../world.ts';
import { newId } from './ids.ts';
import type { Charge, PaymentMethod } from './stored.ts';

/** A payment method of this test card; on file with the customer, if there is one. */
export function createPaymentMethod(world: World, card: TestCard, customer: string | null, email: string | null) {
  const method = {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: { address: null, email, name: null, phone: null, tax_id: null },
    created: world.agenda.nowS(),
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: card.type,
    ...(card.type === 'card' ? { card: visa(card) } : { sepa_debit: account(card) }),
  } satisfies PaymentMethod;
  world.objects.paymentMethods.set(method.id, method);
  world.objects.cards.set(method.id, card.id);
  if (customer) world.emit('payment_method.attached', method);
  return method;
}

function visa({ last4 }: TestCard): NonNullable<PaymentMethod['card']> {
  return {
    brand: 'visa',
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: 'visa',
    exp_month: 12,
    exp_year: 2034,
    fingerprint: `sandbox${last4}`,
    funding: 'credit',
    generated_from: null,
    last4,
    networks: { available: ['visa'], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  } satisfies PaymentMethod['card'];
}

function account({ last4 }: TestCard): NonNullable<PaymentMethod['sepa_debit']> {
  return {
    bank_code: '37040044',
    branch_code: null,
    country: 'DE',
    fingerprint: `sandbox${last4}`,
    generated_from: null,
    last4,
  };
}

/** A payment method as a charge shows it, with the fields that are known here. */
export function detailsOf(method: PaymentMethod): Charge['payment_method_details'] {
  if (!method.card) {
    const debit = { bank_code: '37040044', branch_code: null, country: 'DE', mandate: null, transaction_id: null };
    return { type: 'sepa_debit', sepa_debit: { ...debit, fingerprint: null, last4: method.sepa_debit?.last4 ?? null } };
  }
  const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4, regulated_status } = method.card;
  return {
    type: 'card',
    card: {
      amount_authorized: null,
      authorization_code: null,
      brand,
      checks,
      country,
      electronic_commerce_indicator: null,
      exp_month,
      exp_year,
      fingerprint: fingerprint ?? null,
      funding,
      installments: null,
      last4,
      mandate: null,
      network: brand,
      network_token: { used: false },
      network_transaction_id: null,
      regulated_status,
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

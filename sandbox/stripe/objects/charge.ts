import type { World } from '../world.ts';
import { newId } from './ids.ts';
import { detailsOf } from './payment-method.ts';
import type { Charge, PaymentIntent, PaymentMethod } from './stored.ts';

export interface Verdict {
  status: 'succeeded' | 'pending' | 'failed';
  code: string | null;
  declineCode: string | null;
  message: string | null;
}

export function createCharge(world: World, intent: PaymentIntent, method: PaymentMethod, verdict: Verdict): Charge {
  const id = newId('ch');
  const failed = verdict.status === 'failed';
  const charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: failed ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'SANDBOX',
    captured: !failed,
    created: world.agenda.nowS(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: verdict.code,
    failure_message: verdict.message,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(verdict),
    paid: !failed,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(method),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: failed ? null : `${world.url()}/receipt/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: verdict.status,
    transfer_data: null,
    transfer_group: null,
  } satisfies Charge;
  world.objects.charges.set(id, charge);
  intent.latest_charge = id;
  return charge;
}

function outcomeOf({ status, declineCode }: Verdict): Charge['outcome'] {
  const failed = status === 'failed';
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: failed ? 'declined_by_network' : 'approved_by_network',
    reason: declineCode,
    risk_level: 'normal',
    seller_message: failed ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
    type: failed ? 'issuer_declined' : 'authorized',
  };
}

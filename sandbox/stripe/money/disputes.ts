import { invalid } from '../api/errors.ts';
import { newId } from '../objects/ids.ts';
import { change } from '../objects/need.ts';
import type { Charge, Dispute } from '../objects/stored.ts';
import { dayMs, type World } from '../world.ts';

/** The customer's bank takes the money back, for now. */
export function openDispute(world: World, charge: Charge, reason = 'fraudulent'): Dispute {
  if (charge.status !== 'succeeded') throw invalid('Only a charge that succeeded can be disputed.');
  if (charge.disputed) throw invalid(`Charge ${charge.id} is disputed already.`);
  const dispute = {
    id: newId('du'),
    object: 'dispute',
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: world.agenda.nowS(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: world.agenda.nowS() + (10 * dayMs) / 1000,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: { brand: 'visa', case_type: 'chargeback', network: 'visa', network_reason_code: '10.4' },
      type: 'card',
    },
    reason,
    status: 'needs_response',
  } satisfies Dispute;
  world.objects.disputes.set(dispute.id, dispute);
  charge.disputed = true;
  world.emit('charge.dispute.created', dispute);
  world.emit('charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** The bank decides. A lost dispute leaves the charge disputed: the money is gone. */
export function closeDispute(world: World, dispute: Dispute, status: 'won' | 'lost') {
  if (dispute.status === 'won' || dispute.status === 'lost')
    throw invalid(`Dispute ${dispute.id} is closed already: ${dispute.status}.`);
  const previous = change(dispute, { status });
  if (status === 'won') world.emit('charge.dispute.funds_reinstated', dispute);
  world.emit('charge.dispute.closed', dispute, previous);
}

const noEvidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
} satisfies Dispute['evidence'];

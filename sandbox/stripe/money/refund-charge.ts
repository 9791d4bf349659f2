import { invalid } from '../api/errors.ts';
import { newId } from '../objects/ids.ts';
import type { Charge, Refund } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { money } from './words.ts';

export interface RefundWish {
  amount: number | undefined;
  reason: Refund['reason'];
  metadata: Record<string, string>;
}

/** Refunds the rest of the charge, or a part of it. */
export function refundCharge(world: World, charge: Charge, wish: RefundWish): Refund {
  const left = charge.amount - charge.amount_refunded;
  if (charge.status !== 'succeeded')
    throw invalid('This charge has not been paid, so it cannot be refunded.', 'charge', 'charge_not_refundable');
  if (charge.disputed)
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge', 'charge_disputed');
  if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, 'charge', 'charge_already_refunded');
  const amount = wish.amount ?? left;
  if (amount > left)
    throw invalid(
      `Refund amount (${money(amount, charge.currency)}) is greater than unrefunded amount on charge (${money(left, charge.currency)})`,
      'amount',
    );
  const refund = {
    id: newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: world.agenda.nowS(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: wish.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: wish.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  } satisfies Refund;
  world.objects.refunds.set(refund.id, refund);
  const previous = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  world.emit('refund.created', refund);
  world.emit('charge.refunded', charge, previous);
  return refund;
}

/**
 * The customer's bank cannot accept a refund, up to 30 days after it seemed to have succeeded: it has failed, and its amount is back in
 * the seller's balance. https://docs.stripe.com/refunds#failed-refunds,
 * https://docs.stripe.com/api/events/types#event_types-refund.failed
 */
export function failRefund(world: World, charge: Charge): void {
  const { refund, previous } = takeRefundBack(world, charge, {
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
  });
  world.emit('refund.failed', refund, previous);
}

/**
 * The seller cancels a refund that waits for an action of its customer (`requires_action`, which only some payment methods have; here
 * all do): `refund.updated` is the only event. https://docs.stripe.com/api/refunds/cancel
 */
export function cancelRefund(world: World, charge: Charge): void {
  takeRefundBack(world, charge, { status: 'canceled', failure_reason: 'merchant_request' });
}

function takeRefundBack(world: World, charge: Charge, ends: { status: 'failed' | 'canceled'; failure_reason: string }) {
  const refund = [...world.objects.refunds.values()].findLast(
    (each) => each.charge === charge.id && each.status === 'succeeded',
  );
  if (!refund) throw invalid('There is no refund of this charge to take back.', 'charge');
  const previous = { failure_reason: null, status: refund.status };
  Object.assign(refund, ends);
  charge.amount_refunded -= refund.amount;
  charge.refunded = false;
  world.emit('refund.updated', refund, previous);
  world.emit('charge.refund.updated', refund, previous);
  return { refund, previous };
}

import { createCharge, type Verdict } from '../objects/charge.ts';
import { need } from '../objects/need.ts';
import type { Charge, PaymentIntent, PaymentMethod } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { cardOf, settlesAfterMs } from './test-cards.ts';

export type Outcome = { status: 'succeeded' } | { status: 'processing' } | { status: 'failed'; message: string };

/** Charges the card. A card that needs 3-D Secure was authenticated before, or is on file and so needs no more. */
export function chargeIntent(world: World, intent: PaymentIntent, methodId: string): Outcome {
  const method = need(world.objects.paymentMethods, 'PaymentMethod', methodId);
  const verdict = verdictOn(cardOf(world.objects.cards.get(methodId))?.behaviour);
  const charge = createCharge(world, intent, method, verdict);
  intent.next_action = null;
  switch (verdict.status) {
    case 'succeeded':
      intent.payment_method = methodId;
      succeed(world, intent, charge);
      return { status: 'succeeded' };
    case 'pending':
      intent.payment_method = methodId;
      intent.status = 'processing';
      world.emit('charge.pending', charge);
      world.emit('payment_intent.processing', intent);
      world.agenda.add('settleIntent', intent.id, world.agenda.nowMs() + settlesAfterMs);
      return { status: 'processing' };
    case 'failed':
      fail(world, intent, charge, method);
      return { status: 'failed', message: verdict.message ?? '' };
  }
}

export function succeed(world: World, intent: PaymentIntent, charge: Charge) {
  charge.status = 'succeeded';
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.last_payment_error = null;
  world.emit('charge.succeeded', charge);
  world.emit('payment_intent.succeeded', intent);
}

export function fail(world: World, intent: PaymentIntent, charge: Charge, method: PaymentMethod) {
  charge.status = 'failed';
  charge.paid = false;
  intent.status = 'requires_payment_method';
  intent.payment_method = null;
  intent.last_payment_error = {
    type: 'card_error',
    charge: charge.id,
    code: (charge.failure_code ?? 'card_declined') as NonNullable<PaymentIntent['last_payment_error']>['code'] & string,
    ...(charge.outcome?.reason && { decline_code: charge.outcome.reason }),
    message: charge.failure_message ?? '',
    payment_method: method,
  };
  world.emit('charge.failed', charge);
  world.emit('payment_intent.payment_failed', intent);
}

function verdictOn(behaviour: NonNullable<ReturnType<typeof cardOf>>['behaviour'] | undefined): Verdict {
  const well = { code: null, declineCode: null, message: null };
  if (behaviour === 'works' || behaviour === 'authenticates') return { status: 'succeeded', ...well };
  if (behaviour === 'settlesLater' || behaviour === 'failsLater') return { status: 'pending', ...well };
  const {
    code = 'card_declined',
    declineCode = 'generic_decline',
    message = 'Your card was declined.',
  } = behaviour ?? {};
  return { status: 'failed', code, declineCode, message };
}

import { need } from '../objects/need.ts';
import type { PaymentIntent } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { fail, succeed } from './charge-intent.ts';
import { markPaid } from './collect-invoice.ts';
import { renewalFailed } from './dunning.ts';
import { invoicePayment } from './pay-session.ts';
import { cardOf } from './test-cards.ts';

/** The bank has answered a debit: updates the payment, its session and its invoice. */
export function settleIntent(world: World, id: string, result?: 'succeeds' | 'fails') {
  const intent = need(world.objects.paymentIntents, 'payment_intent', id);
  if (intent.status !== 'processing') return;
  world.agenda.drop('settleIntent', id);
  const method = need(world.objects.paymentMethods, 'PaymentMethod', intent.payment_method ?? '');
  const charge = need(world.objects.charges, 'charge', intent.latest_charge ?? '');
  const behaviour = cardOf(world.objects.cards.get(method.id))?.behaviour;
  const succeeds = (result ?? (behaviour === 'failsLater' ? 'fails' : 'succeeds')) === 'succeeds';
  if (succeeds) succeed(world, intent, charge);
  else {
    charge.failure_code = 'debit_not_authorized';
    charge.failure_message = 'The bank refused the debit.';
    fail(world, intent, charge, method);
  }
  settleInvoice(world, intent, succeeds);
  settleSession(world, intent, succeeds);
}

function settleInvoice(world: World, intent: PaymentIntent, succeeds: boolean) {
  for (const { payment, invoice: id } of world.objects.invoicePayments.values()) {
    if (payment.payment_intent !== intent.id) continue;
    const invoice = need(world.objects.invoices, 'invoice', id);
    if (invoice.status !== 'open') continue;
    if (succeeds) markPaid(world, invoice);
    else renewalFailed(world, invoice);
  }
}

function settleSession(world: World, intent: PaymentIntent, succeeds: boolean) {
  for (const session of world.objects.sessions.values()) {
    const pays = session.payment_intent === intent.id || isFirstInvoice(world, session.invoice, intent);
    if (!pays || session.payment_status !== 'unpaid') continue;
    if (succeeds) {
      session.payment_status = 'paid';
      if (session.mode === 'payment') invoicePayment(world, session, intent);
    }
    world.emit(
      succeeds ? 'checkout.session.async_payment_succeeded' : 'checkout.session.async_payment_failed',
      session,
    );
  }
}

const isFirstInvoice = ({ objects }: World, invoiceId: string | null, intent: PaymentIntent) =>
  [...objects.invoicePayments.values()].some(
    ({ invoice, payment }) => invoice === invoiceId && payment.payment_intent === intent.id,
  );

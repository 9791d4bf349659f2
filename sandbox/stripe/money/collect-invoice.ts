import { newId } from '../objects/ids.ts';
import { change, need } from '../objects/need.ts';
import { createIntent } from '../objects/payment-intent.ts';
import type { Invoice, InvoicePayment, PaymentIntent } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { chargeIntent, type Outcome } from './charge-intent.ts';
import { renewalFailed, renewalPaid } from './dunning.ts';

/** Finalizes the draft: its number, its pages, and the customer's balance taken into account. */
export function finalizeInvoice(world: World, invoice: Invoice) {
  const customer = need(world.objects.customers, 'customer', invoice.customer ?? '');
  const now = world.agenda.nowS();
  const sequence = customer.next_invoice_sequence ?? 1;
  customer.next_invoice_sequence = sequence + 1;
  invoice.number = `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`;
  invoice.hosted_invoice_url = `${world.url()}/invoice/${invoice.id}`;
  invoice.invoice_pdf = `${world.url()}/invoice/${invoice.id}/pdf`;
  invoice.status = 'open';
  invoice.effective_at = now;
  invoice.automatically_finalizes_at = null;
  invoice.status_transitions.finalized_at = now;
  // A negative balance is a credit; a negative total becomes one.
  invoice.starting_balance = customer.balance;
  const owed = invoice.total + customer.balance;
  invoice.amount_due = Math.max(0, owed);
  invoice.amount_remaining = invoice.amount_due;
  invoice.ending_balance = Math.min(0, owed);
  const previous = change(customer, { balance: invoice.ending_balance });
  if (Object.keys(previous).length > 0) world.emit('customer.updated', customer, previous);
  world.emit('invoice.finalized', invoice);
  if (invoice.amount_due === 0) markPaid(world, invoice);
}

/** Charges what is owed. Without a card on file, it fails like a decline. */
export function collectInvoice(world: World, invoice: Invoice, methodId: string | null): Outcome {
  if (invoice.status !== 'open') return { status: 'succeeded' };
  const intent = intentOf(world, invoice);
  // A debit is already under way.
  if (intent.status === 'processing') return { status: 'processing' };
  invoice.attempted = true;
  invoice.attempt_count += 1;
  const outcome: Outcome = methodId
    ? chargeIntent(world, intent, methodId)
    : { status: 'failed', message: 'This customer has no attached payment source or default payment method.' };
  switch (outcome.status) {
    case 'succeeded':
      markPaid(world, invoice);
      break;
    case 'processing':
      break;
    case 'failed':
      renewalFailed(world, invoice);
      break;
  }
  return outcome;
}

export function markPaid(world: World, invoice: Invoice) {
  const now = world.agenda.nowS();
  invoice.status = 'paid';
  invoice.attempted = true;
  invoice.amount_paid = invoice.amount_due;
  invoice.amount_remaining = 0;
  invoice.auto_advance = false;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.paid_at = now;
  world.agenda.drop('retryInvoice', invoice.id);
  for (const payment of paymentsOf(world, invoice)) {
    payment.status = 'paid';
    payment.amount_paid = payment.amount_requested;
    payment.status_transitions.paid_at = now;
  }
  world.emit('invoice.paid', invoice);
  world.emit('invoice.payment_succeeded', invoice);
  renewalPaid(world, invoice);
}

/** Records which intent paid an invoice, or will. */
export function linkPayment(world: World, invoice: Invoice, intent: PaymentIntent): InvoicePayment {
  const payment = {
    id: newId('inpay'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: intent.amount,
    created: world.agenda.nowS(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  } satisfies InvoicePayment;
  world.objects.invoicePayments.set(payment.id, payment);
  return payment;
}

const paymentsOf = ({ objects }: World, { id }: Invoice) =>
  [...objects.invoicePayments.values()].filter(({ invoice }) => invoice === id);

function intentOf(world: World, invoice: Invoice): PaymentIntent {
  const [payment] = paymentsOf(world, invoice);
  const existing = world.objects.paymentIntents.get(payment?.payment.payment_intent ?? '');
  if (existing) return existing;
  const intent = createIntent(world, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: invoice.customer,
    description: invoice.billing_reason === 'subscription_create' ? 'Subscription creation' : 'Subscription update',
    metadata: {},
    receiptEmail: null,
    savesCard: invoice.parent !== null,
  });
  linkPayment(world, invoice, intent);
  return intent;
}

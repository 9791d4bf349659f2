import type Stripe from 'stripe';
import type {
  InvoiceLine,
  ReadCheckout,
  ReadDispute,
  ReadInvoice,
  ReadSubscriptionState,
} from '#core/ports/payments.ts';
import { dateOf, dateOrNull, idOf } from './client.ts';
import { soldPrice } from './prices.ts';

export async function readCheckout(stripe: Stripe, id: string): Promise<ReadCheckout> {
  const session = await stripe.checkout.sessions.retrieve(id, {
    expand: ['invoice', 'payment_intent.latest_charge', 'subscription'],
  });
  const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null;
  const charge = typeof intent?.latest_charge === 'object' ? intent.latest_charge : null;
  const invoice = typeof session.invoice === 'object' ? session.invoice : null;
  return {
    sessionId: session.id,
    status: session.status === 'complete' ? 'complete' : session.status === 'expired' ? 'expired' : 'open',
    isPaid: session.status === 'complete' && session.payment_status !== 'unpaid',
    hasFailed: session.status === 'complete' && session.payment_status === 'unpaid' && !isUnderWay(session),
    reference: session.client_reference_id,
    customerId: idOf(session.customer),
    paymentIntentId: intent?.id ?? null,
    invoiceId: idOf(session.invoice),
    subscription: idOf(session.subscription),
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    receiptUrl: invoice?.hosted_invoice_url ?? charge?.receipt_url ?? null,
    paidAt: dateOf(charge?.created ?? session.created),
  };
}

/** A debit takes days. One that bounced asks for another card, or leaves its subscription unpaid. */
function isUnderWay({ payment_intent: intent, subscription }: Stripe.Checkout.Session): boolean {
  if (typeof intent === 'object' && intent !== null) return intent.status === 'processing';
  return typeof subscription === 'object' && subscription?.status === 'active';
}

export async function readInvoice(stripe: Stripe, id: string): Promise<ReadInvoice> {
  const invoice = await stripe.invoices.retrieve(id);
  const lines: InvoiceLine[] = [];
  for await (const line of stripe.invoices.listLineItems(id, { limit: 100 }))
    lines.push({
      amount: line.amount,
      quantity: line.quantity ?? 1,
      start: dateOf(line.period.start),
      end: dateOf(line.period.end),
      sold: await soldPrice(stripe, idOf(line.pricing?.price_details?.price)),
    });
  return {
    id,
    isPaid: invoice.status === 'paid',
    subscription: idOf(invoice.parent?.subscription_details?.subscription),
    isFirst: invoice.billing_reason === 'subscription_create',
    paymentIntentId: invoice.status === 'paid' ? await intentOf(stripe, id) : null,
    amountPaid: invoice.amount_paid,
    currency: invoice.currency,
    receiptUrl: invoice.hosted_invoice_url ?? null,
    paidAt: dateOf(invoice.status_transitions.paid_at ?? invoice.created),
    lines,
  };
}

/** The payment intent that paid an invoice; null if the customer's balance did. */
async function intentOf(stripe: Stripe, invoice: string): Promise<string | null> {
  const { data } = await stripe.invoicePayments.list({ invoice, status: 'paid' });
  return idOf(data.find(({ payment }) => payment.type === 'payment_intent')?.payment.payment_intent);
}

export async function readSubscription(stripe: Stripe, id: string): Promise<ReadSubscriptionState> {
  const subscription = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  const [item] = subscription.items.data;
  const invoice = typeof subscription.latest_invoice === 'object' ? subscription.latest_invoice : null;
  return {
    id,
    status: statusOf(subscription.status),
    customerId: idOf(subscription.customer),
    hint: subscription.metadata.checkoutId ?? null,
    sold: await soldPrice(stripe, item?.price.id ?? null),
    periodStart: dateOf(item?.current_period_start ?? subscription.start_date),
    periodEnd: dateOf(item?.current_period_end ?? subscription.start_date),
    anchor: dateOf(subscription.billing_cycle_anchor),
    cancelAtPeriodEnd: subscription.cancel_at_period_end || subscription.cancel_at !== null,
    overdue:
      invoice?.status === 'open'
        ? {
            since: dateOf(invoice.status_transitions.finalized_at ?? invoice.created),
            payUrl: invoice.hosted_invoice_url ?? null,
          }
        : null,
    endedAt: dateOrNull(subscription.ended_at),
  };
}

function statusOf(status: Stripe.Subscription['status']): ReadSubscriptionState['status'] {
  switch (status) {
    case 'active':
    case 'trialing':
      return 'active';
    case 'past_due':
    case 'unpaid':
      return 'past_due';
    case 'incomplete':
    case 'paused':
      return 'inactive';
    case 'canceled':
    case 'incomplete_expired':
      return 'ended';
    default:
      return 'inactive'; // a status that Stripe added later: no plan without certain payment
  }
}

export async function readDispute(stripe: Stripe, id: string): Promise<ReadDispute> {
  const dispute = await stripe.disputes.retrieve(id);
  return { id, paymentIntentId: idOf(dispute.payment_intent), status: decisionOf(dispute.status) };
}

/** An inquiry that is closed without becoming a dispute leaves the money where it is, like a dispute that is won. */
function decisionOf(status: Stripe.Dispute['status']): ReadDispute['status'] {
  switch (status) {
    case 'lost':
      return 'lost';
    case 'won':
    case 'warning_closed':
    case 'prevented':
      return 'won';
    default:
      return 'open'; // the many undecided states
  }
}

import type { Item } from '../billing/plans.ts';

/** What we write on everything we make there, for whoever looks at it in the dashboard. What we read it from is our own row. */
export interface Marks {
  checkoutId: string;
  walletId: string;
  userId: string;
  kind: 'pack' | 'plan';
  item: string;
  /** As promised: at once, or each month. */
  credits: number;
}

/** The events that mean something to us; whatever else happens there is not ours to handle. */
export const handledEvents = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'invoice.paid',
  'invoice.payment_failed',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'charge.refunded',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.closed',
] as const;
export type EventType = (typeof handledEvents)[number];
export const isHandled = (type: string): type is EventType => (handledEvents as readonly string[]).includes(type);

/** A hint that something changed; what it is now is to be read. */
export interface PaymentEvent {
  id: string;
  type: string;
  /** The object it is about. */
  objectId: string;
  createdAt: Date;
}

export interface CheckoutRequest {
  marks: Marks;
  customerId: string;
  priceId: string;
  successUrl: string;
  cancelUrl: string;
}

/** Amounts in minor units. */
export interface ReadCheckout {
  sessionId: string;
  status: 'open' | 'complete' | 'expired';
  isPaid: boolean;
  /** The bank said no after all: a debit that bounced. */
  hasFailed: boolean;
  /** What we named it when it was begun, and who pays: neither can be changed there. */
  reference: string | null;
  customerId: string | null;
  paymentIntentId: string | null;
  invoiceId: string | null;
  subscription: string | null;
  amount: number;
  currency: string;
  receiptUrl: string | null;
  paidAt: Date;
}

/** A price as it was when it was made. Its amount never changes; what it says of its credits can be edited there. */
export interface SoldPrice {
  id: string;
  /** Of its product, whose id is ours to choose. */
  item: string;
  amount: number;
  currency: string;
  /** How many credits it says that it brings. */
  says: number | null;
}

export interface ReadInvoice {
  id: string;
  isPaid: boolean;
  subscription: string | null;
  /** The one with which a subscription began. */
  isFirst: boolean;
  paymentIntentId: string | null;
  amountPaid: number;
  currency: string;
  receiptUrl: string | null;
  paidAt: Date;
  lines: InvoiceLine[];
}

export interface InvoiceLine {
  amount: number;
  quantity: number;
  /** For what time; less than a whole period where a change of plans is set off. */
  start: Date;
  end: Date;
  /** Undefined: not one of ours. */
  sold: SoldPrice | undefined;
}

export interface ReadSubscriptionState {
  id: string;
  status: 'active' | 'past_due' | 'inactive' | 'ended';
  customerId: string | null;
  /** The checkout that it says it came from: a hint, that can be edited there. */
  hint: string | null;
  /** Undefined: not one of ours. */
  sold: SoldPrice | undefined;
  periodStart: Date;
  periodEnd: Date;
  /** Periods are counted in months from here. */
  anchor: Date;
  cancelAtPeriodEnd: boolean;
  /** Since when an invoice of it is owed, and where it can be paid; null where none is. */
  overdue: { since: Date; payUrl: string | null } | null;
  endedAt: Date | null;
}

export interface ReadCharge {
  paymentIntentId: string | null;
}

export interface ReadDispute {
  id: string;
  paymentIntentId: string | null;
  status: 'open' | 'won' | 'lost';
}

/** What is sold, as Stripe has it, beside what it should be. In words for the operator. */
export type CatalogueChange = { does: 'create' | 'replace' | 'update' | 'retire'; what: string; why: string };

/** Takes money elsewhere. Every method throws PaymentsError for what can be expected to go wrong. */
export interface Payments {
  /** Makes the customer as whom somebody pays for a wallet. `replaces`: the one it had, which is gone there. */
  createCustomer(customer: {
    walletId: string;
    userId: string;
    email: string;
    replaces: string | null;
  }): Promise<string>;
  /** Undefined where it is gone there. */
  updateCustomer(customer: { id: string; email: string }): Promise<string | undefined>;
  /** What an item costs there at this moment; undefined where it is not sold. */
  findPrice(item: Item): Promise<{ id: string; amount: number; currency: string; credits: number } | undefined>;
  /** Begins a checkout, once for its id. Returns where to pay. */
  createCheckout(request: CheckoutRequest): Promise<{ sessionId: string; url: string }>;
  /** The page for card, invoices, and changes of the plan. @throws PaymentsError not_found where the customer is gone */
  createPortal(portal: { customerId: string; returnUrl: string }): Promise<string>;

  /** The event, only if it was signed by Stripe within the last five minutes. Never throws for a bad request. */
  verifyWebhook(rawBody: Buffer, signature: string | undefined): Promise<{ id: string; type: string } | undefined>;
  readEvent(id: string): Promise<PaymentEvent>;
  /** Events that we handle, since then, oldest first. */
  listEvents(since: Date | undefined): Promise<PaymentEvent[]>;

  readCheckout(sessionId: string): Promise<ReadCheckout>;
  readInvoice(id: string): Promise<ReadInvoice>;
  readSubscription(id: string): Promise<ReadSubscriptionState>;
  readCharge(id: string): Promise<ReadCharge>;
  readRefund(id: string): Promise<ReadCharge>;
  /** What was ever given back of a payment, and how much of that did not arrive; in minor units. */
  readRefunds(paymentIntentId: string): Promise<{ made: number; failed: number }>;
  readDispute(id: string): Promise<ReadDispute>;
  /** What a payment paid for: a checkout (of a pack), an invoice (of a plan), or nothing of ours. */
  findPurchase(paymentIntentId: string): Promise<{ sessionId: string } | { invoiceId: string } | undefined>;

  /** Ends it now. Harmless where it has ended. */
  cancelSubscription(id: string): Promise<void>;
  /** Gives money back, once for a key: all that is left of the payment, or so much. */
  refund(refund: {
    paymentIntentId: string;
    key: string;
    amount?: number;
    reason?: 'duplicate' | 'requested_by_customer';
  }): Promise<void>;

  /** What would have to change there so that it sells exactly this. */
  compareCatalogue(items: readonly Item[]): Promise<CatalogueChange[]>;
  /** Makes those changes, and returns them. */
  syncCatalogue(items: readonly Item[]): Promise<CatalogueChange[]>;
}

export type PaymentsErrorCode = 'unavailable' | 'not_found' | 'refused' | 'misconfigured';

/** unavailable: may pass. not_found: it is gone there. refused: not like this. misconfigured: the operator must act. */
export class PaymentsError extends Error {
  override readonly name = 'PaymentsError';
  readonly code: PaymentsErrorCode;

  constructor(code: PaymentsErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** It is not there any more. */
export const isGone = (error: unknown) => error instanceof PaymentsError && error.code === 'not_found';

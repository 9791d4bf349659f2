import type { Item } from '../billing/plans.ts';

/** Written on everything we create at Stripe, for people who use the dashboard. We ourselves read our own row. */
export interface CheckoutMetadata {
  checkoutId: string;
  walletId: string;
  userId: string;
  kind: 'pack' | 'plan';
  item: string;
  /** As promised: at once, or each month. */
  credits: number;
}

/** The events that we handle; all others are ignored. */
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

/** A hint that something changed; its current state must be read. */
export interface PaymentEvent {
  id: string;
  type: string;
  /** The object it is about. */
  objectId: string;
  createdAt: Date;
}

export interface CheckoutRequest {
  metadata: CheckoutMetadata;
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
  /** The bank refused after all: a debit bounced. */
  hasFailed: boolean;
  /** Our reference from its beginning, and who pays: neither can be changed at Stripe. */
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

/** A price as created. Its amount never changes; its credits, in the metadata, can be edited at Stripe. */
export interface SoldPrice {
  id: string;
  /** From its product, whose id we choose. */
  item: string;
  amount: number;
  currency: string;
  /** The credits in its metadata. */
  says: number | null;
}

export interface ReadInvoice {
  id: string;
  isPaid: boolean;
  subscription: string | null;
  /** The invoice that began a subscription. */
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
  /** The time it covers; less than a whole period if a change of plans is prorated. */
  start: Date;
  end: Date;
  /** Undefined: not one of ours. */
  sold: SoldPrice | undefined;
}

export interface ReadSubscriptionState {
  id: string;
  status: 'active' | 'past_due' | 'inactive' | 'ended';
  customerId: string | null;
  /** The checkout it claims to come from: a hint, because it can be edited at Stripe. */
  hint: string | null;
  /** Undefined: not one of ours. */
  sold: SoldPrice | undefined;
  periodStart: Date;
  periodEnd: Date;
  /** Periods are counted in months from here. */
  anchor: Date;
  cancelAtPeriodEnd: boolean;
  /** Since when its invoice is unpaid, and where to pay it; null if none is. */
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

/** A difference between Stripe's catalogue and ours. In words for the operator. */
export type CatalogueChange = { does: 'create' | 'replace' | 'update' | 'retire'; what: string; why: string };

/** Takes money elsewhere. Every method throws PaymentsError for expected failures. */
export interface Payments {
  /** Creates the customer for a person who pays for a wallet. `replaces`: the previous one, which is gone at Stripe. */
  createCustomer(customer: {
    walletId: string;
    userId: string;
    email: string;
    replaces: string | null;
  }): Promise<string>;
  /** Undefined if it is gone at Stripe. */
  updateCustomer(customer: { id: string; email: string }): Promise<string | undefined>;
  /** An item's current price at Stripe; undefined if it is not sold. */
  findPrice(item: Item): Promise<{ id: string; amount: number; currency: string; credits: number } | undefined>;
  /** Begins a checkout, once per its id. Returns where to pay. */
  createCheckout(request: CheckoutRequest): Promise<{ sessionId: string; url: string }>;
  /** The page for card, invoices, and changes of the plan. @throws PaymentsError not_found if the customer is gone */
  createPortal(portal: { customerId: string; returnUrl: string }): Promise<string>;

  /** The event, only if it was signed by Stripe within the last five minutes. Never throws for a bad request. */
  verifyWebhook(rawBody: Buffer, signature: string | undefined): Promise<{ id: string; type: string } | undefined>;
  readEvent(id: string): Promise<PaymentEvent>;
  /** Events that we handle, since that time, oldest first. */
  listEvents(since: Date | undefined): Promise<PaymentEvent[]>;

  readCheckout(sessionId: string): Promise<ReadCheckout>;
  readInvoice(id: string): Promise<ReadInvoice>;
  readSubscription(id: string): Promise<ReadSubscriptionState>;
  readCharge(id: string): Promise<ReadCharge>;
  readRefund(id: string): Promise<ReadCharge>;
  /** How much of a payment was ever refunded, and how much of that failed; in minor units. */
  readRefunds(paymentIntentId: string): Promise<{ made: number; failed: number }>;
  readDispute(id: string): Promise<ReadDispute>;
  /** What a payment paid for: a checkout (of a pack), an invoice (of a plan), or nothing of ours. */
  findPurchase(paymentIntentId: string): Promise<{ sessionId: string } | { invoiceId: string } | undefined>;

  /** Nobody can pay there any more. Harmless if it has ended or is gone. */
  expireCheckout(sessionId: string): Promise<void>;
  /** Has a plan end with its period, or go on after all. Harmless if it has ended or is gone. */
  endPlanLater(id: string, endsWithPeriod: boolean): Promise<void>;
  /** Removes every field that says who it is; what we wrote ourselves, too. Harmless if it is gone. */
  blankCustomer(id: string): Promise<void>;
  /** Deletes it, which also ends its plans. Stripe keeps invoices and charges. Harmless if it is gone. */
  deleteCustomer(id: string): Promise<void>;
  /** Ends it now. Harmless if it has ended. */
  cancelSubscription(id: string): Promise<void>;
  /** Refunds money, once per key: all that is left of the payment, or `amount`. */
  refund(refund: {
    paymentIntentId: string;
    key: string;
    amount?: number;
    reason?: 'duplicate' | 'requested_by_customer';
  }): Promise<void>;

  /** The changes needed at Stripe so that it sells exactly this. */
  compareCatalogue(items: readonly Item[]): Promise<CatalogueChange[]>;
  /** Makes those changes, and returns them. */
  syncCatalogue(items: readonly Item[]): Promise<CatalogueChange[]>;
}

export type PaymentsErrorCode = 'unavailable' | 'not_found' | 'refused' | 'misconfigured';

/** unavailable: may pass. not_found: it is gone at Stripe. refused: not in this form. misconfigured: the operator must act. */
export class PaymentsError extends Error {
  override readonly name = 'PaymentsError';
  readonly code: PaymentsErrorCode;

  constructor(code: PaymentsErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** It no longer exists at Stripe. */
export const isGone = (error: unknown) => error instanceof PaymentsError && error.code === 'not_found';

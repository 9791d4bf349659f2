import type {
  Charge,
  CheckoutItem,
  CheckoutSession,
  Customer,
  Dispute,
  Invoice,
  InvoiceLine,
  InvoicePayment,
  PaymentIntent,
  PaymentMethod,
  PortalConfiguration,
  PortalSession,
  Price,
  Product,
  Refund,
  StripeEvent,
  Subscription,
  WebhookEndpoint,
} from './objects/stored.ts';

/** Every kind of object, oldest first in its map. All of it is plain data. */
export interface Objects {
  products: Map<string, Product>;
  prices: Map<string, Price>;
  customers: Map<string, Customer>;
  /** Deleted customers answer `{ deleted: true }` for ever. */
  deletedCustomers: Map<string, { id: string; object: 'customer'; deleted: true }>;
  paymentMethods: Map<string, PaymentMethod>;
  paymentIntents: Map<string, PaymentIntent>;
  charges: Map<string, Charge>;
  refunds: Map<string, Refund>;
  disputes: Map<string, Dispute>;
  sessions: Map<string, CheckoutSession>;
  subscriptions: Map<string, Subscription>;
  invoices: Map<string, Invoice>;
  invoicePayments: Map<string, InvoicePayment>;
  portalSessions: Map<string, PortalSession>;
  portalConfigurations: Map<string, PortalConfiguration>;
  endpoints: Map<string, WebhookEndpoint>;
  events: Map<string, StripeEvent>;
  /** A session's parameters that it does not show. */
  sessionPlans: Map<string, SessionPlan>;
  /** Proration lines for a subscription's next invoice, by subscription. */
  pendingLines: Map<string, InvoiceLine[]>;
  /** The test card of a payment method, by its id. */
  cards: Map<string, string>;
  /** The webhook endpoints' secrets: an endpoint shows its own only once. */
  endpointSecrets: Map<string, string>;
  answers: Map<string, SavedAnswer>;
  agenda: Map<string, Due>;
}

export interface SessionPlan {
  items: CheckoutItem[];
  paymentMetadata: Record<string, string>;
  paymentDescription: string | null;
  receiptEmail: string | null;
  subscriptionMetadata: Record<string, string>;
  subscriptionDescription: string | null;
  savesCard: boolean;
  savesAddress: boolean;
  /** The card that waits for its 3-D Secure page. */
  authenticating: string | null;
  /** The attempt so far: after a decline, the intent is kept for the next card. */
  intentId: string | null;
}

/** The answer to a POST with an idempotency key. */
export interface SavedAnswer {
  key: string;
  fingerprint: string;
  requestId: string;
  status: number;
  body: unknown;
  createdMs: number;
}

/** Something that happens by itself at its time. */
export interface Due {
  id: string;
  atMs: number;
  kind: 'expireSession' | 'settleIntent' | 'finalizeInvoice' | 'retryInvoice' | 'endPeriod' | 'deliver';
  /** The id of the session, intent, invoice or subscription, or `event endpoint attempt`. */
  subject: string;
}

export interface State {
  objects: Objects;
  /** Called after every change. */
  listeners: Set<() => void>;
}

export function createObjects(): Objects {
  return {
    products: new Map(),
    prices: new Map(),
    customers: new Map(),
    deletedCustomers: new Map(),
    paymentMethods: new Map(),
    paymentIntents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    sessions: new Map(),
    subscriptions: new Map(),
    invoices: new Map(),
    invoicePayments: new Map(),
    portalSessions: new Map(),
    portalConfigurations: new Map(),
    endpoints: new Map(),
    events: new Map(),
    sessionPlans: new Map(),
    pendingLines: new Map(),
    cards: new Map(),
    endpointSecrets: new Map(),
    answers: new Map(),
    agenda: new Map(),
  };
}

import { account } from '../routes/account.ts';
import type { World } from '../world.ts';
import { newId } from './ids.ts';
import { need } from './need.ts';
import { type Invoice, type InvoiceLine, listOf, type Subscription } from './stored.ts';

export interface InvoiceWish {
  customer: string;
  currency: string;
  reason: NonNullable<Invoice['billing_reason']>;
  lines: InvoiceLine[];
  subscription?: Subscription;
  metadata?: Record<string, string>;
  description?: string | null;
  automaticTax: boolean;
  period: { start: number; end: number };
}

/** A draft. It is owed once it is finalized. */
export function createInvoice(world: World, wish: InvoiceWish): Invoice {
  const id = newId('in');
  const now = world.agenda.nowS();
  const customer = need(world.objects.customers, 'customer', wish.customer, 'customer');
  const total = wish.lines.reduce((sum, { amount }) => sum + amount, 0);
  const { subscription } = wish;
  for (const line of wish.lines) line.invoice = id;
  const invoice = {
    id,
    object: 'invoice',
    account_country: account.country,
    account_name: 'Sandbox',
    account_tax_ids: null,
    amount_due: Math.max(0, total),
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: Math.max(0, total),
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: automaticTax(wish.automaticTax),
    automatically_finalizes_at: null,
    billing_reason: wish.reason,
    collection_method: 'charge_automatically',
    created: now,
    currency: wish.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: wish.description ?? null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: listOf(wish.lines, `/v1/invoices/${id}/lines`),
    livemode: false,
    metadata: wish.metadata ?? {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: subscription
      ? {
          quote_details: null,
          subscription_details: { metadata: { ...subscription.metadata }, subscription: subscription.id },
          type: 'subscription_details',
        }
      : null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: wish.period.end,
    period_start: wish.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: null,
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  } satisfies Invoice;
  world.objects.invoices.set(id, invoice);
  if (subscription) subscription.latest_invoice = id;
  world.emit('invoice.created', invoice);
  return invoice;
}

/** If it is on, it adds nothing: the sandbox's account collects tax nowhere. */
function automaticTax(enabled: boolean): Invoice['automatic_tax'] {
  const off = { disabled_reason: null, enabled: false, liability: null, provider: null, status: null };
  return enabled ? { ...off, enabled, liability: { type: 'self' }, provider: 'stripe', status: 'complete' } : off;
}

import { createCustomer } from '../objects/customer.ts';
import { createInvoice } from '../objects/invoice.ts';
import { invoiceLine } from '../objects/invoice-line.ts';
import { need } from '../objects/need.ts';
import { createIntent } from '../objects/payment-intent.ts';
import { createPaymentMethod } from '../objects/payment-method.ts';
import type { CheckoutSession, Customer, PaymentIntent } from '../objects/stored.ts';
import { createSubscription } from '../objects/subscription.ts';
import type { SessionPlan } from '../state.ts';
import type { World } from '../world.ts';
import { chargeIntent } from './charge-intent.ts';
import { collectInvoice, finalizeInvoice, linkPayment, markPaid } from './collect-invoice.ts';
import { watchPeriod } from './renew.ts';
import { periodLines, periodOf } from './subscription-lines.ts';
import { authenticationFailed, type TestCard } from './test-cards.ts';

export type PayResult =
  | { kind: 'done'; url: string }
  | { kind: 'authenticate' }
  | { kind: 'declined'; message: string };

/** The effect of pressing Pay. `authenticated` is the outcome of the 3-D Secure page, if it was shown. */
export function paySession(
  world: World,
  session: CheckoutSession,
  card: TestCard,
  email: string,
  authenticated?: boolean,
): PayResult {
  const plan = need(world.objects.sessionPlans, 'checkout session', session.id);
  if (card.behaviour === 'authenticates' && authenticated !== true) {
    if (authenticated === undefined) return askForAuthentication(world, session, plan, card, email);
    return authenticationRefused(world, plan);
  }
  plan.authenticating = null;
  // A subscription whose first payment would be declined is not created at all.
  if (session.mode === 'subscription' && typeof card.behaviour === 'object')
    return { kind: 'declined', message: card.behaviour.message };
  const result =
    session.mode === 'subscription'
      ? subscribe(world, session, plan, card, email)
      : payOnce(world, session, plan, card, email);
  if (result !== undefined) return result;
  world.agenda.drop('expireSession', session.id);
  world.emit('checkout.session.completed', session);
  return { kind: 'done', url: (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id) };
}

function askForAuthentication(
  world: World,
  session: CheckoutSession,
  plan: SessionPlan,
  card: TestCard,
  email: string,
): PayResult {
  plan.authenticating = card.id;
  if (session.mode === 'payment') {
    const intent = intentOf(world, session, plan, session.customer, email);
    intent.status = 'requires_action';
    intent.next_action = {
      type: 'redirect_to_url',
      redirect_to_url: { return_url: session.success_url, url: `${world.url()}/pay/${session.id}/authenticate` },
    };
    world.emit('payment_intent.requires_action', intent);
  }
  return { kind: 'authenticate' };
}

function authenticationRefused(world: World, plan: SessionPlan): PayResult {
  plan.authenticating = null;
  const intent = world.objects.paymentIntents.get(plan.intentId ?? '');
  if (intent) {
    intent.status = 'requires_payment_method';
    intent.next_action = null;
    intent.last_payment_error = {
      type: 'card_error',
      code: 'payment_intent_authentication_failure',
      message: authenticationFailed,
    };
    world.emit('payment_intent.payment_failed', intent);
  }
  return { kind: 'declined', message: authenticationFailed };
}

/** Undefined: it is paid, or under way. */
function payOnce(world: World, session: CheckoutSession, plan: SessionPlan, card: TestCard, email: string) {
  const needsCustomer = session.invoice_creation?.enabled === true || session.customer_creation === 'always';
  const intent = session.amount_total === 0 ? undefined : intentOf(world, session, plan, session.customer, email);
  const method = createPaymentMethod(world, card, plan.savesCard ? session.customer : null, email);
  const outcome = intent && chargeIntent(world, intent, method.id);
  if (outcome?.status === 'failed') return { kind: 'declined' as const, message: outcome.message };
  if (needsCustomer) session.customer ??= createCustomer(world, { email }).id;
  if (intent) intent.customer ??= session.customer;
  complete(world, session, plan, email);
  session.payment_intent = intent?.id ?? null;
  session.payment_status = !intent ? 'no_payment_required' : outcome?.status === 'succeeded' ? 'paid' : 'unpaid';
  if (intent && session.payment_status === 'paid') invoicePayment(world, session, intent);
  return undefined;
}

function subscribe(world: World, session: CheckoutSession, plan: SessionPlan, card: TestCard, email: string) {
  session.customer ??= createCustomer(world, { email }).id;
  const customer = need(world.objects.customers, 'customer', session.customer);
  const method = createPaymentMethod(world, card, customer.id, email);
  const subscription = createSubscription(world, {
    customer: customer.id,
    items: plan.items.flatMap(({ price, quantity }) => (price ? [{ price, quantity: quantity ?? 1 }] : [])),
    paymentMethod: method.id,
    metadata: { ...plan.subscriptionMetadata },
    description: plan.subscriptionDescription,
    automaticTax: session.automatic_tax.enabled,
  });
  customer.currency ??= subscription.currency;
  const invoice = createInvoice(world, {
    customer: customer.id,
    currency: subscription.currency,
    reason: 'subscription_create',
    lines: periodLines(world, subscription),
    subscription,
    automaticTax: session.automatic_tax.enabled,
    period: { start: periodOf(subscription).start, end: periodOf(subscription).start },
  });
  finalizeInvoice(world, invoice);
  const outcome = collectInvoice(world, invoice, method.id);
  complete(world, session, plan, email);
  session.subscription = subscription.id;
  session.invoice = invoice.id;
  session.payment_status = outcome.status === 'processing' ? 'unpaid' : 'paid';
  world.emit('customer.subscription.created', subscription);
  watchPeriod(world, subscription);
  return undefined;
}

function intentOf(world: World, session: CheckoutSession, plan: SessionPlan, customer: string | null, email: string) {
  const existing = world.objects.paymentIntents.get(plan.intentId ?? '');
  if (existing) return existing;
  const intent = createIntent(world, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    customer,
    description: plan.paymentDescription,
    metadata: { ...plan.paymentMetadata },
    receiptEmail: plan.receiptEmail ?? (plan.savesCard ? email : null),
    savesCard: plan.savesCard,
  });
  plan.intentId = intent.id;
  return intent;
}

function complete(world: World, session: CheckoutSession, plan: SessionPlan, email: string) {
  const address = { city: null, country: 'US', line1: null, line2: null, postal_code: '94102', state: null };
  session.status = 'complete';
  session.url = null;
  session.customer_details = {
    address,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  };
  if (session.automatic_tax.enabled) session.automatic_tax.status = 'complete';
  const customer = world.objects.customers.get(session.customer ?? '');
  if (customer && plan.savesAddress) saveAddress(world, customer, address);
}

function saveAddress(world: World, customer: Customer, address: NonNullable<Customer['address']>) {
  const previous = { address: customer.address };
  customer.address = address;
  world.emit('customer.updated', customer, previous);
}

/** The invoice of a payment, which exists only once it is paid. */
export function invoicePayment(world: World, session: CheckoutSession, intent: PaymentIntent) {
  const customer = world.objects.customers.get(session.customer ?? '');
  if (!session.invoice_creation?.enabled || !customer) return;
  const now = world.agenda.nowS();
  const plan = need(world.objects.sessionPlans, 'checkout session', session.id);
  const invoice = createInvoice(world, {
    customer: customer.id,
    currency: intent.currency,
    reason: 'manual',
    lines: plan.items.flatMap(({ price, quantity, amount_total: amount, description }) =>
      price
        ? [
            invoiceLine(world, {
              amount,
              description: description ?? '',
              price,
              quantity: quantity ?? 1,
              period: { start: now, end: now },
            }),
          ]
        : [],
    ),
    metadata: { ...session.invoice_creation.invoice_data.metadata },
    description: session.invoice_creation.invoice_data.description,
    automaticTax: session.automatic_tax.enabled,
    period: { start: now, end: now },
  });
  session.invoice = invoice.id;
  // It is paid in full already, so the customer's credit must not apply.
  const { balance } = customer;
  customer.balance = 0;
  finalizeInvoice(world, invoice);
  customer.balance = balance;
  linkPayment(world, invoice, intent);
  markPaid(world, invoice);
}

import { invalid } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { productName } from '../money/subscription-lines.ts';
import { createSession } from '../objects/checkout-session.ts';
import { newId } from '../objects/ids.ts';
import { need } from '../objects/need.ts';
import type { CheckoutItem, CheckoutSession, Customer, Price } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { type SessionParams, sessionParams } from './checkout-params.ts';
import { checkSession, longestS } from './checkout-rules.ts';

const noun = 'checkout.session';
const list = p.fields({
  customer: p.text.optional(),
  payment_intent: p.text.optional(),
  subscription: p.text.optional(),
  status: p.oneOf(['complete', 'expired', 'open']).optional(),
  created: p.moment.optional(),
  ...p.paging,
});

export const checkoutRoutes: Record<string, Route> = {
  'POST /v1/checkout/sessions': route(sessionParams, (world, params) => {
    const prices = checkSession(world, params);
    const customer = params.customer
      ? need(world.objects.customers, 'customer', params.customer, 'customer')
      : undefined;
    if (params.automatic_tax?.enabled) checkTaxPlace(params, customer);
    const items = prices.map((price, index) => sessionItem(world, price, params.line_items?.[index]?.quantity ?? 1));
    const session = createSession(world, {
      mode: params.mode === 'subscription' ? 'subscription' : 'payment',
      amount: items.reduce((sum, item) => sum + item.amount_total, 0),
      currency: prices[0]?.currency ?? 'usd',
      customer,
      customerEmail: params.customer_email ?? null,
      customerCreation: params.mode === 'payment' && !customer ? (params.customer_creation ?? 'if_required') : null,
      successUrl: params.success_url ?? '',
      cancelUrl: params.cancel_url ?? null,
      clientReferenceId: params.client_reference_id ?? null,
      metadata: p.mergeMetadata({}, params.metadata),
      automaticTax: params.automatic_tax?.enabled ?? false,
      invoiceCreation: params.mode === 'payment' ? invoiceCreation(params) : null,
      expiresAt: params.expires_at ?? world.agenda.nowS() + longestS,
      locale: params.locale ?? null,
      submitType: params.submit_type ?? null,
    });
    world.objects.sessionPlans.set(session.id, planOf(params, items));
    world.agenda.add('expireSession', session.id, session.expires_at * 1000);
    return session;
  }),

  'GET /v1/checkout/sessions': route(list, ({ objects }, params) => {
    const matching = [...objects.sessions.values()].filter(
      (session) =>
        (params.customer ?? session.customer) === session.customer &&
        (params.payment_intent ?? session.payment_intent) === session.payment_intent &&
        (params.subscription ?? session.subscription) === session.subscription &&
        (params.status ?? session.status) === session.status &&
        p.isWithin(session.created, params.created),
    );
    return page(matching, params, '/v1/checkout/sessions', noun);
  }),

  'GET /v1/checkout/sessions/:id': route(p.fields({}), ({ objects }, _params, { id }) =>
    need(objects.sessions, noun, id),
  ),

  'GET /v1/checkout/sessions/:id/line_items': route(p.fields(p.paging), ({ objects }, params, { id }) => {
    const session = need(objects.sessions, noun, id);
    const items = objects.sessionPlans.get(session.id)?.items ?? [];
    return page([...items].reverse(), params, `/v1/checkout/sessions/${session.id}/line_items`, 'item');
  }),

  'POST /v1/checkout/sessions/:id': route(
    p.fields({ metadata: p.metadata.optional() }),
    ({ objects }, params, { id }) => {
      const session = need(objects.sessions, noun, id);
      session.metadata = p.mergeMetadata(session.metadata ?? {}, params.metadata);
      return session;
    },
  ),

  'POST /v1/checkout/sessions/:id/expire': route(p.fields({}), (world, _params, { id }) => {
    const session = need(world.objects.sessions, noun, id);
    if (session.status !== 'open')
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      );
    expireSession(world, session.id);
    return session;
  }),
};

export function expireSession(world: World, id: string) {
  const session = world.objects.sessions.get(id);
  if (session?.status !== 'open') return;
  session.status = 'expired';
  session.url = null;
  world.agenda.drop('expireSession', id);
  world.emit('checkout.session.expired', session);
}

/** Computing tax requires the customer's location. */
function checkTaxPlace({ customer_update: update }: SessionParams, customer: Customer | undefined) {
  if (!customer || customer.address?.country || update?.address === 'auto') return;
  throw invalid(
    "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the Customer.",
    'automatic_tax',
    'customer_tax_location_invalid',
  );
}

function sessionItem(world: World, price: Price, quantity: number): CheckoutItem {
  const amount = quantity * (price.unit_amount ?? 0);
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: productName(world, price),
    metadata: {},
    price: { ...price },
    quantity,
  } satisfies CheckoutItem;
}

function invoiceCreation({ invoice_creation: wish }: SessionParams): CheckoutSession['invoice_creation'] {
  return {
    enabled: wish?.enabled ?? false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: wish?.invoice_data?.description ?? null,
      footer: wish?.invoice_data?.footer ?? null,
      issuer: null,
      metadata: p.mergeMetadata({}, wish?.invoice_data?.metadata),
      rendering_options: null,
    },
  };
}

function planOf(params: SessionParams, items: CheckoutItem[]) {
  const { payment_intent_data: payment, subscription_data: subscription } = params;
  return {
    items,
    paymentMetadata: p.mergeMetadata({}, payment?.metadata),
    paymentDescription: payment?.description ?? null,
    receiptEmail: payment?.receipt_email ?? null,
    subscriptionMetadata: p.mergeMetadata({}, subscription?.metadata),
    subscriptionDescription: subscription?.description ?? null,
    savesCard: params.mode === 'subscription' || payment?.setup_future_usage !== undefined,
    savesAddress: params.customer_update?.address === 'auto',
    authenticating: null,
    intentId: null,
  };
}

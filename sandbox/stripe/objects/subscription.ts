import { periodEnd } from '../money/periods.ts';
import type { World } from '../world.ts';
import { newId } from './ids.ts';
import { listOf, type Price, type Subscription, type SubscriptionItem } from './stored.ts';

export interface SubscriptionWish {
  customer: string;
  items: Array<{ price: Price; quantity: number }>;
  paymentMethod: string;
  metadata: Record<string, string>;
  description: string | null;
  automaticTax: boolean;
}

/** Active from now, with its first period started. Emits no event yet: its first invoice comes first. */
export function createSubscription(world: World, wish: SubscriptionWish): Subscription {
  const id = newId('sub');
  const now = world.agenda.nowS();
  const subscription = {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: {
      disabled_reason: null,
      enabled: wish.automaticTax,
      liability: wish.automaticTax ? { type: 'self' } : null,
    },
    billing_cycle_anchor: now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: now,
    currency: wish.items[0]?.price.currency ?? 'usd',
    customer: wish.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: wish.paymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: wish.description,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: listOf(
      wish.items.map(({ price, quantity }) => subscriptionItem(world, id, price, quantity, now, now)),
      `/v1/subscription_items?subscription=${id}`,
    ),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: wish.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: 'active',
    test_clock: null,
    transfer_data: null,
    trial_end: null,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
    trial_start: null,
  } satisfies Subscription;
  world.objects.subscriptions.set(id, subscription);
  return subscription;
}

function subscriptionItem(
  world: World,
  subscription: string,
  price: Price,
  quantity: number,
  anchorS: number,
  startS: number,
): SubscriptionItem {
  if (!price.recurring) throw new Error(`${price.id} is not recurring.`);
  return {
    id: newId('si', 14),
    object: 'subscription_item',
    billing_thresholds: null,
    created: world.agenda.nowS(),
    current_period_end: periodEnd(anchorS, startS, price.recurring),
    current_period_start: startS,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price: { ...price },
    quantity,
    subscription,
    tax_rates: [],
  } satisfies SubscriptionItem;
}

/** The older shape of a price, which items still contain. */
export function planOf(price: Price): SubscriptionItem['plan'] {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}

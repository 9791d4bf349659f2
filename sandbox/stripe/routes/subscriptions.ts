import { z } from 'zod';
import { invalid } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { changeItems } from '../money/change-subscription.ts';
import { collectInvoice, finalizeInvoice } from '../money/collect-invoice.ts';
import { endSubscription } from '../money/end-subscription.ts';
import { type ItemChange, unusedLine } from '../money/prorate.ts';
import { scheduleEnd } from '../money/schedule-end.ts';
import { methodOf, periodOf } from '../money/subscription-lines.ts';
import { createInvoice } from '../objects/invoice.ts';
import { need } from '../objects/need.ts';
import type { Subscription } from '../objects/stored.ts';
import type { World } from '../world.ts';

const noun = 'subscription';
const statuses = ['active', 'all', 'canceled', 'ended', 'incomplete', 'past_due', 'trialing', 'unpaid'] as const;
const list = p.fields({
  customer: p.text.optional(),
  price: p.text.optional(),
  status: p.oneOf(statuses).optional(),
  created: p.moment.optional(),
  ...p.paging,
});
const itemChange = p.fields({ id: p.text.optional(), price: p.text.optional(), quantity: p.positive.optional() });
const details = p
  .fields({
    comment: p.longText.optional(),
    feedback: p
      .oneOf([
        'customer_service',
        'low_quality',
        'missing_features',
        'other',
        'switched_service',
        'too_complex',
        'too_expensive',
        'unused',
      ])
      .optional(),
  })
  .optional();
const update = p.fields({
  cancel_at: p.orEmpty(p.integer).optional(),
  cancel_at_period_end: p.flag.optional(),
  cancellation_details: details,
  default_payment_method: p.text.optional(),
  description: p.orEmpty(p.text.max(500)).optional(),
  items: z.array(itemChange).min(1).max(20).optional(),
  metadata: p.metadata.optional(),
  payment_behavior: p.oneOf(['allow_incomplete', 'error_if_incomplete']).optional(),
  proration_behavior: p.oneOf(['always_invoice', 'create_prorations', 'none']).optional(),
  proration_date: p.integer.optional(),
});
const cancel = p.fields({ cancellation_details: details, invoice_now: p.flag.optional(), prorate: p.flag.optional() });

export const subscriptionRoutes: Record<string, Route> = {
  'GET /v1/subscriptions': route(list, ({ objects }, params) =>
    page(
      [...objects.subscriptions.values()].filter(
        (subscription) =>
          (params.customer ?? subscription.customer) === subscription.customer &&
          (params.price === undefined || subscription.items.data.some(({ price }) => price.id === params.price)) &&
          hasStatus(subscription, params.status) &&
          p.isWithin(subscription.created, params.created),
      ),
      params,
      '/v1/subscriptions',
      noun,
    ),
  ),

  'GET /v1/subscriptions/:id': route(p.fields({}), ({ objects }, _params, { id }) =>
    need(objects.subscriptions, noun, id),
  ),

  'POST /v1/subscriptions/:id': route(update, (world, params, { id }) => {
    const subscription = need(world.objects.subscriptions, noun, id);
    if (
      subscription.ended_at &&
      Object.keys(params).some((key) => key !== 'metadata' && key !== 'cancellation_details')
    )
      throw invalid(
        'A canceled subscription can only update its cancellation_details and metadata.',
        undefined,
        'subscription_canceled',
      );
    const before: Subscription = JSON.parse(JSON.stringify(subscription));
    if (params.cancel_at_period_end !== undefined && params.cancel_at !== undefined)
      throw invalid('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', 'cancel_at');
    if (params.default_payment_method) payWith(world, subscription, params.default_payment_method);
    if (params.items)
      changeItems(world, subscription, changesOf(world, subscription, params.items), {
        behavior: params.proration_behavior ?? 'create_prorations',
        atS: prorationDate(world, subscription, params.proration_date),
        mustBePaid: params.payment_behavior === 'error_if_incomplete',
      });
    if (params.description !== undefined) subscription.description = params.description;
    subscription.metadata = p.mergeMetadata(subscription.metadata, params.metadata);
    note(subscription, params.cancellation_details);
    if (params.cancel_at_period_end !== undefined)
      scheduleEnd(world, subscription, params.cancel_at_period_end ? 'period' : undefined);
    if (params.cancel_at !== undefined) scheduleEnd(world, subscription, params.cancel_at ?? undefined);
    world.emit('customer.subscription.updated', subscription, differences(before, subscription));
    return subscription;
  }),

  'DELETE /v1/subscriptions/:id': route(cancel, (world, params, { id }) => {
    const subscription = world.objects.subscriptions.get(id ?? '');
    // Stripe does not find a subscription that has ended.
    if (!subscription || subscription.ended_at) return need(new Map<string, Subscription>(), noun, id);
    note(subscription, params.cancellation_details);
    settleUp(world, subscription, params.prorate ?? false, params.invoice_now ?? false);
    endSubscription(world, subscription, 'cancellation_requested');
    return subscription;
  }),
};

function hasStatus({ status, ended_at: ended }: Subscription, wanted: (typeof statuses)[number] | undefined): boolean {
  if (wanted === 'all') return true;
  if (wanted === 'ended') return ended !== null;
  return wanted === undefined ? status !== 'canceled' : status === wanted;
}

function changesOf(world: World, subscription: Subscription, wishes: Array<z.infer<typeof itemChange>>): ItemChange[] {
  return wishes.flatMap(({ id, price: priceId, quantity }, index) => {
    const item = subscription.items.data.find((each) => each.id === id);
    if (!item)
      throw id
        ? invalid(`No such subscription item: '${id}'`, `items[${index}][id]`, 'resource_missing')
        : invalid('The sandbox does not add items to a subscription: name the item by its id.', `items[${index}][id]`);
    const price = need(world.objects.prices, 'price', priceId ?? item.price.id, `items[${index}][price]`);
    if (priceId && !price.active)
      throw invalid(
        'The price specified is inactive. This field only accepts active prices.',
        `items[${index}][price]`,
      );
    if (!price.recurring)
      throw invalid(
        'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
        `items[${index}][price]`,
      );
    if (price.currency !== subscription.currency)
      throw invalid(
        'The price specified only supports another currency than the subscription.',
        `items[${index}][price]`,
      );
    const count = quantity ?? item.quantity ?? 1;
    return price.id === item.price.id && count === item.quantity ? [] : [{ item, price, quantity: count }];
  });
}

function prorationDate(world: World, subscription: Subscription, at: number | undefined): number {
  const { start, end } = periodOf(subscription);
  if (at === undefined) return world.agenda.nowS();
  if (at < start || at > end)
    throw invalid('Cannot specify a proration date outside of the current billing period.', 'proration_date');
  return at;
}

function payWith(world: World, subscription: Subscription, id: string) {
  const method = need(world.objects.paymentMethods, 'PaymentMethod', id, 'default_payment_method');
  if (method.customer !== subscription.customer)
    throw invalid(
      'The customer does not have a payment method with the ID given. The payment method must be attached to the customer.',
      'default_payment_method',
      'resource_missing',
    );
  subscription.default_payment_method = method.id;
}

function note(subscription: Subscription, given: z.infer<typeof details>) {
  if (!given || !subscription.cancellation_details) return;
  if (given.comment !== undefined) subscription.cancellation_details.comment = given.comment;
  if (given.feedback !== undefined) subscription.cancellation_details.feedback = given.feedback;
}

/** The last invoice of a subscription that ends at once. */
function settleUp(world: World, subscription: Subscription, prorates: boolean, invoicesNow: boolean) {
  const lines = world.objects.pendingLines.get(subscription.id) ?? [];
  if (prorates)
    lines.push(...subscription.items.data.map((item) => unusedLine(world, subscription, item, world.agenda.nowS())));
  if (!invoicesNow || lines.length === 0) return;
  world.objects.pendingLines.delete(subscription.id);
  const { customer, currency, automatic_tax: tax } = subscription;
  const invoice = createInvoice(world, {
    customer,
    currency,
    reason: 'subscription_update',
    lines,
    subscription,
    automaticTax: tax.enabled,
    period: periodOf(subscription),
  });
  finalizeInvoice(world, invoice);
  collectInvoice(world, invoice, methodOf(world, subscription));
}

/** The old values of the fields that changed. */
function differences(before: Subscription, after: Subscription): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(before).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(after, key))),
  );
}

import { z } from 'zod';
import { invalid } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { newId } from '../objects/ids.ts';
import { change, need } from '../objects/need.ts';
import type { Price } from '../objects/stored.ts';
import type { World } from '../world.ts';

const interval = p.oneOf(['day', 'week', 'month', 'year']);
/** Stripe bills at least every three years. */
const longest = { day: 1095, week: 156, month: 36, year: 3 };
/** The largest number with eight digits. */
const largestAmount = 99_999_999;

const changeable = {
  active: p.flag.optional(),
  lookup_key: p.text.max(200).optional(),
  metadata: p.metadata.optional(),
  nickname: p.orEmpty(p.longText).optional(),
  tax_behavior: p.oneOf(['exclusive', 'inclusive', 'unspecified']).optional(),
  transfer_lookup_key: p.flag.optional(),
};
const create = p.fields({
  currency: p.currency,
  product: p.text,
  unit_amount: p.integer,
  billing_scheme: p.oneOf(['per_unit']).optional(),
  recurring: p
    .fields({
      interval,
      interval_count: p.positive.optional(),
      usage_type: p.oneOf(['licensed']).optional(),
    })
    .optional(),
  ...changeable,
});
const list = p.fields({
  active: p.flag.optional(),
  created: p.moment.optional(),
  currency: p.currency.optional(),
  lookup_keys: z.array(p.text).max(10).optional(),
  product: p.text.optional(),
  recurring: p.fields({ interval: interval.optional(), usage_type: p.text.optional() }).optional(),
  type: p.oneOf(['one_time', 'recurring']).optional(),
  ...p.paging,
});

export const priceRoutes: Record<string, Route> = {
  'POST /v1/prices': route(create, (world, params) => {
    const { recurring, unit_amount: amount } = params;
    need(world.objects.products, 'product', params.product, 'product');
    if (amount < 0) throw invalid('Invalid non-negative integer', 'unit_amount', 'parameter_invalid_integer');
    if (amount > largestAmount)
      throw invalid(`Amount must be no more than ${largestAmount}`, 'unit_amount', 'amount_too_large');
    const count = recurring?.interval_count ?? 1;
    if (recurring && count > longest[recurring.interval])
      throw invalid('The billing interval can be at most three years.', 'recurring[interval_count]');
    if (params.lookup_key) claimLookupKey(world, params.lookup_key, params.transfer_lookup_key ?? false);
    const price = {
      id: newId('price'),
      object: 'price',
      active: params.active ?? true,
      billing_scheme: 'per_unit',
      created: world.agenda.nowS(),
      currency: params.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: params.lookup_key ?? null,
      metadata: p.mergeMetadata({}, params.metadata),
      nickname: params.nickname ?? null,
      product: params.product,
      recurring: recurring
        ? {
            interval: recurring.interval,
            interval_count: count,
            meter: null,
            trial_period_days: null,
            usage_type: 'licensed',
          }
        : null,
      tax_behavior: params.tax_behavior ?? 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: recurring ? 'recurring' : 'one_time',
      unit_amount: amount,
      unit_amount_decimal: String(amount),
    } satisfies Price;
    world.objects.prices.set(price.id, price);
    world.emit('price.created', price);
    return price;
  }),

  'GET /v1/prices': route(list, ({ objects }, params) => {
    const matching = [...objects.prices.values()].filter(
      (price) =>
        (params.active ?? price.active) === price.active &&
        (params.currency ?? price.currency) === price.currency &&
        (params.product ?? price.product) === price.product &&
        (params.type ?? price.type) === price.type &&
        (params.recurring?.interval ?? price.recurring?.interval) === price.recurring?.interval &&
        (params.lookup_keys?.includes(price.lookup_key ?? '') ?? true) &&
        p.isWithin(price.created, params.created),
    );
    return page(matching, params, '/v1/prices', 'price');
  }),

  'GET /v1/prices/:id': route(p.fields({}), ({ objects }, _params, { id }) => need(objects.prices, 'price', id)),

  'POST /v1/prices/:id': route(p.fields(changeable), (world, params, { id }) => {
    const price = need(world.objects.prices, 'price', id);
    const { metadata, transfer_lookup_key: transfers = false, ...values } = params;
    if (values.lookup_key && values.lookup_key !== price.lookup_key)
      claimLookupKey(world, values.lookup_key, transfers);
    if (values.tax_behavior && price.tax_behavior !== 'unspecified' && values.tax_behavior !== price.tax_behavior)
      throw invalid('You cannot change the tax behavior of a price once it is set.', 'tax_behavior');
    const previous = change(price, {
      ...values,
      metadata: p.mergeMetadata(price.metadata, metadata),
    } as Partial<Price>);
    world.emit('price.updated', price, previous);
    return price;
  }),
};

/** A lookup key belongs to one price. It moves to another only on request. */
function claimLookupKey(world: World, key: string, transfers: boolean) {
  const holder = [...world.objects.prices.values()].find((price) => price.lookup_key === key);
  if (!holder) return;
  if (!transfers) throw invalid(`A price (\`${holder.id}\`) already uses that lookup key.`, 'lookup_key');
  const previous = change(holder, { lookup_key: null });
  world.emit('price.updated', holder, previous);
}

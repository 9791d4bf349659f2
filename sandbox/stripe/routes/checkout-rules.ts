import { invalid } from '../api/errors.ts';
import { need } from '../objects/need.ts';
import type { Price } from '../objects/stored.ts';
import type { World } from '../world.ts';
import type { SessionParams } from './checkout-params.ts';

/** Half a dollar, or about that. */
const smallestTotal = 50;
const shortestS = 30 * 60;
export const longestS = 24 * 3600;

/** What Stripe refuses although each parameter is valid by itself. Returns the prices, in the order of the items. */
export function checkSession(world: World, params: SessionParams): Price[] {
  if (params.mode === 'setup') throw invalid('The sandbox does not do Checkout in `setup` mode.', 'mode');
  if (!params.line_items) throw invalid('Missing required param: line_items.', 'line_items', 'parameter_missing');
  if (!params.success_url) throw invalid('Missing required param: success_url.', 'success_url', 'parameter_missing');
  checkUrl(params.success_url, 'success_url');
  if (params.cancel_url) checkUrl(params.cancel_url, 'cancel_url');
  checkTogether(params);
  checkExpiry(world, params.expires_at);
  const prices = params.line_items.map(({ price: id, quantity }, index) => {
    const price = need(world.objects.prices, 'price', id, `line_items[${index}][price]`);
    if (!price.active)
      throw invalid(
        'The price specified is inactive. This field only accepts active prices.',
        `line_items[${index}][price]`,
      );
    if (quantity === undefined)
      throw invalid('Quantity is required. Add `quantity` to `line_items`.', `line_items[${index}][quantity]`);
    return price;
  });
  checkPrices(params, prices);
  return prices;
}

function checkUrl(text: string, param: string) {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw invalid('Not a valid URL', param, 'url_invalid');
}

function checkTogether(params: SessionParams) {
  const { mode } = params;
  if (params.customer && params.customer_email)
    throw invalid('You may only specify one of these parameters: customer, customer_email.', 'customer');
  if (params.customer && params.customer_creation)
    throw invalid('You may only specify one of these parameters: customer, customer_creation.', 'customer_creation');
  if (params.customer_update && !params.customer)
    throw invalid('`customer_update` can only be used with `customer`.', 'customer_update');
  if (mode === 'subscription') {
    if (params.payment_intent_data)
      throw invalid('You can not pass `payment_intent_data` in `subscription` mode.', 'payment_intent_data');
    if (params.customer_creation)
      throw invalid('`customer_creation` can only be used in `payment` mode.', 'customer_creation');
    if (params.invoice_creation)
      throw invalid(
        'You can only enable invoice creation when `mode` is set to `payment`. Invoices are created automatically when `mode` is set to `subscription`.',
        'invoice_creation',
      );
    if (params.submit_type && params.submit_type !== 'subscribe' && params.submit_type !== 'auto')
      throw invalid('You can not pass `submit_type` in `subscription` mode.', 'submit_type');
  } else if (params.subscription_data)
    throw invalid('You can not pass `subscription_data` in `payment` mode.', 'subscription_data');
}

function checkExpiry(world: World, at: number | undefined) {
  if (at === undefined) return;
  const seconds = at - world.agenda.nowS();
  if (seconds < shortestS)
    throw invalid(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      'expires_at',
    );
  if (seconds > longestS)
    throw invalid(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      'expires_at',
    );
}

function checkPrices({ mode, line_items: items = [] }: SessionParams, prices: Price[]) {
  if (new Set(prices.map(({ currency }) => currency)).size > 1)
    throw invalid('You cannot combine currencies in one Checkout Session.', 'line_items');
  const recurring = prices.filter((price) => price.recurring);
  if (mode === 'payment') {
    if (recurring.length > 0)
      throw invalid(
        'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
        'mode',
      );
    const total = prices.reduce(
      (sum, price, index) => sum + (price.unit_amount ?? 0) * (items[index]?.quantity ?? 1),
      0,
    );
    if (total > 0 && total < smallestTotal)
      throw invalid(
        "The Checkout Session's total amount due must add up to at least $0.50 usd",
        'line_items',
        'amount_too_small',
      );
    return;
  }
  if (recurring.length === 0)
    throw invalid(
      'You must provide at least one recurring price in `subscription` mode when using prices.',
      'line_items',
    );
  if (recurring.length < prices.length)
    throw invalid('The sandbox does not mix one-time prices into a subscription.', 'line_items');
  const intervals = new Set(recurring.map((price) => JSON.stringify(price.recurring)));
  if (intervals.size > 1)
    throw invalid('The sandbox does not mix billing intervals in one subscription.', 'line_items');
}

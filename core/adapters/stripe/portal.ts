import type Stripe from 'stripe';
import type { Item } from '#core/billing/plans.ts';
import type { Change } from './change.ts';
import { idOf } from './client.ts';
import { once } from './once.ts';
import { findPrice } from './prices.ts';

type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features;

const ours = { upixel: 'portal' };

/** Our own configuration; an account's default may be for something else. */
export async function findPortal(stripe: Stripe): Promise<Stripe.BillingPortal.Configuration | undefined> {
  const { data } = await stripe.billingPortal.configurations.list({
    active: true,
    limit: 100,
    expand: ['data.features.subscription_update.products'],
  });
  return data.find(({ metadata }) => metadata?.upixel === ours.upixel);
}

/** The change that the portal needs; undefined if it is right. `pricesChange`: prices that it names are about to change. */
export async function portalChange(
  stripe: Stripe,
  items: readonly Item[],
  { pricesChange }: { pricesChange: boolean },
): Promise<Change | undefined> {
  const existing = await findPortal(stripe);
  if (existing && !pricesChange && isLike(existing, await wantedFeatures(stripe, items))) return undefined;
  return {
    does: existing ? 'update' : 'create',
    what: 'customer portal',
    why: existing ? 'it offers other plans or prices' : 'it is not there',
    async apply(client) {
      const features = await wantedFeatures(client, items);
      if (existing) return client.billingPortal.configurations.update(existing.id, { features });
      return once(['portal', JSON.stringify(features)], {
        send: (options) => client.billingPortal.configurations.create({ features, metadata: ours }, options),
        find: () => findPortal(client),
      });
    },
  };
}

/** Card, invoices, canceling at the period's end, and changing plans: the difference is charged at once. */
async function wantedFeatures(stripe: Stripe, items: readonly Item[]): Promise<Features> {
  const products: Array<{ product: string; prices: string[] }> = [];
  for (const item of items) {
    const price = item.kind === 'plan' ? await findPrice(stripe, item) : undefined;
    if (price) products.push({ product: idOf(price.product) ?? '', prices: [price.id] });
  }
  return {
    customer_update: { enabled: true, allowed_updates: ['address', 'tax_id'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, mode: 'at_period_end' },
    subscription_update: {
      enabled: true,
      default_allowed_updates: ['price'],
      proration_behavior: 'always_invoice',
      products,
    },
  };
}

function isLike({ features }: Stripe.BillingPortal.Configuration, wanted: Features): boolean {
  const offered = (products: Array<{ product: string; prices: string[] }> | null | undefined | '') =>
    JSON.stringify((products || []).map(({ product, prices }) => [product, [...prices].sort()]).sort());
  const { subscription_update: update, subscription_cancel: cancel } = features;
  return (
    cancel.enabled &&
    cancel.mode === wanted.subscription_cancel?.mode &&
    update.enabled &&
    update.proration_behavior === wanted.subscription_update?.proration_behavior &&
    features.payment_method_update.enabled &&
    features.invoice_history.enabled &&
    offered(update.products) === offered(wanted.subscription_update?.products)
  );
}

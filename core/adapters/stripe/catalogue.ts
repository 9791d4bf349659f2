import type Stripe from 'stripe';
import type { Item } from '#core/billing/plans.ts';
import { moneyText } from '#core/contract/money.ts';
import type { Change } from './change.ts';
import { idOf } from './client.ts';
import { once } from './once.ts';
import { portalChange } from './portal.ts';
import { findPrice, markPrice, prefix, soldOf } from './prices.ts';
import { webhookChanges } from './webhook-endpoints.ts';

const productId = ({ kind, key }: Item) => `${prefix}${kind}_${key}`;

/** What differs from our list, and how to correct it. The portal comes last, because it names prices. */
export async function catalogueChanges(stripe: Stripe, items: readonly Item[]): Promise<Change[]> {
  const products = new Map<string, Stripe.Product>();
  for await (const product of stripe.products.list({ limit: 100 }))
    if (product.id.startsWith(prefix)) products.set(product.id, product);
  const changes: Change[] = [];
  let pricesChange = false;
  for (const item of items) {
    const own = await itemChanges(stripe, item, products.get(productId(item)));
    pricesChange ||= item.kind === 'plan' && own.some(({ what }) => what === priceOf(item));
    changes.push(...own);
  }
  const wanted = new Set(items.map(productId));
  for (const product of products.values())
    if (product.active && !wanted.has(product.id)) changes.push(retirement(product));
  const portal = await portalChange(stripe, items, { pricesChange });
  return [...changes, ...(portal ? [portal] : []), ...(await webhookChanges(stripe))];
}

async function itemChanges(stripe: Stripe, item: Item, product: Stripe.Product | undefined): Promise<Change[]> {
  const id = productId(item);
  const changes: Change[] = [];
  if (!product)
    changes.push({
      does: 'create',
      what: `product ${id}`,
      why: `“${titleOf(item)}” is not there`,
      apply: (client) =>
        once(['product', id], {
          send: (options) => client.products.create({ id, name: titleOf(item) }, options),
          find: async () => (await client.products.list({ ids: [id] })).data[0],
        }),
    });
  else if (product.name !== titleOf(item) || !product.active)
    changes.push({
      does: 'update',
      what: `product ${id}`,
      why: `it is ${product.active ? '' : 'retired, and '}called “${product.name}”, not “${titleOf(item)}”`,
      apply: (client) => client.products.update(id, { name: titleOf(item), active: true }),
    });
  const price = await findPrice(stripe, item);
  const difference = price ? differenceOf(price, item) : 'it is not there';
  if (difference !== undefined)
    changes.push({
      does: price ? 'replace' : 'create',
      what: priceOf(item),
      why: difference,
      apply: (client) => newPrice(client, item, price),
    });
  return changes;
}

/** A price cannot change: a new one takes over its lookup key, and existing subscribers keep the old one. */
async function newPrice(stripe: Stripe, item: Item, old: Stripe.Price | undefined): Promise<void> {
  const { amount, currency } = item.price;
  const wanted: Stripe.PriceCreateParams = {
    product: productId(item),
    unit_amount: amount,
    currency,
    lookup_key: item.lookupKey,
    transfer_lookup_key: true,
    metadata: markPrice(item),
    ...(item.kind === 'plan' ? { recurring: { interval: 'month' } } : {}),
  };
  // The key includes the old price's id: returning to an earlier price is a new price, too.
  await once(['price', item.lookupKey, String(amount), currency, String(item.credits), old?.id ?? 'first'], {
    send: (options) => stripe.prices.create(wanted, options),
    async find() {
      const now = await findPrice(stripe, item);
      return now?.id === old?.id ? undefined : now;
    },
  });
  if (old) await stripe.prices.update(old.id, { active: false });
}

function differenceOf(price: Stripe.Price, item: Item): string | undefined {
  const { amount, currency } = item.price;
  if (price.unit_amount !== amount || price.currency !== currency)
    return `${moneyText({ amount: price.unit_amount ?? 0, currency: price.currency })}, not ${moneyText(item.price)}`;
  const sold = soldOf(price);
  if (sold?.item !== item.key || sold.credits !== item.credits)
    return `for ${sold?.credits ?? 'no'} credits, not ${item.credits}`;
  if ((price.recurring?.interval === 'month') !== (item.kind === 'plan')) return 'by the wrong period';
  if (idOf(price.product) !== productId(item)) return `of another product, ${idOf(price.product)}`;
  return undefined;
}

const retirement = (product: Stripe.Product): Change => ({
  does: 'retire',
  what: `product ${product.id}`,
  why: `“${product.name}” is no longer sold`,
  async apply(stripe) {
    for await (const price of stripe.prices.list({ product: product.id, active: true, limit: 100 }))
      await stripe.prices.update(price.id, { active: false });
    await stripe.products.update(product.id, { active: false });
  },
});

const priceOf = ({ lookupKey }: Item) => `price ${lookupKey}`;

/** Its title on Stripe's pages and invoices. */
const titleOf = ({ kind, name }: Item) => (kind === 'plan' ? `UPixel ${name}` : `UPixel: ${name}`);

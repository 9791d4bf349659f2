import { z } from 'zod';
import { invalid } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { newId } from '../objects/ids.ts';
import { change, need } from '../objects/need.ts';
import type { Product } from '../objects/stored.ts';

const changeable = {
  active: p.flag.optional(),
  description: p.orEmpty(p.longText).optional(),
  images: z.array(p.url).max(8).optional(),
  metadata: p.metadata.optional(),
  statement_descriptor: p.text.max(22).optional(),
  tax_code: p.orEmpty(p.text).optional(),
  unit_label: p.orEmpty(p.text).optional(),
  url: p.orEmpty(p.url).optional(),
};

const create = p.fields({
  id: p.text.optional(),
  name: p.text,
  type: p.oneOf(['good', 'service']).optional(),
  ...changeable,
});
const update = p.fields({ name: p.text.optional(), default_price: p.orEmpty(p.text).optional(), ...changeable });
const list = p.fields({
  active: p.flag.optional(),
  created: p.moment.optional(),
  ids: z.array(p.text).optional(),
  url: p.text.optional(),
  ...p.paging,
});

export const productRoutes: Record<string, Route> = {
  'POST /v1/products': route(create, (world, params) => {
    const id = params.id ?? newId('prod', 14);
    if (world.objects.products.has(id)) throw invalid(`Product already exists: ${id}`, 'id', 'resource_already_exists');
    const product = {
      id,
      object: 'product',
      active: params.active ?? true,
      created: world.agenda.nowS(),
      default_price: null,
      description: params.description ?? null,
      images: params.images ?? [],
      livemode: false,
      marketing_features: [],
      metadata: p.mergeMetadata({}, params.metadata),
      name: params.name,
      package_dimensions: null,
      shippable: null,
      statement_descriptor: params.statement_descriptor ?? null,
      tax_code: params.tax_code ?? null,
      tax_details: null,
      type: params.type ?? 'service',
      unit_label: params.unit_label ?? null,
      updated: world.agenda.nowS(),
      url: params.url ?? null,
    } satisfies Product;
    world.objects.products.set(id, product);
    world.emit('product.created', product);
    return product;
  }),

  'GET /v1/products': route(list, ({ objects }, params) => {
    const matching = [...objects.products.values()].filter(
      ({ id, active, created, url }) =>
        (params.active ?? active) === active &&
        (params.ids?.includes(id) ?? true) &&
        (params.url ?? url) === url &&
        p.isWithin(created, params.created),
    );
    return page(matching, params, '/v1/products', 'product');
  }),

  'GET /v1/products/:id': route(p.fields({}), ({ objects }, _params, { id }) => need(objects.products, 'product', id)),

  'POST /v1/products/:id': route(update, (world, params, { id }) => {
    const product = need(world.objects.products, 'product', id);
    const { metadata, default_price, ...values } = params;
    if (default_price && need(world.objects.prices, 'price', default_price, 'default_price').product !== product.id)
      throw invalid(`The price ${default_price} does not belong to this product.`, 'default_price');
    const previous = change(product, {
      ...values,
      ...(default_price !== undefined && { default_price }),
      metadata: p.mergeMetadata(product.metadata, metadata),
    } as Partial<Product>);
    product.updated = world.agenda.nowS();
    world.emit('product.updated', product, previous);
    return product;
  }),

  'DELETE /v1/products/:id': route(p.fields({}), (world, _params, { id }) => {
    const product = need(world.objects.products, 'product', id);
    if ([...world.objects.prices.values()].some((price) => price.product === product.id))
      throw invalid('This product cannot be deleted because it has one or more user-created prices.');
    world.objects.products.delete(product.id);
    world.emit('product.deleted', product);
    return { id: product.id, object: 'product', deleted: true };
  }),
};

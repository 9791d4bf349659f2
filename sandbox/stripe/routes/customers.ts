import { invalid } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { endSubscription } from '../money/end-subscription.ts';
import { contact, wholeAddress } from '../objects/contact.ts';
import { createCustomer } from '../objects/customer.ts';
import { change, need } from '../objects/need.ts';
import type { Customer } from '../objects/stored.ts';

const given = {
  ...contact,
  description: p.orEmpty(p.longText).optional(),
  metadata: p.metadata.optional(),
};
const update = p.fields({
  ...given,
  invoice_settings: p.fields({ default_payment_method: p.orEmpty(p.text).optional() }).optional(),
});
const list = p.fields({ email: p.text.optional(), created: p.moment.optional(), ...p.paging });

export const customerRoutes: Record<string, Route> = {
  'POST /v1/customers': route(p.fields(given), (world, params) =>
    createCustomer(world, {
      ...(params.email !== undefined && { email: params.email }),
      ...(params.name !== undefined && { name: params.name }),
      ...(params.description !== undefined && { description: params.description }),
      ...(params.phone !== undefined && { phone: params.phone }),
      address: wholeAddress(params.address),
      metadata: p.mergeMetadata({}, params.metadata),
    }),
  ),

  'GET /v1/customers': route(list, ({ objects }, params) => {
    const matching = [...objects.customers.values()].filter(
      ({ email: own, created }) => (params.email ?? own) === own && p.isWithin(created, params.created),
    );
    return page(matching, params, '/v1/customers', 'customer');
  }),

  'GET /v1/customers/:id': route(
    p.fields({}),
    ({ objects }, _params, { id = '' }) => objects.deletedCustomers.get(id) ?? need(objects.customers, 'customer', id),
  ),

  'POST /v1/customers/:id': route(update, (world, params, { id }) => {
    const customer = need(world.objects.customers, 'customer', id);
    const { metadata, invoice_settings: settings, address: place, ...values } = params;
    const card = settings?.default_payment_method;
    if (card) {
      const method = need(
        world.objects.paymentMethods,
        'PaymentMethod',
        card,
        'invoice_settings[default_payment_method]',
      );
      if (method.customer !== customer.id)
        throw invalid(
          'The customer does not have a payment method with the ID given. The payment method must be attached to the customer.',
          'invoice_settings[default_payment_method]',
          'resource_missing',
        );
    }
    const previous = change(customer, {
      ...values,
      ...(place !== undefined && { address: wholeAddress(place) }),
      ...(card !== undefined && { invoice_settings: { ...customer.invoice_settings, default_payment_method: card } }),
      metadata: p.mergeMetadata(customer.metadata, metadata),
    } as Partial<Customer>);
    world.emit('customer.updated', customer, previous);
    return customer;
  }),

  'DELETE /v1/customers/:id': route(p.fields({}), (world, _params, { id }) => {
    const customer = need(world.objects.customers, 'customer', id);
    for (const subscription of world.objects.subscriptions.values())
      if (subscription.customer === customer.id && !subscription.ended_at)
        endSubscription(world, subscription, 'cancellation_requested');
    world.objects.customers.delete(customer.id);
    const deleted = { id: customer.id, object: 'customer' as const, deleted: true as const };
    world.objects.deletedCustomers.set(customer.id, deleted);
    world.emit('customer.deleted', customer);
    return deleted;
  }),
};

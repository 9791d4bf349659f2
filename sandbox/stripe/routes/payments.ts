import { invalid } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { contact, wholeAddress } from '../objects/contact.ts';
import { change, need } from '../objects/need.ts';

const byCustomer = { customer: p.text.optional(), created: p.moment.optional(), ...p.paging };
const changes = p.fields({ description: p.orEmpty(p.longText).optional(), metadata: p.metadata.optional() });

/** Payments, read-only: they are made only on the pages. */
export const paymentRoutes: Record<string, Route> = {
  'GET /v1/payment_intents': route(p.fields(byCustomer), ({ objects }, params) =>
    page(
      [...objects.paymentIntents.values()].filter(
        ({ customer, created }) => (params.customer ?? customer) === customer && p.isWithin(created, params.created),
      ),
      params,
      '/v1/payment_intents',
      'payment_intent',
    ),
  ),
  'GET /v1/payment_intents/:id': route(p.fields({}), ({ objects }, _params, { id }) =>
    need(objects.paymentIntents, 'payment_intent', id),
  ),
  'POST /v1/payment_intents/:id': route(changes, ({ objects }, { metadata, ...values }, { id }) => {
    const intent = need(objects.paymentIntents, 'payment_intent', id);
    change(intent, {
      ...(values.description !== undefined && { description: values.description }),
      metadata: p.mergeMetadata(intent.metadata, metadata),
    });
    return intent;
  }),

  'GET /v1/charges': route(p.fields({ payment_intent: p.text.optional(), ...byCustomer }), ({ objects }, params) =>
    page(
      [...objects.charges.values()].filter(
        (charge) =>
          (params.customer ?? charge.customer) === charge.customer &&
          (params.payment_intent ?? charge.payment_intent) === charge.payment_intent &&
          p.isWithin(charge.created, params.created),
      ),
      params,
      '/v1/charges',
      'charge',
    ),
  ),
  'GET /v1/charges/:id': route(p.fields({}), ({ objects }, _params, { id }) => need(objects.charges, 'charge', id)),

  'GET /v1/payment_methods/:id': route(p.fields({}), ({ objects }, _params, { id }) =>
    need(objects.paymentMethods, 'PaymentMethod', id),
  ),
  'GET /v1/customers/:customer/payment_methods': route(
    p.fields({ type: p.text.optional(), ...p.paging }),
    ({ objects }, params, ids) => {
      const customer = need(objects.customers, 'customer', ids.customer);
      return page(
        [...objects.paymentMethods.values()].filter(
          (method) => method.customer === customer.id && (params.type ?? method.type) === method.type,
        ),
        params,
        `/v1/customers/${customer.id}/payment_methods`,
        'PaymentMethod',
      );
    },
  ),
  // https://docs.stripe.com/api/payment_methods/update
  'POST /v1/payment_methods/:id': route(
    p.fields({ billing_details: p.fields(contact).optional() }),
    (world, params, { id }) => {
      const method = need(world.objects.paymentMethods, 'PaymentMethod', id);
      if (!method.customer) throw invalid('You must save this PaymentMethod to a customer before you can update it.');
      const { email, name, phone, address } = params.billing_details ?? {};
      const previous = change(method, {
        billing_details: {
          ...method.billing_details,
          ...(email !== undefined && { email: email || null }),
          ...(name !== undefined && { name: name || null }),
          ...(phone !== undefined && { phone: phone || null }),
          ...(address !== undefined && { address: wholeAddress(address) }),
        },
      });
      world.emit('payment_method.updated', method, previous);
      return method;
    },
  ),
  'POST /v1/payment_methods/:id/detach': route(p.fields({}), (world, _params, { id }) => {
    const method = need(world.objects.paymentMethods, 'PaymentMethod', id);
    if (!method.customer)
      throw invalid('The payment method you provided is not attached to a customer so detachment is impossible.');
    const previous = change(method, { customer: null });
    world.emit('payment_method.detached', method, previous);
    return method;
  }),
};

import { invalid } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { refundCharge } from '../money/refund-charge.ts';
import { need } from '../objects/need.ts';
import type { Charge } from '../objects/stored.ts';
import type { World } from '../world.ts';

const create = p.fields({
  charge: p.text.optional(),
  payment_intent: p.text.optional(),
  amount: p.positive.optional(),
  reason: p.oneOf(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: p.metadata.optional(),
});
const list = p.fields({
  charge: p.text.optional(),
  payment_intent: p.text.optional(),
  created: p.moment.optional(),
  ...p.paging,
});

export const refundRoutes: Record<string, Route> = {
  'POST /v1/refunds': route(create, (world, params) =>
    refundCharge(world, chargeOf(world, params.charge, params.payment_intent), {
      amount: params.amount,
      reason: params.reason ?? null,
      metadata: p.mergeMetadata({}, params.metadata),
    }),
  ),
  'GET /v1/refunds': route(list, ({ objects }, params) =>
    page(
      [...objects.refunds.values()].filter(
        (refund) =>
          (params.charge ?? refund.charge) === refund.charge &&
          (params.payment_intent ?? refund.payment_intent) === refund.payment_intent &&
          p.isWithin(refund.created, params.created),
      ),
      params,
      '/v1/refunds',
      'refund',
    ),
  ),
  'GET /v1/refunds/:id': route(p.fields({}), ({ objects }, _params, { id }) => need(objects.refunds, 'refund', id)),
};

/** The charge itself, or the one that paid the intent. */
function chargeOf({ objects }: World, charge: string | undefined, intentId: string | undefined): Charge {
  if (charge && intentId)
    throw invalid('You may only specify one of these parameters: charge, payment_intent.', 'charge');
  if (charge) return need(objects.charges, 'charge', charge, 'charge');
  if (!intentId)
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.');
  const intent = need(objects.paymentIntents, 'payment_intent', intentId, 'payment_intent');
  if (!intent.latest_charge || intent.status !== 'succeeded')
    throw invalid(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      'payment_intent',
      'charge_not_refundable',
    );
  return need(objects.charges, 'charge', intent.latest_charge);
}

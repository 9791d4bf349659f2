import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { closeDispute } from '../money/disputes.ts';
import { need } from '../objects/need.ts';

const list = p.fields({
  charge: p.text.optional(),
  payment_intent: p.text.optional(),
  created: p.moment.optional(),
  ...p.paging,
});

export const disputeRoutes: Record<string, Route> = {
  'GET /v1/disputes': route(list, ({ objects }, params) =>
    page(
      [...objects.disputes.values()].filter(
        (dispute) =>
          (params.charge ?? dispute.charge) === dispute.charge &&
          (params.payment_intent ?? dispute.payment_intent) === dispute.payment_intent &&
          p.isWithin(dispute.created, params.created),
      ),
      params,
      '/v1/disputes',
      'dispute',
    ),
  ),
  'GET /v1/disputes/:id': route(p.fields({}), ({ objects }, _params, { id }) => need(objects.disputes, 'dispute', id)),
  /** Accepts the dispute: it is lost. */
  'POST /v1/disputes/:id/close': route(p.fields({}), (world, _params, { id }) => {
    const dispute = need(world.objects.disputes, 'dispute', id);
    closeDispute(world, dispute, 'lost');
    return dispute;
  }),
};

import { z } from 'zod';
import { invalid } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { need } from '../objects/need.ts';

const list = p.fields({
  created: p.moment.optional(),
  delivery_success: p.flag.optional(),
  type: p.text.optional(),
  types: z.array(p.text).max(20).optional(),
  ...p.paging,
});

export const eventRoutes: Record<string, Route> = {
  'GET /v1/events': route(list, ({ objects }, params) => {
    if (params.type && params.types) throw invalid('You may only specify one of these parameters: type, types.');
    const wanted = params.types ?? (params.type ? [params.type] : undefined);
    const matching = [...objects.events.values()].filter(
      ({ type, created, pending_webhooks: pending }) =>
        (wanted?.some((each) => isOfType(type, each)) ?? true) &&
        (params.delivery_success === undefined || params.delivery_success === (pending === 0)) &&
        p.isWithin(created, params.created),
    );
    return page(matching, params, '/v1/events', 'event');
  }),

  'GET /v1/events/:id': route(p.fields({}), ({ objects }, _params, { id }) => need(objects.events, 'event', id)),
};

/** `charge.*` matches every event about charges. */
const isOfType = (type: string, wanted: string) =>
  wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;

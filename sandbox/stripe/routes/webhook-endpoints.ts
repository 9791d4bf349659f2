import { z } from 'zod';
import { invalid } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { createEndpoint, newSecret } from '../delivery/endpoint.ts';
import { isLocal } from '../delivery/post.ts';
import { change, need } from '../objects/need.ts';

const events = z.array(p.text).min(1);
const create = p.fields({
  url: p.url,
  enabled_events: events,
  api_version: p.text.optional(),
  description: p.orEmpty(p.longText).optional(),
  metadata: p.metadata.optional(),
});
const update = p.fields({
  url: p.url.optional(),
  enabled_events: events.optional(),
  description: p.orEmpty(p.longText).optional(),
  disabled: p.flag.optional(),
  metadata: p.metadata.optional(),
});

const noun = 'webhook endpoint';

export const webhookEndpointRoutes: Record<string, Route> = {
  'POST /v1/webhook_endpoints': route(create, (world, params) => {
    onlyLocal(params.url);
    const secret = newSecret();
    const endpoint = createEndpoint(world.objects, {
      url: params.url,
      enabled_events: params.enabled_events,
      api_version: params.api_version ?? null,
      description: params.description ?? null,
      metadata: p.mergeMetadata({}, params.metadata),
      created: world.agenda.nowS(),
      secret,
    });
    // The only time that the secret is shown.
    return { ...endpoint, secret };
  }),

  'GET /v1/webhook_endpoints': route(p.fields(p.paging), ({ objects }, params) =>
    page(objects.endpoints.values(), params, '/v1/webhook_endpoints', noun),
  ),

  'GET /v1/webhook_endpoints/:id': route(p.fields({}), ({ objects }, _params, { id }) =>
    need(objects.endpoints, noun, id),
  ),

  'POST /v1/webhook_endpoints/:id': route(update, ({ objects }, params, { id }) => {
    const endpoint = need(objects.endpoints, noun, id);
    if (params.url) onlyLocal(params.url);
    change(endpoint, {
      url: params.url ?? endpoint.url,
      enabled_events: params.enabled_events ?? endpoint.enabled_events,
      description: params.description === undefined ? endpoint.description : params.description,
      status: params.disabled === undefined ? endpoint.status : params.disabled ? 'disabled' : 'enabled',
      metadata: p.mergeMetadata(endpoint.metadata, params.metadata),
    });
    return endpoint;
  }),

  'DELETE /v1/webhook_endpoints/:id': route(p.fields({}), ({ objects }, _params, { id }) => {
    const endpoint = need(objects.endpoints, noun, id);
    objects.endpoints.delete(endpoint.id);
    objects.endpointSecrets.delete(endpoint.id);
    return { id: endpoint.id, object: 'webhook_endpoint', deleted: true };
  }),
};

function onlyLocal(url: string) {
  if (!isLocal(url))
    throw invalid('The sandbox calls http://127.0.0.1 and http://localhost only', 'url', 'url_invalid');
}

import { randomBytes } from 'node:crypto';
import { newId } from '../objects/ids.ts';
import type { WebhookEndpoint } from '../objects/stored.ts';
import type { Objects } from '../state.ts';

export const newSecret = () => `whsec_${randomBytes(24).toString('base64url')}`;

export function createEndpoint(
  objects: Objects,
  given: Pick<WebhookEndpoint, 'url' | 'enabled_events'> &
    Partial<WebhookEndpoint> & { created: number; secret: string },
): WebhookEndpoint {
  const { secret, ...values } = given;
  const endpoint = {
    id: newId('we'),
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    description: null,
    livemode: false,
    metadata: {},
    status: 'enabled',
    ...values,
  } satisfies WebhookEndpoint;
  objects.endpoints.set(endpoint.id, endpoint);
  objects.endpointSecrets.set(endpoint.id, secret);
  return endpoint;
}

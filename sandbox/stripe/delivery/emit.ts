import type Stripe from 'stripe';
import { newId } from '../objects/ids.ts';
import type { StripeEvent } from '../objects/stored.ts';
import type { World } from '../world.ts';
import type { Webhooks } from './webhooks.ts';

/** Stripe keeps events for 30 days. */
const keptS = 30 * 24 * 3600;

/** Records the event with the object's current state, and sends it. */
export function recordEvent(
  world: World,
  webhooks: Webhooks,
  apiVersion: string,
  type: Stripe.Event.Type,
  object: object,
  previous?: Record<string, unknown>,
) {
  const { events } = world.objects;
  const created = world.agenda.nowS();
  for (const [id, event] of events) {
    // Oldest first: the rest is younger.
    if (created - event.created <= keptS) break;
    events.delete(id);
  }
  const event = {
    id: newId('evt'),
    object: 'event',
    api_version: apiVersion,
    created,
    data: {
      object: JSON.parse(JSON.stringify(object)),
      ...(previous && Object.keys(previous).length > 0 && { previous_attributes: previous }),
    },
    livemode: false,
    pending_webhooks: 0,
    request: { id: world.request?.id ?? null, idempotency_key: world.request?.idempotencyKey ?? null },
    type,
  } satisfies StripeEvent;
  events.set(event.id, event);
  webhooks.send(event);
}

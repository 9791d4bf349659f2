import type Stripe from 'stripe';
import { handledEvents } from '#core/ports/payments.ts';
import type { Change } from './change.ts';

/** The path of the API's webhook, whatever its domain. */
const ourPath = '/webhooks/stripe';

/** Endpoints made for an earlier version that do not receive every event we handle. New ones are created by hand: they have a secret. */
export async function webhookChanges(stripe: Stripe): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const { id, url, enabled_events: told } of stripe.webhookEndpoints.list({ limit: 100 })) {
    const missing = handledEvents.filter((event) => !told.includes(event));
    if (!URL.canParse(url) || new URL(url).pathname !== ourPath || told.includes('*') || missing.length === 0) continue;
    changes.push({
      does: 'update',
      what: `webhook endpoint ${url}`,
      why: `it is not told of ${missing.join(', ')}`,
      apply: (client) => {
        const events = [...new Set([...told, ...handledEvents])];
        return client.webhookEndpoints.update(id, { enabled_events: events as (typeof handledEvents)[number][] });
      },
    });
  }
  return changes;
}

import type Stripe from 'stripe';
import { handledEvents } from '#core/ports/payments.ts';
import type { Change } from './change.ts';

/** Where the API listens, whatever its domain. */
const ourPath = '/webhooks/stripe';

/** Endpoints that were made for an earlier version, and are not told of everything that we handle. They are made by hand: they have a secret. */
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

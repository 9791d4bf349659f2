import { z } from 'zod';
import { webhookEventNames, webhookOffCauses } from '../contract/webhooks.ts';
import { time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { noWebhook } from './refusals.ts';

const endpointRow = z.object({
  id: uuid,
  url: storedText,
  events: z.array(z.enum(webhookEventNames)),
  disabledAt: time.nullable(),
  disabledBecause: z.enum(webhookOffCauses).nullable(),
  lastDeliveredAt: time.nullable(),
  /** Until when the secret before signs, too; null once that is over. */
  previousUntil: time.nullable(),
  createdAt: time,
});
export type WebhookRow = Opened<z.infer<typeof endpointRow>, 'url'>;
type ListDeps = Pick<Deps, 'db' | 'keys' | 'log'>;

/** An account's webhooks, newest first; only one of them if an id is given. */
export async function listWebhooks(
  deps: ListDeps,
  { userId, id = null }: { userId: string; id?: string | null },
): Promise<WebhookRow[]> {
  const rows = await sqlRows(deps.db, endpointRow)`
    SELECT e.id, stored_text(e.url, e.url_sealed) AS url, e.events, e.disabled_at AS "disabledAt", e.disabled_because AS "disabledBecause",
      e.last_delivered_at AS "lastDeliveredAt", CASE WHEN e.previous_until > now() THEN e.previous_until END AS "previousUntil",
      e.created_at AS "createdAt"
    FROM webhook_endpoints e WHERE e.user_id = ${userId}::uuid AND (${id}::uuid IS NULL OR e.id = ${id}::uuid)
    ORDER BY e.created_at DESC, e.id DESC`;
  return openFields(deps, rows, 'url');
}

/** One of them. @throws Failure not_found */
export async function readWebhook(deps: ListDeps, whose: { userId: string; id: string }): Promise<WebhookRow> {
  const [row] = await listWebhooks(deps, whose);
  if (!row) throw noWebhook();
  return row;
}

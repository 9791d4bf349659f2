import { z } from 'zod';
import { messageTypes, testEvent } from '../contract/webhooks.ts';
import { time, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFieldsOf, storedText } from '../keys/stored-text.ts';
import { lateS, leaseS, mostAtOnce } from './limits.ts';

const claimedRow = z.object({
  id: uuid,
  endpointId: uuid,
  event: z.enum(messageTypes),
  generationId: uuid.nullable(),
  createdAt: time,
  /** Names this try: whoever comes too late writes nothing. */
  leaseUntil: time,
  url: storedText,
  secret: storedText,
  /** Those before, as `secretsBefore` reads them; null if none signs any more. */
  previousSecret: storedText.nullable(),
});
export type ClaimedDelivery = Opened<z.infer<typeof claimedRow>, 'url' | 'secret' | 'previousSecret'>;

/**
 * Takes a delivery that is due; undefined if it is not, is somebody else's now, or its endpoint is off, busy, or of an account that is about to be deleted.
 * If it was due for long and nobody could take it, that time does not count as tried: `since` is later by it.
 * @throws StorageError unavailable, if the key store is away: once the lease is over it is found again
 */
export async function claimDelivery(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  deliveryId: string,
): Promise<ClaimedDelivery | undefined> {
  const row = await sqlRow(deps.db, claimedRow)`
    UPDATE webhook_deliveries d SET attempts = d.attempts + 1, tried_at = now(),
      since = d.since + CASE WHEN now() - d.next_try_at > late.most THEN now() - d.next_try_at ELSE interval '0' END,
      lease_until = now() + ${leaseS}::int * interval '1 second'
    FROM webhook_endpoints e JOIN users u ON u.id = e.user_id, (SELECT ${lateS}::int * interval '1 second' AS most) late
    WHERE d.id = ${deliveryId}::uuid AND e.id = d.endpoint_id AND d.status = 'pending' AND d.next_try_at <= now()
      AND coalesce(d.lease_until < now(), true) AND (e.disabled_at IS NULL OR d.event = ${testEvent}) AND u.deletion_due_at IS NULL
      AND (SELECT count(*) FROM webhook_deliveries o WHERE o.endpoint_id = e.id AND o.status = 'pending' AND o.lease_until > now()) < ${mostAtOnce}::int
    RETURNING d.id, d.endpoint_id AS "endpointId", d.event, d.generation_id AS "generationId", d.created_at AS "createdAt",
      d.lease_until AS "leaseUntil", stored_text(e.url, e.url_sealed) AS url, stored_text(e.secret, e.secret_sealed) AS secret,
      CASE WHEN e.previous_until > now() THEN stored_text(e.previous_secret, e.previous_secret_sealed) END AS "previousSecret"`;
  return row && openFieldsOf(deps, row, 'url', 'secret', 'previousSecret');
}

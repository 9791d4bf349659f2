import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { flag } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';
import { nextTry, triedUntil } from './pauses.ts';
import type { Posted } from './post-message.ts';

type Taken = Pick<ClaimedDelivery, 'id' | 'endpointId' | 'leaseUntil'>;

/** It arrived. Whoever was taken for lost, and came back after another had it, changes nothing. */
export async function recordSuccess(
  { db }: Pick<Deps, 'db'>,
  { id, endpointId, leaseUntil }: Taken,
  { outcome, status, durationMs }: Posted,
): Promise<void> {
  await db.$executeRaw`
    WITH ended AS (
      UPDATE webhook_deliveries SET status = 'delivered', outcome = ${outcome}, response_status = ${status}::int, duration_ms = ${durationMs}::int,
        next_try_at = NULL, lease_until = NULL
      WHERE id = ${id}::uuid AND status = 'pending' AND lease_until = ${leaseUntil}::timestamptz RETURNING 1)
    UPDATE webhook_endpoints SET last_delivered_at = now() WHERE id = ${endpointId}::uuid AND EXISTS (SELECT FROM ended)`;
}

const recorded = z.object({ isGivenUp: flag });
const since = Prisma.sql`d.since`;

/** It did not arrive: it waits for its next try, or its day is over. Returns whether it is given up. */
export async function recordFailure(
  { db }: Pick<Deps, 'db'>,
  { id, leaseUntil }: Taken,
  { outcome, status, durationMs }: Posted,
  { isFinal }: { isFinal: boolean },
): Promise<boolean> {
  const row = await sqlRow(db, recorded)`
    UPDATE webhook_deliveries d SET outcome = ${outcome}, response_status = ${status}::int, duration_ms = ${durationMs}::int, lease_until = NULL,
      status = CASE WHEN given.up THEN 'failed'::"WebhookDeliveryStatus" ELSE 'pending' END,
      next_try_at = CASE WHEN NOT given.up THEN ${nextTry(since)} END
    FROM (SELECT o.id, ${isFinal}::boolean OR now() >= ${triedUntil(Prisma.sql`o.since`)} AS up FROM webhook_deliveries o WHERE o.id = ${id}::uuid) given
    WHERE d.id = given.id AND d.status = 'pending' AND d.lease_until = ${leaseUntil}::timestamptz
    RETURNING given.up AS "isGivenUp"`;
  return row?.isGivenUp ?? false;
}

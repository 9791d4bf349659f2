import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { testEvent } from '../contract/webhooks.ts';
import { mostAtOnce } from '../webhooks/limits.ts';
import type { JobDefinition } from './definition.ts';

export const webhookJobs = {
  /** Tells a person's own program how a request of theirs ended. */
  webhook: {
    data: z.object({ deliveryId: z.uuid() }),
    concurrency: 16, // each may wait some seconds for somebody else's answer
    attempts: 2,
    onePer: 'deliveryId',
    recover: {
      find: Prisma.sql`-- just ended, or its pause is over; of each endpoint as many as are sent at once
        SELECT due.id AS "deliveryId" FROM (
          SELECT d.id, d.next_try_at, row_number() OVER (PARTITION BY d.endpoint_id ORDER BY d.next_try_at) AS nth
          FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id JOIN users u ON u.id = e.user_id
          WHERE d.status = 'pending' AND d.next_try_at <= now() AND (d.lease_until IS NULL OR d.lease_until < now())
            AND (e.disabled_at IS NULL OR d.event = ${testEvent}) AND u.deletion_due_at IS NULL) due
        WHERE due.nth <= ${mostAtOnce}::int ORDER BY due.next_try_at LIMIT 100`,
      routine: true, // this is how each begins
    },
  },
} as const satisfies Record<string, JobDefinition>;

import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { JobDefinition } from './definition.ts';

const minuteMs = 60_000;

export const billingJobs = {
  /** Reads the object that a payment event is about, and records its current state. */
  'stripe-event': {
    data: z.object({ eventId: z.string().regex(/^evt_\w{1,200}$/) }),
    concurrency: 4,
    attempts: 8,
    onePer: 'eventId',
  },
  /** Sends Stripe the current e-mail address of a person who pays. */
  'customer-address': {
    data: z.object({ customerId: z.string().regex(/^cus_\w{1,200}$/) }),
    concurrency: 2,
    attempts: 8,
    onePer: 'customerId',
    recover: {
      find: Prisma.sql`-- the address changed since Stripe was told of it
        SELECT id AS "customerId" FROM customers WHERE stale_at IS NOT NULL ORDER BY stale_at LIMIT 50`,
      routine: true, // found for as long as its job waits for its next attempt
    },
  },
  /** Looks through Stripe's own list for events whose webhook was lost: the interval is the longest delay that a lost one causes. */
  reconcile: { every: { ms: 10 * minuteMs, leaseMs: 5 * minuteMs } },
} as const satisfies Record<string, JobDefinition>;

import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { JobDefinition } from './definition.ts';

export const noteJobs = {
  /** Sends a recorded mail. */
  mail: {
    data: z.object({ mailId: z.uuid() }),
    concurrency: 4,
    attempts: 6,
    onePer: 'mailId',
    recover: {
      find: Prisma.sql`-- not sent after a while, or its pause is over
        SELECT id AS "mailId" FROM mails
        WHERE next_try_at <= now() OR (next_try_at IS NULL AND created_at < now() - interval '20 seconds')
        ORDER BY created_at LIMIT 100`,
    },
  },
  /** Notifies a person in chat, privately, that their identity was linked. */
  'linked-note': {
    data: z.object({ linkRequestId: z.uuid() }),
    concurrency: 2,
    attempts: 4,
    onePer: 'linkRequestId',
    recover: {
      find: Prisma.sql`-- to be shown now: its job was lost, or the chat did not take it before
        SELECT id AS "linkRequestId" FROM link_requests WHERE note_after <= now() ORDER BY note_after LIMIT 50`,
    },
  },
  /** Reports in chat, where a checkout was asked for, how it ended. */
  'checkout-note': {
    data: z.object({ checkoutId: z.uuid() }),
    concurrency: 2,
    attempts: 4,
    onePer: 'checkoutId',
    recover: {
      find: Prisma.sql`-- ended a while ago and not told of in chat
        SELECT id AS "checkoutId" FROM checkouts
        WHERE noted_at IS NULL AND target_id IS NOT NULL AND ended_at < now() - interval '5 seconds'
          AND (note_after IS NULL OR note_after <= now()) LIMIT 50`,
    },
  },
} as const satisfies Record<string, JobDefinition>;

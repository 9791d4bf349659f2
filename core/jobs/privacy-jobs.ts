import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { JobDefinition } from './definition.ts';

export const privacyJobs = {
  /** Writes everything that is kept about a person into zips. One at a time: it reads much, and nobody waits for it at a screen. */
  export: {
    data: z.object({ exportId: z.uuid() }),
    concurrency: 1,
    attempts: 5,
    onePer: 'exportId',
    recover: {
      find: Prisma.sql`-- asked for, and nobody is at it
        SELECT id AS "exportId" FROM exports
        WHERE state = 'waiting' AND created_at < now() - interval '5 seconds' AND (lease_until IS NULL OR lease_until < now())
        ORDER BY created_at LIMIT 20`,
      routine: true, // the others wait their turn
    },
  },
  /** Erases a person: their own rows at once, then everything outside that named them. */
  'erase-person': {
    data: z.object({ erasureId: z.uuid() }),
    concurrency: 1,
    attempts: 3,
    onePer: 'erasureId',
    recover: {
      find: Prisma.sql`-- a deletion is due, or not everybody could be told of it
        SELECT id AS "erasureId" FROM erasures
        WHERE (state = 'erased' OR (state = 'waiting' AND due_at <= now())) AND (lease_until IS NULL OR lease_until < now())
          AND (next_try_at IS NULL OR next_try_at <= now()) ORDER BY due_at LIMIT 20`,
      routine: true, // this is how each begins
    },
  },
} as const satisfies Record<string, JobDefinition>;

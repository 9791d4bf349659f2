import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { JobDefinition } from './definition.ts';

export const projectJobs = {
  /** Copies the pictures of a project in other colours. */
  recolour: {
    data: z.object({ recolouringId: z.uuid() }),
    concurrency: 1,
    attempts: 5,
    onePer: 'recolouringId',
    recover: {
      find: Prisma.sql`-- under way, of somebody who stays, and nobody has worked at it lately
        SELECT r.id AS "recolouringId" FROM recolourings r JOIN users u ON u.id = r.user_id
        WHERE r.finished_at IS NULL AND r.worked_at < now() - interval '10 seconds' AND u.deletion_due_at IS NULL LIMIT 50`,
    },
  },
} as const satisfies Record<string, JobDefinition>;

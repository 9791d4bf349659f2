import { z } from 'zod';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { scheduledNames } from '../jobs.ts';

const row = z.object({
  name: z.enum(scheduledNames),
  endedAt: z.date(),
  ageSeconds: z.number(),
  found: z.int(),
});

export type LastRun = z.infer<typeof row>;

/** When each schedule last succeeded, by the database's clock. Schedules that never did are missing. */
export async function readSchedules({ db }: Pick<Deps, 'db'>): Promise<LastRun[]> {
  return sqlRows(db, row)`
    SELECT name, ended_at AS "endedAt", extract(epoch FROM now() - ended_at)::float8 AS "ageSeconds", found
    FROM schedules WHERE ended_at IS NOT NULL AND name = ANY(${scheduledNames})`;
}

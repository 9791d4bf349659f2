import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { type ScheduleName, scheduleNames } from './catalogue.ts';

const row = z.object({
  name: z.enum(scheduleNames as [ScheduleName, ...ScheduleName[]]),
  endedAt: z.date(),
  ageSeconds: z.number(),
  found: z.int(),
});

export type LastRun = z.infer<typeof row>;

/** When each schedule last ended well, by the database's clock. One that never did is missing. */
export async function readSchedules({ db }: Pick<Deps, 'db'>): Promise<LastRun[]> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT name, ended_at AS "endedAt", extract(epoch FROM now() - ended_at)::float8 AS "ageSeconds", found
    FROM schedules WHERE ended_at IS NOT NULL AND name = ANY(${scheduleNames})`;
  return z.array(row).parse(rows);
}

import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { flag, milliseconds } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { jobs, type ScheduledName } from '../jobs.ts';
import { pauseSince } from '../pauses.ts';

type WithDb = Pick<Deps, 'db'>;

const answer = z.object({ claimed: flag, dueInMs: milliseconds });

/** Two simultaneous claims may differ about the current time by as long as one waited for the other. */
const slackMs = 10_000;

/**
 * Claims a run that is due, so that no other worker does; otherwise returns when it will be due. Time is the database's: no worker's
 * clock can hasten or delay it. If the database's clock is set back, a run that is due "too far ahead" is due now.
 */
export async function claimSchedule({ db }: WithDb, name: ScheduledName): Promise<z.infer<typeof answer>> {
  const { ms: everyMs, leaseMs } = jobs[name].every;
  const row = await sqlRow(db, answer)`
    WITH claimed AS (
      UPDATE schedules SET due_at = now() + ${leaseMs}::int * interval '1 millisecond'
      WHERE name = ${name} AND (due_at <= now()
        OR due_at > now() + ${Math.max(everyMs, leaseMs) + slackMs}::int * interval '1 millisecond')
      RETURNING name
    ), made AS (
      INSERT INTO schedules (name, due_at) VALUES (${name}, now()) ON CONFLICT (name) DO NOTHING
    )
    SELECT EXISTS (SELECT FROM claimed) AS claimed, coalesce((SELECT extract(epoch FROM due_at - now()) * 1000
      FROM schedules WHERE name = ${name}), 0)::float8 AS "dueInMs"`;
  if (!row) throw new Error('whether a run is due is always one row');
  return row;
}

/** @param found how many things the run had to put right; its handler says what they are */
export async function endSchedule({ db }: WithDb, name: ScheduledName, found: number): Promise<void> {
  await db.$executeRaw`
    UPDATE schedules SET due_at = now() + ${jobs[name].every.ms}::int * interval '1 millisecond', ended_at = now(),
      found = ${found} WHERE name = ${name}`;
}

/** The pause after a failed run, if the schedule has never succeeded. */
export const retryMs = 30_000;

/** A failed run is retried sooner than the next is due, with pauses that grow the longer it is late. */
export async function failSchedule({ db }: WithDb, name: ScheduledName): Promise<void> {
  const every = Prisma.sql`${jobs[name].every.ms}::int * interval '1 millisecond'`;
  await db.$executeRaw`
    UPDATE schedules SET due_at = now() + least(${every}, CASE WHEN ended_at IS NULL THEN ${retryMs}::int * interval '1 millisecond'
      ELSE ${pauseSince(Prisma.sql`(ended_at + ${every})`)} END) WHERE name = ${name}`;
}

import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { pauseSince } from '../pauses.ts';
import { type ScheduleName, schedules } from './catalogue.ts';

type WithDb = Pick<Deps, 'db'>;

const answer = z.object({ claimed: z.boolean(), dueInMs: z.number() });

/** Two who ask at once have different ideas of now, by as long as one of them waited for the other. */
const slackMs = 10_000;

/**
 * Takes a run that is due, so that no other worker does; else says in how long it will be. Time is the database's: no worker's
 * clock can hasten or delay it. If that one is set back, what is due "too far ahead" is due now.
 */
export async function claimSchedule({ db }: WithDb, name: ScheduleName): Promise<z.infer<typeof answer>> {
  const { everyMs, leaseMs } = schedules[name];
  const rows = await db.$queryRaw<unknown[]>`
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
  return answer.parse(rows[0]);
}

/** @param found how much the run had to put right; what that is, its handler says */
export async function endSchedule({ db }: WithDb, name: ScheduleName, found: number): Promise<void> {
  await db.$executeRaw`
    UPDATE schedules SET due_at = now() + ${schedules[name].everyMs}::int * interval '1 millisecond', ended_at = now(),
      found = ${found} WHERE name = ${name}`;
}

/** A run that failed, of a schedule that never ended well, is tried again after this long. */
export const retryMs = 30_000;

/** A run that failed is tried again sooner than the next would be, with pauses that grow for as long as it is late. */
export async function failSchedule({ db }: WithDb, name: ScheduleName): Promise<void> {
  const every = Prisma.sql`${schedules[name].everyMs}::int * interval '1 millisecond'`;
  await db.$executeRaw`
    UPDATE schedules SET due_at = now() + least(${every}, CASE WHEN ended_at IS NULL THEN ${retryMs}::int * interval '1 millisecond'
      ELSE ${pauseSince(Prisma.sql`(ended_at + ${every})`)} END) WHERE name = ${name}`;
}

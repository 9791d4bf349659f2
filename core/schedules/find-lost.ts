import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { openWork } from '../jobs/open-work.ts';
import { type JobData, jobs, type RecoveredName, readJobData, recoveredNames } from '../jobs.ts';

const row = z.object({ job: z.enum(recoveredNames), data: z.unknown() });

export interface Lost {
  /** The data for which this job is due and on which no job should be working any more. */
  of<Name extends RecoveredName>(name: Name): Array<JobData<Name>>;
}

const selects = recoveredNames.map(
  (name) => Prisma.sql`SELECT ${name} AS job, to_jsonb(found) AS data FROM (${jobs[name].recover.find}) found`,
);

/** One statement for all jobs, because it runs every two seconds. */
export async function findLost({ db }: Pick<Deps, 'db'>): Promise<Lost> {
  const rows = await sqlRows(db, row)`WITH ${openWork} ${Prisma.join(selects, ' UNION ALL ')}`;
  return {
    of: (name) => rows.filter(({ job }) => job === name).map(({ data }) => readJobData(name, data)),
  };
}

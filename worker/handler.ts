import type { Deps } from '#core/deps.ts';
import type { JobData, JobName, ScheduledName } from '#core/jobs.ts';

/** Run this job again after so long; its slot is free meanwhile, and no try is used up. */
export interface Again {
  againInMs: number;
}

/** How many things it had to repair. */
type Found = number;

export type Handler<Name extends JobName> = (
  deps: Deps,
  data: JobData<Name>,
) => Promise<Name extends ScheduledName ? Found : Again | undefined>;

import type { Deps } from '#core/deps.ts';
import type { JobData, JobName } from '#core/jobs.ts';

/** Come back to this job after so long; its slot is free meanwhile, and no try is used up. */
export interface Again {
  againInMs: number;
}

export type Handler<Name extends JobName> = (deps: Deps, data: JobData<Name>) => Promise<Again | undefined>;

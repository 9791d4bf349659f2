import type { Deps } from '#core/deps.ts';
import type { Recovery } from '#core/jobs/definition.ts';
import { jobs, type RecoveredName, recoveredNames } from '#core/jobs.ts';
import { findLost } from '#core/schedules/find-lost.ts';

/** Finds rows that a crash or a lost queue left behind, by each job's own rule, and enqueues them again. */
export async function sweep(deps: Deps): Promise<number> {
  const lost = await findLost(deps);
  // Async, so that an unreadable row of one job does not keep the others from being enqueued.
  const bringBack = async <Name extends RecoveredName>(name: Name) => deps.queues.bringBack(name, lost.of(name));
  await Promise.all(recoveredNames.map((name) => bringBack(name)));
  const hastened = await deps.queues.hasten();
  if (hastened > 0) deps.log.warn({ hastened }, 'jobs were put off for too long: was a clock wrong?');
  const found = recoveredNames.filter(isNews).reduce((sum, name) => sum + lost.of(name).length, 0);
  if (found > 0) deps.log.info({ found }, 'swept');
  return found;
}

function isNews(name: RecoveredName): boolean {
  const { routine }: Recovery = jobs[name].recover;
  return routine !== true;
}

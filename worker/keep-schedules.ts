import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '#core/deps.ts';
import type { Schedule } from '#core/jobs/definition.ts';
import { jobs, type ScheduledName, scheduledNames } from '#core/jobs.ts';
import { claimSchedule, endSchedule, failSchedule } from '#core/schedules/claim.ts';
import { handlers } from './handlers/index.ts';

/** However far the next run is, the database is asked again after this long: another worker's run may have failed, or the clock been set. */
const longestWaitMs = 15_000;
/** The pause while the database does not answer. */
const pauseMs = 2_000;
/** How long to wait, when stopping, for a run under way; another worker repeats it. */
const longestGoodbyeMs = 5_000;

/**
 * Keeps every schedule, by a timer in each worker and a row in the database that says whose turn it is. Nothing of it is in the queue, which may lose
 * what it holds.
 */
export function keepSchedules(deps: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every schedule listens
  const kept = scheduledNames.map((name) => keep(deps, name, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.race([Promise.all(kept), sleep(longestGoodbyeMs, undefined, { ref: false })]);
    },
  };
}

async function keep(deps: Deps, name: ScheduledName, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const waitMs = await turn(deps, name);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Runs the schedule if it is due, and returns how long to wait before asking again. */
async function turn(deps: Deps, name: ScheduledName): Promise<number> {
  try {
    const { claimed, dueInMs } = await claimSchedule(deps, name);
    if (claimed) await run(deps, name);
    return Math.min(longestWaitMs, claimed ? jobs[name].every.ms : Math.ceil(dueInMs));
  } catch (err) {
    deps.log.error({ schedule: name, err }, 'schedule not kept');
    return pauseMs;
  }
}

async function run(deps: Deps, name: ScheduledName): Promise<void> {
  const { purpose = 'job' }: Schedule = jobs[name].every;
  const startedAt = performance.now();
  const ended = (outcome: 'done' | 'failed') => {
    deps.metrics.count('scheduleRuns', { schedule: name, outcome });
    deps.metrics.took('scheduleSeconds', { schedule: name }, performance.now() - startedAt);
  };
  try {
    await endSchedule(deps, name, await handlers[name]({ ...deps, db: deps.dbFor(purpose) }, {}));
    ended('done');
  } catch (err) {
    ended('failed');
    deps.log.error({ schedule: name, err }, 'scheduled run failed');
    await failSchedule(deps, name);
  }
}

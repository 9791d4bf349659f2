import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '#core/deps.ts';
import { type Schedule, type ScheduleName, scheduleNames, schedules } from '#core/schedules/catalogue.ts';
import { claimSchedule, endSchedule, failSchedule } from '#core/schedules/claim.ts';
import { runs } from './index.ts';

/** However far the next run is, it is asked again after this long: another worker's may have failed, or the clock been set. */
const longestWaitMs = 15_000;
/** While the database cannot be asked. */
const pauseMs = 2_000;
/** A run under way is not waited for longer at the end; another worker repeats it. */
const longestGoodbyeMs = 5_000;

/**
 * Keeps every schedule, by a timer in each worker and a row in the database that says whose turn it is. Nothing of it is in the
 * queue, which may lose what it holds.
 */
export function keepSchedules(deps: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const kept = scheduleNames.map((name) => keep(deps, name, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.race([Promise.all(kept), sleep(longestGoodbyeMs, undefined, { ref: false })]);
    },
  };
}

async function keep(deps: Deps, name: ScheduleName, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const waitMs = await turn(deps, name);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Runs it if it is due, and says in how long to ask again. */
async function turn(deps: Deps, name: ScheduleName): Promise<number> {
  try {
    const { claimed, dueInMs } = await claimSchedule(deps, name);
    if (claimed) await run(deps, name);
    return Math.min(longestWaitMs, claimed ? schedules[name].everyMs : Math.ceil(dueInMs));
  } catch (err) {
    deps.log.error({ schedule: name, err }, 'schedule not kept');
    return pauseMs;
  }
}

async function run(deps: Deps, name: ScheduleName): Promise<void> {
  const { purpose = 'job' }: Schedule = schedules[name];
  const startedAt = performance.now();
  const ended = (outcome: 'done' | 'failed') => {
    deps.metrics.count('scheduleRuns', { schedule: name, outcome });
    deps.metrics.took('scheduleSeconds', { schedule: name }, performance.now() - startedAt);
  };
  try {
    await endSchedule(deps, name, await runs[name]({ ...deps, db: deps.dbFor(purpose) }));
    ended('done');
  } catch (err) {
    ended('failed');
    deps.log.error({ schedule: name, err }, 'scheduled run failed');
    await failSchedule(deps, name);
  }
}

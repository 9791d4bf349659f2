import { DelayedError, type Job, type Worker } from 'bullmq';
import type { Deps } from '#core/deps.ts';
import { serveHealth } from '#core/health.ts';
import { type JobName, jobNames, jobs } from '#core/jobs.ts';
import { closeServer } from '#core/listen.ts';
import { forgetJobSchedulers } from '#core/queue/forget-schedulers.ts';
import { sweepState } from '#core/schedules/sweep-state.ts';
import { checkModels } from './check-models.ts';
import { checkPrices } from './check-prices.ts';
import type { Handler } from './handler.ts';
import { handlers } from './handlers/index.ts';
import { keepSchedules } from './schedules/keep.ts';
import { waitForQueue } from './wait-for-queue.ts';

/**
 * A worker that dies keeps its jobs this long; then another takes them over. Short, because a person is waiting; a
 * handler that is merely slow is harmless to run twice.
 */
const lockMs = 6_000;
const stalledCheckMs = 2_500;

export interface Running {
  stop(): Promise<void>;
}

export async function startWorker(shared: Deps): Promise<Running> {
  const deps = { ...shared, db: shared.dbFor('job') };
  await waitForQueue(deps);
  const { workerPort: port, host } = deps.config;
  const server = await serveHealth(deps, { sweep: () => sweepState(deps) }, { port, host, variable: 'WORKER_PORT' });
  const workers = jobNames.map((name) => start(deps, name));
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  await forgetJobSchedulers(deps);
  const kept = keepSchedules(deps);
  const checked = Promise.all([checkModels(deps), checkPrices(deps)]);
  return {
    // Waits for what is being done at this moment; what is left waits in the queue.
    stop: async () => {
      await Promise.all([kept.stop(), ...workers.map((worker) => worker.close())]);
      await checked;
      await closeServer(server);
    },
  };
}

function start<Name extends JobName>(deps: Deps, name: Name): Worker {
  const worker = deps.backend.worker(name, (job, token) => run(deps, name, job, token), {
    concurrency: jobs[name].concurrency,
    lockDuration: lockMs,
    stalledInterval: stalledCheckMs,
    // A job whose worker died often is not to blame for it; what is wrong with a row shows in its handler.
    maxStalledCount: 20,
  });
  worker.on('error', (err) => deps.log.error({ job: name, err }, 'queue'));
  worker.on('failed', (job, err) => {
    deps.log.error({ job: name, ...job?.data, attempt: job?.attemptsMade, err }, 'job failed');
  });
  return worker;
}

async function run(deps: Deps, name: JobName, job: Job, token: string | undefined): Promise<void> {
  const handler = handlers[name] as Handler<JobName>;
  const data = jobs[name].data.parse(job.data);
  const startedAt = performance.now();
  const ended = (outcome: 'done' | 'again' | 'failed') => {
    deps.metrics.count('jobs', { job: name, outcome });
    deps.metrics.took('jobSeconds', { job: name }, performance.now() - startedAt);
  };
  const again = await handler(deps, data as never).catch((error) => {
    ended('failed');
    throw error;
  });
  ended(again ? 'again' : 'done');
  if (!again) return;
  await job.moveToDelayed(Date.now() + again.againInMs, token);
  throw new DelayedError();
}

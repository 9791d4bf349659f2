import { DelayedError, type Job, type Worker } from 'bullmq';
import type { Deps } from '#core/deps.ts';
import { serveHealth } from '#core/health.ts';
import { type JobData, jobs, type QueuedName, queuedNames, readJobData } from '#core/jobs.ts';
import { sealingState } from '#core/keys/sealing.ts';
import { closeServer } from '#core/listen.ts';
import { forgetJobSchedulers } from '#core/queue/forget-schedulers.ts';
import { safeMessage } from '#core/safe-error.ts';
import { sweepState } from '#core/schedules/sweep-state.ts';
import { checkModels } from './check-models.ts';
import { checkPrices } from './check-prices.ts';
import { checksOf } from './checks.ts';
import type { Again } from './handler.ts';
import { handlers } from './handlers/index.ts';
import { createJustStored } from './just-stored.ts';
import { keepSchedules } from './keep-schedules.ts';
import { createProven } from './proven.ts';
import { createQuiet, type Quiet } from './quiet.ts';
import { waitForQueue } from './wait-for-queue.ts';

/**
 * A worker that dies keeps its jobs this long; then another takes them over. Short, because a person is waiting; a handler that is merely slow is
 * harmless to run twice.
 */
const lockMs = 6_000;
const stalledCheckMs = 2_500;

/** Somebody in a chat waits for these. */
const waitedFor: readonly QueuedName[] = ['reference', 'submit', 'settle', 'deliver'];

export interface Running {
  stop(): Promise<void>;
}

export async function startWorker(shared: Deps): Promise<Running> {
  const quiet = createQuiet();
  const deps = { ...shared, quiet, db: shared.dbFor('job') };
  await waitForQueue(deps);
  const { workerPort: port, host } = deps.config;
  const server = await serveHealth(
    deps,
    { sweep: () => sweepState(deps), sealing: () => sealingState(deps) },
    { port, host, variable: 'WORKER_PORT' },
  );
  const proven = createProven(deps);
  const given = { checks: checksOf(deps), justStored: createJustStored(), proven, ...deps };
  const workers = queuedNames.map((name) => start(given, name));
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  await forgetJobSchedulers(deps);
  const kept = keepSchedules(deps);
  const checked = Promise.all([checkModels(deps), checkPrices(deps)]);
  return {
    // Waits for the jobs under way; the others stay in the queue.
    stop: async () => {
      await Promise.all([kept.stop(), ...workers.map((worker) => worker.close())]);
      await proven.flush();
      await checked;
      await closeServer(server);
    },
  };
}

function start<Name extends QueuedName>(deps: Deps & { quiet: Quiet }, name: Name): Worker {
  const work = (job: Job, token: string | undefined) => run(deps, name, job, token);
  const isWaitedFor = waitedFor.includes(name);
  const worker = deps.backend.worker(
    name,
    (job, token) => (isWaitedFor ? deps.quiet.busy(() => work(job, token)) : work(job, token)),
    {
      concurrency: jobs[name].concurrency,
      lockDuration: lockMs,
      stalledInterval: stalledCheckMs,
      // A job whose worker died often is not to blame; a fault in a row shows in its handler.
      maxStalledCount: 20,
    },
  );
  worker.on('error', (err) => deps.log.error({ job: name, err }, 'queue'));
  worker.on('failed', (job, err) => {
    deps.log.error({ job: name, ...job?.data, attempt: job?.attemptsMade, err: err.cause ?? err }, 'job failed');
  });
  return worker;
}

/** The schedule itself receives what a scheduled job found; nobody reads the queue's results. */
const queued: { [Name in QueuedName]: (deps: Deps, data: JobData<Name>) => Promise<Again | number | undefined> } =
  handlers;

async function run<Name extends QueuedName>(
  deps: Deps,
  name: Name,
  job: Job,
  token: string | undefined,
): Promise<void> {
  const data = readJobData(name, job.data);
  const startedAt = performance.now();
  const ended = (outcome: 'done' | 'again' | 'failed') => {
    deps.metrics.count('jobs', { job: name, outcome });
    deps.metrics.took('jobSeconds', { job: name }, performance.now() - startedAt);
  };
  const outcome = await queued[name](deps, data).catch((error) => {
    ended('failed');
    // BullMQ keeps the words of an error, in the job and in its events, which outlive it.
    throw new Error(error instanceof Error ? `${error.name}: ${safeMessage(error)}` : 'failed', { cause: error });
  });
  const again = typeof outcome === 'object' ? outcome : undefined;
  ended(again ? 'again' : 'done');
  if (!again) return;
  await job.moveToDelayed(Date.now() + again.againInMs, token);
  throw new DelayedError();
}

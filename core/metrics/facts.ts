import { databaseNow } from '../database/now.ts';
import { pingDatabase } from '../database/ping.ts';
import type { Deps } from '../deps.ts';
import { providerModels } from '../models/catalogue.ts';
import { findDrifted } from '../models/drift.ts';
import { readSchedules } from '../schedules/read.ts';
import { within } from '../within.ts';
import { facts } from './catalogue.ts';
import { readBacklog } from './read-backlog.ts';

type FactDeps = Pick<Deps, 'db' | 'queues' | 'metrics' | 'log'>;

/** Prometheus gives up after 10 s by default; after this long we show what has answered, without the rest. */
const patienceMs = 4_000;

/** Reads the state of the database and the queue. One that does not answer is reported as down, and no old values are shown. */
export async function readFacts(deps: FactDeps): Promise<void> {
  for (const key of Object.keys(facts) as Array<keyof typeof facts>) deps.metrics.forget(key);
  await Promise.all([
    look(deps, 'databaseUp', () => readDatabase(deps)),
    look(deps, 'queueUp', () => readQueues(deps)),
  ]);
}

async function look(deps: FactDeps, up: 'databaseUp' | 'queueUp', read: () => Promise<() => void>) {
  try {
    const show = await within(patienceMs, read());
    show();
    deps.metrics.set(up, {}, 1);
  } catch (err) {
    deps.log.warn({ err, metric: facts[up].name }, 'not readable');
    deps.metrics.set(up, {}, 0);
  }
}

async function readDatabase({ db, metrics }: FactDeps): Promise<() => void> {
  const [found, lastRuns, aheadMs, drifted] = await Promise.all([
    readBacklog({ db }),
    readSchedules({ db }),
    clockAheadMs({ db }),
    findDrifted({ db }),
    pingDatabase({ db }),
  ]);
  return () => {
    metrics.set('clockAhead', {}, aheadMs / 1_000);
    for (const { status, count, oldestSeconds } of found.generations) {
      metrics.set('generationsOpen', { status }, count);
      metrics.set('generationOldest', { status }, oldestSeconds);
    }
    for (const { platform, count, oldestSeconds } of found.deliveries) {
      metrics.set('deliveriesPending', { platform }, count);
      metrics.set('deliveryOldest', { platform }, oldestSeconds);
    }
    for (const { name, ageSeconds } of lastRuns) metrics.set('scheduleAge', { schedule: name }, ageSeconds);
    const audit = lastRuns.find(({ name }) => name === 'audit');
    if (audit) metrics.set('ledgerFaults', {}, audit.found);
    for (const { id } of providerModels) metrics.set('modelsDrifted', { model: id }, drifted.includes(id) ? 1 : 0);
    metrics.set('mailsWaiting', {}, found.mails.count);
    metrics.set('mailOldest', {}, found.mails.oldestSeconds);
    metrics.set('stripeEventsWaiting', {}, found.stripeEvents.count);
    metrics.set('stripeEventOldest', {}, found.stripeEvents.oldestSeconds);
    metrics.set('erasuresWaiting', {}, found.erasures.count);
    metrics.set('erasureOldest', {}, found.erasures.oldestSeconds);
    metrics.set('unpaidCredits', {}, found.unpaidCredits);
  };
}

/** Compares with the middle of the query's duration, because the answer spent about half of it on its way. */
async function clockAheadMs({ db }: Pick<FactDeps, 'db'>): Promise<number> {
  const askedAtMs = Date.now();
  const now = await databaseNow({ db });
  return (askedAtMs + Date.now()) / 2 - now.getTime();
}

async function readQueues({ queues, metrics }: FactDeps): Promise<() => void> {
  const [found] = await Promise.all([queues.backlog(), queues.ping()]);
  return () => {
    for (const { job, waiting, delayed, active, oldestMs } of found) {
      metrics.set('queueJobs', { job, state: 'waiting' }, waiting);
      metrics.set('queueJobs', { job, state: 'delayed' }, delayed);
      metrics.set('queueJobs', { job, state: 'active' }, active);
      metrics.set('queueOldest', { job }, oldestMs / 1_000);
    }
  };
}

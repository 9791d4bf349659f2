import type { Queue } from 'bullmq';
import type { QueuedJob } from '../jobs/definition.ts';
import { type JobData, jobKey, jobs, type QueuedName, queuedNames, readJobData } from '../jobs.ts';
import type { QueueBackend } from './backend.ts';
import { backlogOf, type QueueBacklog } from './backlog.ts';
import { hasten } from './hasten.ts';

export interface EnqueueOptions {
  delayMs?: number;
  /** 1 goes first. If omitted: before all jobs that have one. */
  priority?: number;
}

export interface Queues {
  /** Adds a job, unless one with the same key is already waiting. */
  enqueue<Name extends QueuedName>(name: Name, data: JobData<Name>, options?: EnqueueOptions): Promise<void>;
  enqueueMany<Name extends QueuedName>(name: Name, data: Array<JobData<Name>>): Promise<void>;
  /** The same for what may have been lost: found again before its job has run, it does not get a second one, even where otherwise each counts. */
  bringBack<Name extends QueuedName>(name: Name, data: Array<JobData<Name>>): Promise<void>;
  /** Resolves if the queue's server answers and accepts writes. */
  ping(): Promise<void>;
  /** For the dashboard. */
  readonly all: readonly Queue[];
  /** Makes ready the jobs that are delayed too far because a clock was wrong. Returns how many there were. */
  hasten(): Promise<number>;
  /** How much there is to do, and how long the next job has waited. */
  backlog(): Promise<QueueBacklog[]>;
  close(): Promise<void>;
}

/** BullMQ's options that let one job with this id wait at a time. */
const only = (id: string, { onceMore }: QueuedJob) =>
  onceMore ? { deduplication: { id, keepLastIfActive: true } } : { jobId: id };

export function createQueues(backend: QueueBackend): Queues {
  const queues = new Map(queuedNames.map((name) => [name, backend.queue(name)]));
  for (const queue of queues.values()) queue.on('error', () => undefined); // each caller gets its own error

  function queueOf(name: QueuedName): Queue {
    const queue = queues.get(name);
    if (!queue) throw new Error(`There is no queue for ${name}`);
    return queue;
  }

  function jobOf<Name extends QueuedName>(name: Name, data: JobData<Name>, options: EnqueueOptions = {}) {
    const job: QueuedJob = jobs[name];
    const key = jobKey(name, data);
    return {
      name,
      data: readJobData(name, data),
      opts: {
        attempts: job.attempts,
        backoff: { type: 'exponential', delay: 500 },
        // A kept job's id would block the next one with the same key.
        removeOnComplete: true,
        removeOnFail: true,
        ...(key === undefined ? {} : only(`${name}-${key}`, job)),
        ...(options.delayMs === undefined ? {} : { delay: options.delayMs }),
        ...(options.priority === undefined ? {} : { priority: options.priority }),
      },
    };
  }

  function lostJobOf<Name extends QueuedName>(name: Name, data: JobData<Name>) {
    const job = jobOf(name, data);
    if (jobKey(name, data) !== undefined) return job;
    return { ...job, opts: { ...job.opts, jobId: [name, 'lost', ...Object.values(job.data)].join('-') } };
  }

  return {
    async enqueue(name, data, options) {
      const job = jobOf(name, data, options);
      await queueOf(name).add(job.name, job.data, job.opts);
    },
    async enqueueMany(name, data) {
      if (data.length > 0) await queueOf(name).addBulk(data.map((item) => jobOf(name, item)));
    },
    async bringBack(name, data) {
      if (data.length > 0) await queueOf(name).addBulk(data.map((item) => lostJobOf(name, item)));
    },
    ping: () => backend.ping(),
    all: [...queues.values()],
    hasten: async () => (await Promise.all([...queues.values()].map(hasten))).reduce((sum, each) => sum + each, 0),
    backlog: () => Promise.all([...queues].map(([job, queue]) => backlogOf(job, queue))),
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

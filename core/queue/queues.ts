import type { Queue } from 'bullmq';
import { type JobData, type JobDefinition, type JobName, jobNames, jobs } from '../jobs.ts';
import type { QueueBackend } from './backend.ts';
import { backlogOf, type QueueBacklog } from './backlog.ts';
import { hasten } from './hasten.ts';

export interface EnqueueOptions {
  delayMs?: number;
  /** 1 goes first. Left out: before everything that has one. */
  priority?: number;
}

export interface Queues {
  /** Adds a job, unless one with the same key is waiting already. */
  enqueue<Name extends JobName>(name: Name, data: JobData<Name>, options?: EnqueueOptions): Promise<void>;
  enqueueMany<Name extends JobName>(name: Name, data: Array<JobData<Name>>): Promise<void>;
  /** Resolves if the queue's server answers and takes what is written. */
  ping(): Promise<void>;
  /** For the dashboard. */
  readonly all: readonly Queue[];
  /** Makes ready what lies too far ahead, because somebody's clock was wrong. Says how many jobs that were. */
  hasten(): Promise<number>;
  /** How much there is to do, and how long what is next has waited. */
  backlog(): Promise<QueueBacklog[]>;
  close(): Promise<void>;
}

export function createQueues(backend: QueueBackend): Queues {
  const queues = new Map(jobNames.map((name) => [name, backend.queue(name)]));
  for (const queue of queues.values()) queue.on('error', () => undefined); // each caller gets its own error

  function queueOf(name: JobName): Queue {
    const queue = queues.get(name);
    if (!queue) throw new Error(`There is no queue for ${name}`);
    return queue;
  }

  function jobOf<Name extends JobName>(name: Name, data: JobData<Name>, options: EnqueueOptions = {}) {
    const job: JobDefinition = jobs[name];
    const key = job.onePer && (data as Record<string, unknown>)[job.onePer];
    return {
      name,
      data: job.data.parse(data),
      opts: {
        attempts: job.attempts,
        backoff: { type: 'exponential', delay: 500 },
        // A kept job's id would block the next one with the same key.
        removeOnComplete: true,
        removeOnFail: true,
        ...(key === undefined ? {} : { jobId: `${name}-${key}` }),
        ...(options.delayMs === undefined ? {} : { delay: options.delayMs }),
        ...(options.priority === undefined ? {} : { priority: options.priority }),
      },
    };
  }

  return {
    async enqueue(name, data, options) {
      const job = jobOf(name, data, options);
      await queueOf(name).add(job.name, job.data, job.opts);
    },
    async enqueueMany(name, data) {
      if (data.length > 0) await queueOf(name).addBulk(data.map((item) => jobOf(name, item)));
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

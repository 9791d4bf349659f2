import type { Queue } from 'bullmq';
import type { JobName } from '../jobs.ts';

export interface QueueBacklog {
  job: JobName;
  waiting: number;
  /** Put off to a later time. */
  delayed: number;
  active: number;
  /** How long the job that is next has been ready, by the clocks of processes, as the queue keeps its times; 0 if none is. */
  oldestMs: number;
}

export async function backlogOf(job: JobName, queue: Queue): Promise<QueueBacklog> {
  const [counts, heads] = await Promise.all([
    queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active'),
    queue.getJobs(['waiting', 'prioritized'], 0, 0, true),
  ]);
  const since = heads.map((head) => Math.max(head.timestamp, head.processedOn ?? 0) + head.delay);
  return {
    job,
    waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
    delayed: counts.delayed ?? 0,
    active: counts.active ?? 0,
    oldestMs: since.length === 0 ? 0 : Math.max(0, Date.now() - Math.min(...since)),
  };
}

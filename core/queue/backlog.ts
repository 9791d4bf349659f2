import type { Queue } from 'bullmq';
import type { QueuedName } from '../jobs.ts';

export interface QueueBacklog {
  job: QueuedName;
  waiting: number;
  /** Postponed to a later time. */
  delayed: number;
  active: number;
  /** How long the next job has been ready, by the clocks of processes, as the queue keeps its times; 0 if there is none. */
  oldestMs: number;
}

export async function backlogOf(job: QueuedName, queue: Queue): Promise<QueueBacklog> {
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

import type { Queue } from 'bullmq';

/** Longer than any handler postpones a job. */
const longestDelayMs = 10 * 60_000;
const mostAtOnce = 50;

/**
 * Makes jobs ready that are delayed too far: a process whose clock was briefly wrong put them there, and as long as they remain
 * no other job with the same key is accepted. Running early is harmless: a handler looks, and postpones the job again.
 */
export async function hasten(queue: Queue): Promise<number> {
  for (let hastened = 0; ; hastened++) {
    const [farthest] = await queue.getJobs(['delayed'], 0, 0, false);
    const dueMs = farthest ? Math.max(farthest.timestamp, farthest.processedOn ?? 0) + farthest.delay : 0;
    if (!farthest || hastened === mostAtOnce || dueMs <= Date.now() + longestDelayMs) return hastened;
    await farthest.promote();
  }
}

import type { Queue } from 'bullmq';

/** Longer than any handler puts a job off. */
const longestDelayMs = 10 * 60_000;
const mostAtOnce = 50;

/**
 * Makes jobs ready that lie too far ahead: a process whose clock was wrong for a moment put them there, and as long as they lie
 * there no other job for the same thing is taken. Being run too early is harmless: a handler looks, and puts it off again.
 */
export async function hasten(queue: Queue): Promise<number> {
  for (let hastened = 0; ; hastened++) {
    const [farthest] = await queue.getJobs(['delayed'], 0, 0, false);
    const dueMs = farthest ? Math.max(farthest.timestamp, farthest.processedOn ?? 0) + farthest.delay : 0;
    if (!farthest || hastened === mostAtOnce || dueMs <= Date.now() + longestDelayMs) return hastened;
    await farthest.promote();
  }
}

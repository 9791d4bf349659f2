import { z } from 'zod';

const generation = z.object({ generationId: z.uuid() });

interface JobDefinition {
  /** Ids only: the row is the truth, the queue only delivers, and nothing personal is ever in it. */
  data: z.ZodObject;
  /** How many run at once in one worker process. */
  concurrency: number;
  /** Tries before the job is dropped; `sweep` brings back whatever still matters. */
  attempts: number;
  /** At most one of these waits for a generation at a time; asking again changes nothing. */
  onePerGeneration: boolean;
}

/** Every job, once. worker/handlers has one handler for each; a missing one does not compile. */
export const jobs = {
  /** Sends a generation's predictions to the provider. */
  submit: { data: generation, concurrency: 16, attempts: 5, onePerGeneration: true },
  /**
   * Asks how a prediction ended, keeps its images, settles its credits and, with the last one, brings the result to chat. A
   * webhook must never be swallowed, so each counts.
   */
  settle: {
    data: generation.extend({ slot: z.int().min(0), externalId: z.string().min(1).optional() }),
    concurrency: 24, // mostly waiting for chat; of the pictures libuv's pool decodes four at a time
    attempts: 8,
    onePerGeneration: false,
  },
  /** Brings the result to chat, where that did not work at once. */
  deliver: { data: generation, concurrency: 24, attempts: 6, onePerGeneration: true },
  /** Shows queue position and progress while a generation is open. */
  progress: { data: generation, concurrency: 4, attempts: 3, onePerGeneration: true },
  /** Stops a generation's runs at the provider. */
  cancel: { data: generation, concurrency: 4, attempts: 5, onePerGeneration: true },
  /** Removes a generation's pictures from the store and from chat. */
  erase: { data: generation, concurrency: 2, attempts: 8, onePerGeneration: true },
  /** Finds what a crash left behind, and whose progress is to be shown. Scheduled, one at a time. */
  sweep: { data: z.object({}), concurrency: 1, attempts: 1, onePerGeneration: false },
  /** Proves that the ledger adds up. Scheduled. */
  audit: { data: z.object({}), concurrency: 1, attempts: 1, onePerGeneration: false },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof jobs;
export type JobData<Name extends JobName> = z.infer<(typeof jobs)[Name]['data']>;
export const jobNames = Object.keys(jobs) as JobName[];

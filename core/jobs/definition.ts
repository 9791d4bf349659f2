import type { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Purpose } from '../postgres/limits.ts';

/** What `sweep` looks for: the queue may lose a job, and a worker may die during one. */
export interface Recovery {
  /**
   * Rows with the fields of the job's data for which the job is due and on which none should be working any more; a bounded number. All
   * jobs' queries run in one statement, by the database's clock; what is open they read from the tables of open-work.ts.
   */
  find: Prisma.Sql;
  /** Rows are found even if all is well: not worth a log line. */
  routine?: true;
}

/** Runs by the database's clock, on only one of the workers, and without the queue, which may lose its contents. */
export interface Schedule {
  /** From the end of one run to the beginning of the next. */
  ms: number;
  /** If the worker that runs it vanishes, another takes over after this long. Two at once are harmless. */
  leaseMs: number;
  /** How long one of its statements may take, if not the same as a job's. */
  purpose?: Purpose;
}

/** A job that an event triggers. */
export interface QueuedJob {
  /** Ids only: the row is the truth, the queue only delivers, and nothing personal is ever in it. */
  data: z.ZodObject;
  /** How many run at once in one worker process. */
  concurrency: number;
  /** Attempts before the job is dropped; `recover` brings back whatever still matters. */
  attempts: number;
  /** The field of its data that it is about: at most one waits for it at a time, and enqueueing again changes nothing. Absent: each counts. */
  onePer?: `${string}Id`;
  /** Enqueued while its job runs, it runs once more afterwards: the job acts on what it reads at its start. Without, that is left to `recover`. */
  onceMore?: true;
  recover?: Recovery;
}

/** A job that is due at a fixed interval. */
export interface ScheduledJob {
  every: Schedule;
}

/** A job with a schedule is run without data; if it has a queue, too, its data is empty. */
export type JobDefinition =
  | ScheduledJob
  | (QueuedJob & { every?: never })
  | (QueuedJob & ScheduledJob & { data: z.ZodObject<Record<string, never>> });

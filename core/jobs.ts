import type { z } from 'zod';
import { billingJobs } from './jobs/billing-jobs.ts';
import { generationJobs } from './jobs/generation-jobs.ts';
import { noteJobs } from './jobs/note-jobs.ts';
import { privacyJobs } from './jobs/privacy-jobs.ts';
import { projectJobs } from './jobs/project-jobs.ts';
import { upkeepJobs } from './jobs/upkeep-jobs.ts';
import { webhookJobs } from './jobs/webhook-jobs.ts';

/**
 * Every job, once: what starts it (the queue, a schedule or both), and what finds it again if that is lost. worker/handlers has one
 * handler for each; a missing one does not compile. Names are used for queues, metrics and rows of `schedules`, and never change.
 */
export const jobs = {
  ...generationJobs,
  ...noteJobs,
  ...billingJobs,
  ...privacyJobs,
  ...projectJobs,
  ...webhookJobs,
  ...upkeepJobs,
} as const;

type Jobs = typeof jobs;
export type JobName = keyof Jobs;
type NamesWith<Part> = { [Name in JobName]: Jobs[Name] extends Part ? Name : never }[JobName];
export type QueuedName = NamesWith<{ data: z.ZodObject }>;
export type ScheduledName = NamesWith<{ every: object }>;
export type RecoveredName = NamesWith<{ recover: object }>;

const names = Object.keys(jobs) as JobName[];
export const queuedNames = names.filter((name): name is QueuedName => 'data' in jobs[name]);
export const scheduledNames = names.filter((name): name is ScheduledName => 'every' in jobs[name]);
export const recoveredNames = names.filter((name): name is RecoveredName => 'recover' in jobs[name]);

/** The data of a job; none if only a schedule starts it. */
export type JobData<Name extends JobName> = Jobs[Name] extends { data: z.ZodObject }
  ? z.infer<Jobs[Name]['data']>
  : Record<string, never>;

const queued: { [Name in QueuedName]: { data: z.ZodType<JobData<Name>>; onePer?: keyof JobData<Name> } } = jobs;

/** @throws a ZodError, if the data does not fit this job */
export const readJobData = <Name extends QueuedName>(name: Name, data: unknown): JobData<Name> =>
  queued[name].data.parse(data);

/** The deduplication key of a job; undefined if each counts. */
export function jobKey<Name extends QueuedName>(name: Name, data: JobData<Name>): unknown {
  const { onePer } = queued[name];
  return onePer === undefined ? undefined : data[onePer];
}

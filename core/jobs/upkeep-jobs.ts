import { z } from 'zod';
import type { JobDefinition } from './definition.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export const upkeepJobs = {
  /** Finds what a crash or a lost queue left behind. Together with the leases of jobs this limits how long a crash can delay anybody. */
  sweep: { every: { ms: 2_000, leaseMs: 6_000 } },
  /** Proves that the ledger adds up. */
  audit: { every: { ms: 5 * minuteMs, leaseMs: 10 * minuteMs, purpose: 'long' } },
  /** Seals what is older than sealing, until all is. */
  seal: { every: { ms: 30_000, leaseMs: 2 * minuteMs } },
  /** Zeroes expired credits, empties trashes of what has been there for 30 days, and deletes data that is of no more use. */
  expire: { every: { ms: 10 * minuteMs, leaseMs: 10 * minuteMs, purpose: 'long' } },
  /** Deletes what is past its time, and writes down how much. */
  retention: { every: { ms: dayMs, leaseMs: 60 * minuteMs, purpose: 'long' } },
  /** Finds Discord servers that gained or lost the bot while no process listened: daily, and whenever the bots come back. */
  'discord-guilds': {
    data: z.object({}),
    concurrency: 1,
    attempts: 5,
    every: { ms: dayMs, leaseMs: 10 * minuteMs },
  },
  /** Sums up the statistics of days that have ended, and deletes what they were made from. */
  'count-usage': { every: { ms: 60 * minuteMs, leaseMs: 10 * minuteMs, purpose: 'long' } },
  /** Mails every account a new version of the policy or the terms. */
  'policy-news': { every: { ms: 60 * minuteMs, leaseMs: 10 * minuteMs } },
  /** Mails the operators about requests on people’s data that must be answered soon. */
  'privacy-due': { every: { ms: 60 * minuteMs, leaseMs: 10 * minuteMs } },
  /** Finds models that no longer take what we send, and those that do again. */
  'check-models': { every: { ms: 10 * minuteMs, leaseMs: 2 * minuteMs } },
  /** Finds Slack workspaces that removed us while no process listened. */
  'slack-installs': { every: { ms: dayMs, leaseMs: 10 * minuteMs } },
} as const satisfies Record<string, JobDefinition>;

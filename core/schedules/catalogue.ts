import type { Purpose } from '../postgres/limits.ts';

export interface Schedule {
  /** From the end of one run to the beginning of the next. */
  everyMs: number;
  /** If whoever runs it vanishes, another takes over after this long. Two at once are harmless. */
  leaseMs: number;
  /** How long one statement of it may take, if not as long as a job's. */
  purpose?: Purpose;
}

const minuteMs = 60_000;

/** What is done every so often, by one worker of all. worker/schedules has what each does; a missing one does not compile. */
export const schedules = {
  /** Finds what a crash or a lost queue left behind. With the leases of jobs this bounds how long a crash can delay anybody. */
  sweep: { everyMs: 2_000, leaseMs: 6_000 },
  /** Proves that the ledger adds up. */
  audit: { everyMs: 5 * minuteMs, leaseMs: 10 * minuteMs, purpose: 'long' },
  /** Zeroes credits past their time. */
  expire: { everyMs: 10 * minuteMs, leaseMs: 10 * minuteMs, purpose: 'long' },
  /** Looks through Stripe's own list for events whose webhook was lost: this long is what a lost one may cost. */
  reconcile: { everyMs: 10 * minuteMs, leaseMs: 5 * minuteMs },
  /** Finds Discord servers that gained or lost the bot while nobody listened. */
  'discord-guilds': { everyMs: 24 * 60 * minuteMs, leaseMs: 10 * minuteMs },
  /** Finds Slack workspaces that removed us while nobody listened. */
  'slack-installs': { everyMs: 24 * 60 * minuteMs, leaseMs: 10 * minuteMs },
} as const satisfies Record<string, Schedule>;

export type ScheduleName = keyof typeof schedules;
export const scheduleNames = Object.keys(schedules) as ScheduleName[];

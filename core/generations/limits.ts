import { type Plan, type PlanKey, planKeys, plans } from '../billing/plans.ts';

const byPlan = <Limit>(limit: (plan: Plan) => Limit) =>
  Object.fromEntries(planKeys.map((key) => [key, limit(plans[key])])) as Record<PlanKey, Limit>;

/** What one wallet may have open at once, by plan; the database's functions know its current plan. */
export const openByPlan = byPlan(({ open, priority }) => ({ open, priority }));
/** As JSON, for SQL. */
export const runningByPlan = JSON.stringify(byPlan(({ running }) => running));
/** What every plan may have running at once. */
export const fewestRunning = Math.min(...Object.values(byPlan(({ running }) => running)));

export const trialCredits = 20;

/** How long one process may be the only one to touch a row: longer than any step takes, shorter than a person's patience. */
export const leases = {
  /** One POST to the provider times out after 5 s. */
  submitMs: 6_000,
  /** Download, check and store. */
  settleMs: 6_000,
  /** One request to chat with the pictures in it. */
  messageMs: 6_000,
  /** Showing the first status after a request. */
  announceMs: 4_000,
} as const;

/** A provider that starts nothing for this long, by refusing or not answering, is given up on, and the credits are released. */
export const creationPatienceMs = 5 * 60_000;

/**
 * How long we look in the provider's list for a creation whose answer was lost, before sending another. The provider promises no time
 * within which it appears; 14 s were seen.
 */
export const lookForMs = 60_000;

/** How long after the last creation we look for a second prediction, if there may be one. */
export const watchForSecondMs = 10 * 60_000;

/** How long we keep trying to stop a stray prediction: no model may run this long. */
export const unstoppedForMs = 60 * 60_000;

/** A prediction that has been silent for this long is polled. */
export const silentAfterMs = 20_000;

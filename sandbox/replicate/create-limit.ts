import type { Clock } from '#sandbox/kit/clock.ts';

const minuteMs = 60_000;
/** Below this many dollars, Replicate allows 6 creations a minute, one at a time. */
const lowCredit = 5;
const lowCreditGapMs = 10_000;

export interface CreateLimit {
  /** Undefined if a prediction may be created now, otherwise how long to wait. */
  take(credit: number): { retryAfterS: number; isCreditLow: boolean } | undefined;
  reset(): void;
}

/** A sliding window over the last minute. */
export function createCreateLimit(clock: Clock, maxPerMinute: number): CreateLimit {
  let taken: number[] = [];
  return {
    take(credit) {
      const now = clock.now();
      const isCreditLow = credit < lowCredit;
      const last = taken.at(-1);
      if (isCreditLow && last !== undefined && now - last < lowCreditGapMs) {
        return { retryAfterS: Math.ceil((last + lowCreditGapMs - now) / 1000), isCreditLow };
      }
      if (taken.length >= maxPerMinute) {
        taken = taken.filter((at) => at > now - minuteMs);
        const first = taken[0];
        if (taken.length >= maxPerMinute && first !== undefined) {
          return { retryAfterS: Math.max(1, Math.ceil((first + minuteMs - now) / 1000)), isCreditLow: false };
        }
      }
      // Without a limit it would remember every creation for nothing; only the last one is needed.
      if (maxPerMinute === Number.POSITIVE_INFINITY) taken = [];
      taken.push(now);
      return undefined;
    },
    reset() {
      taken = [];
    },
  };
}

import type { Clock } from '#sandbox/kit/clock.ts';
import { RateLimited } from './errors.ts';

/** The average number of calls a second, after `burst` calls at once. */
export interface RateLimit {
  perSecond: number;
  burst: number;
}

/** By method; counted per channel. Slack posts about one message a second into a channel and allows short bursts. */
export const DEFAULT_RATE_LIMITS: Record<string, RateLimit> = {
  'chat.postMessage': { perSecond: 1, burst: 10 },
};

export function createRateLimiter(clock: Clock, limits: Record<string, RateLimit>) {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    reset: () => buckets.clear(),
    /** Throws RateLimited if the bucket of this method and channel is empty. */
    take(method: string, key: string) {
      const limit = limits[method];
      if (!limit) return;
      const id = `${method} ${key}`;
      const bucket = buckets.get(id) ?? { tokens: limit.burst, atMs: clock.now() };
      const earned = ((clock.now() - bucket.atMs) / 1000) * limit.perSecond;
      bucket.tokens = Math.min(limit.burst, bucket.tokens + earned);
      bucket.atMs = clock.now();
      buckets.set(id, bucket);
      if (bucket.tokens < 1) throw new RateLimited(Math.ceil((1 - bucket.tokens) / limit.perSecond));
      bucket.tokens -= 1;
    },
  };
}

export type RateLimiter = ReturnType<typeof createRateLimiter>;

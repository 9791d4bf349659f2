import { createHash } from 'node:crypto';
import type { Clock } from '#sandbox/kit/clock.ts';
import { DiscordError } from './errors.ts';
import { limits } from './limits.ts';

export interface Bucket {
  limit: number;
  windowMs: number;
}

/** Discord publishes no numbers: these are what bots get today, or slightly more generous. */
export const buckets = {
  messages: { limit: 5, windowMs: 5_000 },
  deletions: { limit: 5, windowMs: 1_000 },
  replies: { limit: 5, windowMs: 2_000 },
  typing: { limit: 5, windowMs: 5_000 },
  directMessages: { limit: 10, windowMs: 10_000 },
  other: { limit: 50, windowMs: 1_000 },
} as const satisfies Record<string, Bucket>;

export interface RateLimits {
  /** Counts a request; throws a 429 if there were too many, otherwise returns the headers for its answer. */
  count(p: { route: string; major: string; bucket: Bucket; isGlobal: boolean }): Record<string, string>;
  reset(): void;
}

interface Window {
  startedAtMs: number;
  used: number;
  windowMs: number;
}

/** The number of windows at which expired ones are removed: every interaction's token adds one. */
const MAX_WINDOWS = 5_000;

export function createRateLimits(clock: Clock): RateLimits {
  const windows = new Map<string, Window>();
  const hashes = new Map<string, string>();

  function take(key: string, { limit, windowMs }: Bucket) {
    const now = clock.now();
    let window = windows.get(key);
    if (!window || now - window.startedAtMs >= windowMs) {
      if (windows.size > MAX_WINDOWS) sweep(now);
      window = { startedAtMs: now, used: 0, windowMs };
      windows.set(key, window);
    }
    window.used += 1;
    return { left: limit - window.used, resetAfterMs: window.startedAtMs + windowMs - now };
  }

  function sweep(now: number) {
    for (const [key, window] of windows) if (now - window.startedAtMs >= window.windowMs) windows.delete(key);
  }

  function hashOf(route: string): string {
    const known = hashes.get(route) ?? createHash('md5').update(route).digest('hex');
    hashes.set(route, known);
    return known;
  }

  return {
    count({ route, major, bucket, isGlobal }) {
      if (isGlobal) {
        const { left, resetAfterMs } = take('global', { limit: limits.globalRequestsPerSecond, windowMs: 1_000 });
        if (left < 0) throw tooMany(resetAfterMs, 'global');
      }
      const { left, resetAfterMs } = take(`${route} ${major}`, bucket);
      const headers = {
        'x-ratelimit-limit': String(bucket.limit),
        'x-ratelimit-remaining': String(Math.max(0, left)),
        'x-ratelimit-reset': ((clock.now() + resetAfterMs) / 1000).toFixed(3),
        'x-ratelimit-reset-after': (resetAfterMs / 1000).toFixed(3),
        'x-ratelimit-bucket': hashOf(route),
      };
      if (left < 0) throw tooMany(resetAfterMs, 'user', headers);
      return headers;
    },
    reset: () => windows.clear(),
  };
}

interface Words {
  code: number;
  message: string;
}
const usualWords: Words = { code: 0, message: 'You are being rate limited.' };

/** https://discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit */
export function tooMany(
  retryAfterMs: number,
  scope: 'user' | 'global',
  headers: Record<string, string> = {},
  { code, message }: Words = usualWords,
) {
  const isGlobal = scope === 'global';
  return new DiscordError(429, code, message, {
    more: { retry_after: Math.max(1, Math.ceil(retryAfterMs)) / 1000, global: isGlobal },
    headers: {
      ...headers,
      'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))),
      'x-ratelimit-scope': scope,
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
    },
  });
}

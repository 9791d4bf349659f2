import type { Clock } from '#sandbox/kit/clock.ts';

/** https://discord.com/developers/docs/events/gateway#sharding and #session-start-limit-object, as of 2026 */
export interface ShardingRules {
  /** How many shards `GET /gateway/bot` recommends. */
  shards: number;
  /** How many servers one shard may have; a shard with more is closed with 4011. */
  guildsPerShard: number;
  /** How many shards may identify within 5 s, each with a different number modulo this. */
  maxConcurrency: number;
  /** The 5 s. */
  identifyEveryMs: number;
  /** Identifications in 24 h; the last one resets the token. */
  total: number;
}

const usualRules: ShardingRules = {
  shards: 1,
  guildsPerShard: 2_500,
  maxConcurrency: 1,
  identifyEveryMs: 5_000,
  total: 1_000,
};

const DAY_MS = 24 * 3_600_000;

export interface SessionStarts {
  rules: ShardingRules;
  /** Discord's session start limit object. */
  limit(): { total: number; remaining: number; reset_after: number; max_concurrency: number };
  /** Counts an identification. `too soon`: invalid session (op 9); `spent`: the daily limit is exceeded. */
  count(shardId: number): 'ok' | 'too soon' | 'spent';
}

export function createSessionStarts(clock: Clock, rules: Partial<ShardingRules>): SessionStarts {
  const current = { ...usualRules, ...rules };
  /** By `rate_limit_key`, on the real clock: a client's own pauses do not follow the stand-in's. */
  const lastMs = new Map<number, number>();
  let [startedAtMs, used] = [clock.now(), 0];
  const roll = () => {
    if (clock.now() - startedAtMs >= DAY_MS) [startedAtMs, used] = [clock.now(), 0];
  };
  return {
    rules: current,
    limit() {
      roll();
      return {
        total: current.total,
        remaining: Math.max(0, current.total - used),
        reset_after: startedAtMs + DAY_MS - clock.now(),
        max_concurrency: current.maxConcurrency,
      };
    },
    count(shardId) {
      roll();
      const key = shardId % current.maxConcurrency;
      const now = performance.now();
      if (now - (lastMs.get(key) ?? -Infinity) < current.identifyEveryMs) return 'too soon';
      lastMs.set(key, now);
      used += 1;
      return used > current.total ? 'spent' : 'ok';
    },
  };
}

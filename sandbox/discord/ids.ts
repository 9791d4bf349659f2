/** Discord's ids count from the first second of 2015. https://discord.com/developers/docs/reference#snowflakes */
const EPOCH_MS = 1_420_070_400_000;
const IDS_PER_MS = 4096;

export interface Ids {
  /** A new snowflake, always greater than the one before. */
  next(): string;
}

export function createIds(now: () => number): Ids {
  let lastMs = 0;
  let count = 0;
  return {
    next() {
      const ms = Math.max(Math.floor(now()), lastMs);
      count = ms === lastMs ? count + 1 : 0;
      lastMs = count < IDS_PER_MS ? ms : ms + 1;
      if (count === IDS_PER_MS) count = 0;
      return ((BigInt(lastMs - EPOCH_MS) << 22n) | BigInt(count)).toString();
    },
  };
}

/** The shard that gets a guild's events. https://discord.com/developers/docs/events/gateway#sharding */
export const shardOf = (guildId: string | undefined, shardCount: number): number =>
  guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shardCount));

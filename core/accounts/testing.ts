import { randomInt } from 'node:crypto';

const dayMs = 24 * 60 * 60_000;

/** A Discord id as Discord makes them, of an account that is so many days old: newer ones may spend nothing unpaid. */
export function buildDiscordId({ days = 400 } = {}): string {
  const sinceEpochMs = BigInt(Date.now() - days * dayMs - 1_420_070_400_000);
  return ((sinceEpochMs << 22n) | BigInt(randomInt(2 ** 22))).toString();
}

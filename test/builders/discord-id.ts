import { randomInt } from 'node:crypto';

const dayMs = 24 * 60 * 60_000;

/** An id in Discord's format for an account that is `days` old: newer accounts may spend no unpaid credits. */
export function buildDiscordId({ days = 400 } = {}): string {
  const sinceEpochMs = BigInt(Date.now() - days * dayMs - 1_420_070_400_000);
  return ((sinceEpochMs << 22n) | BigInt(randomInt(2 ** 22))).toString();
}

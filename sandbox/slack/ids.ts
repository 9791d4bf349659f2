import { randomBytes } from 'node:crypto';
import type { Clock } from '#sandbox/kit/clock.ts';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** An id in Slack's format: a letter for its kind, then ten capitals and digits. */
export function newId(prefix: string): string {
  let id = `${prefix}0`;
  for (const byte of randomBytes(9)) id += ALPHABET[byte % ALPHABET.length];
  return id;
}

export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Message timestamps: seconds with six decimals, strictly increasing, so that they also serve as ids. */
export function createTimestamps(clock: Clock): () => string {
  let lastUs = 0;
  return () => {
    lastUs = Math.max(clock.now() * 1000, lastUs + 1);
    const text = String(Math.trunc(lastUs));
    return `${text.slice(0, -6)}.${text.slice(-6)}`;
  };
}

import type { Logger } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Seal } from './seal.ts';

/**
 * Opens a sealed secret. Undefined if it was sealed with another ENCRYPTION_KEY: it then counts as missing, which costs
 * somebody a message in chat or a new install (a mail waits, in case the key comes back), and the operator is notified.
 */
export function openOrNothing(
  { seal, log, metrics }: { seal: Seal; log: Logger; metrics: Metrics },
  sealed: Uint8Array,
  what: 'a reply token' | 'a bot token' | 'a mail',
): string | undefined {
  try {
    return seal.open(sealed);
  } catch {
    log.error({ what }, 'a secret cannot be opened with this ENCRYPTION_KEY: it counts as not there');
    metrics.count('operatorNeeded', { cause: 'encryption_key' });
    return undefined;
  }
}

import { ChatError } from '#core/chat/chat-error.ts';
import type { Deps } from '#core/deps.ts';

const tokenOf = { discord: 'discord_token', slack: 'slack_token' } as const;

/** Says and counts that a chat did not take something; what only an operator can end, at the level that wakes one. */
export function noteTrouble(
  { log, metrics }: Pick<Deps, 'log' | 'metrics'>,
  platform: 'discord' | 'slack',
  { what, err, ...about }: { what: string; err: unknown } & Record<string, unknown>,
): void {
  const details = { ...about, platform, err };
  if (!(err instanceof ChatError)) log.error(details, what);
  else if (err.code === 'unauthorized')
    log.error(details, `${what}: the operator must act, the chat does not accept our token`);
  else log.warn(details, what);
  if (!(err instanceof ChatError)) return;
  metrics.count('vendorErrors', { vendor: platform, code: err.said });
  if (err.code === 'unauthorized') metrics.count('operatorNeeded', { cause: tokenOf[platform] });
}

/** How a chat's answer bears on the next try. */
export const hintsOf = (err: unknown) =>
  err instanceof ChatError ? { retryAfterMs: err.retryAfterMs, isUnclear: err.isUnclear } : {};

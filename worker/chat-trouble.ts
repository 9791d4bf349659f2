import { ChatError } from '#core/chat/chat-error.ts';
import type { Platform } from '#core/chat/platforms.ts';
import type { Deps } from '#core/deps.ts';

/** Logs that a chat did not take something; a fault that only an operator can end, at the level that wakes one. */
export function noteTrouble(
  { log }: Pick<Deps, 'log'>,
  platform: Platform,
  { what, err, ...about }: { what: string; err: unknown } & Record<string, unknown>,
): void {
  const details = { ...about, platform, err };
  if (!(err instanceof ChatError)) log.error(details, what);
  else if (err.code === 'unauthorized')
    log.error(details, `${what}: the operator must act, the chat does not accept our token`);
  else log.warn(details, what);
}

/** What a chat's answer says about the next try. */
export const hintsOf = (err: unknown) =>
  err instanceof ChatError ? { retryAfterMs: err.retryAfterMs, isUnclear: err.isUnclear } : {};

import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { ChatError, closed, passingStatuses } from '../chat-error.ts';

/** "Request entity too large", and "File uploaded exceeds the maximum size", which comes with a 400. */
const tooLarge = new Set([40005, 50045]);

export interface Attempt {
  /** Nothing smaller is left to try: then "too large" is a refusal like any other. */
  isSmallest?: boolean;
}

/**
 * Returns the answer, or `closed` if Discord refuses for good: any 4xx except those that pass and a 401 to the bot's own token
 * (https://discord.com/developers/docs/topics/opcodes-and-status-codes). A 401 to an interaction's token means that it has expired.
 * @throws ChatError for everything that may pass
 */
export async function attempt<T>(call: () => Promise<T>, options: Attempt = {}): Promise<T | typeof closed> {
  try {
    return await call();
  } catch (error) {
    const told = chatErrorOf(error, options);
    if (told === closed) return closed;
    throw told;
  }
}

/** "Unknown Channel" and "Unknown Message": there is no such message. */
const nothingThere = new Set([10003, 10008]);

export const isNothingThere = (error: unknown): boolean =>
  error instanceof DiscordAPIError && nothingThere.has(Number(error.code));

/** Whether what `call` removes is gone; false if Discord refuses for good. @throws ChatError for everything that may pass */
export async function removal(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (isNothingThere(error)) return true;
    const told = chatErrorOf(error, { isSmallest: true });
    if (told === closed) return false;
    throw told;
  }
}

function chatErrorOf(cause: unknown, { isSmallest = false }: Attempt): ChatError | typeof closed {
  if (cause instanceof RateLimitError)
    return new ChatError('rate_limited', { said: '429', retryAfterMs: cause.retryAfter, cause });
  if (cause instanceof DiscordAPIError) {
    const said = String(cause.code || cause.status);
    const isTooLarge = cause.status === 413 || tooLarge.has(Number(cause.code));
    if (isTooLarge && !isSmallest) return new ChatError('too_large', { said, cause });
    if (cause.status === 401 && !isByInteraction(cause)) return new ChatError('unauthorized', { said, cause });
    if (passingStatuses.has(cause.status)) return new ChatError('unavailable', { said, cause });
    return closed;
  }
  // The library has already retried. 502 and 504 come from a proxy in front of Discord: the server behind it may still be working on it.
  const said = cause instanceof HTTPError ? String(cause.status) : 'unreachable';
  return new ChatError('unavailable', { said, isUnclear: true, cause });
}

/** Discord did not answer a call, or did not refuse it: it may have been carried out. */
export function isUnclear(error: unknown): boolean {
  const told = error instanceof ChatError ? error : chatErrorOf(error, { isSmallest: true });
  return told !== closed && told.isUnclear;
}

/** Sent with `auth: false`: the URL contains the token. */
const isByInteraction = ({ url }: DiscordAPIError) => /\/(webhooks|interactions)\/\d+\//.test(url);

import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { ChatError, closed, passingStatuses } from '../chat-error.ts';

/** Request entity too large, and "File uploaded exceeds the maximum size", which comes with a 400. */
const tooLarge = new Set([40005, 50045]);

export interface Attempt {
  /** Nothing smaller is left to try: then too large is a refusal like any other. */
  isSmallest?: boolean;
}

/**
 * The answer; `closed` where Discord refuses for good: any 4xx but those that pass and a 401 to the bot's own token
 * (https://discord.com/developers/docs/topics/opcodes-and-status-codes). A 401 where the token is the interaction's means that this has run
 * out. @throws ChatError for everything that may pass
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
  // The library has tried it again already. 502 and 504 come from in front of Discord: what stands behind may be at it still.
  const said = cause instanceof HTTPError ? String(cause.status) : 'unreachable';
  return new ChatError('unavailable', { said, isUnclear: true, cause });
}

/** Discord gave no answer to a call, or none that says no: it may have been carried out. */
export function isUnclear(error: unknown): boolean {
  const told = error instanceof ChatError ? error : chatErrorOf(error, { isSmallest: true });
  return told !== closed && told.isUnclear;
}

/** `auth: false`: the address holds the token. */
const isByInteraction = ({ url }: DiscordAPIError) => /\/(webhooks|interactions)\/\d+\//.test(url);

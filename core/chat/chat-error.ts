/** Why a chat did not accept something that it may accept later. Final refusals are not errors: they close a delivery method, and are returned. */
export type ChatErrorCode =
  /** No answer came back, or the chat had an internal error. */
  | 'unavailable'
  | 'rate_limited'
  /** The chat does not accept our own token: the operator must act. */
  | 'unauthorized'
  /** The files exceed the limit here: fewer bytes may work. */
  | 'too_large';

interface Details {
  /** What the chat answered, in short: a status, or the name of an error. */
  said: string;
  /** No answer says that it was refused: it may have been carried out, or still be in progress. */
  isUnclear?: boolean;
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly code: ChatErrorCode;
  readonly said: string;
  readonly isUnclear: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: ChatErrorCode, { said, isUnclear = false, retryAfterMs, cause }: Details) {
    super(`The chat did not take it: ${said}`, { cause });
    this.code = code;
    this.said = said;
    this.isUnclear = isUnclear;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Returned in place of an answer: the chat says that this way is closed for good. */
export const closed = Symbol('closed for good');

/** 4xx statuses that may pass: timeout, conflict, too early, too many (RFC 9110, 8470, 6585). */
export const passingStatuses: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/** Why a chat did not take something that it may take later. Refusals for good are no errors: they close a way, and are returned. */
export type ChatErrorCode =
  /** Nothing came back, or a fault of the chat's own. */
  | 'unavailable'
  | 'rate_limited'
  /** The chat does not accept our own token: the operator must act. */
  | 'unauthorized'
  /** The files are more than it takes here: fewer bytes may do. */
  | 'too_large';

interface Details {
  /** What the chat said, in its own short words: a status, or the name of an error. */
  said: string;
  /** No answer says that it was refused: it may have been carried out, or still be. */
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

/** In place of an answer: the chat says that this way is shut for good. */
export const closed = Symbol('closed for good');

/** Statuses that pass, though they are the caller's: timeout, conflict, too early, too many (RFC 9110, 8470, 6585). */
export const passingStatuses: ReadonlySet<number> = new Set([408, 409, 425, 429]);

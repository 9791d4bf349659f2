import type { Text } from './chat/card/text.ts';
import type { RefusalCode } from './refusals.ts';

/**
 * An expected failure that a person must be told about: what happened, what it cost, what to do next.
 * One place per process turns it into an answer; any other error is our mistake.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: RefusalCode;
  readonly title: string;
  /** What to do next. */
  readonly next: Text;
  /** What is wrong with each field, if it is about fields of the request. */
  readonly errors: ReadonlyArray<{ path: string; message: string }> | undefined;
  /** What they typed, given back to them alone: a whole command, or the words of a form. */
  readonly typed: string | undefined;
  /** What cannot be typed, and is not in it: `the picture`. */
  readonly untyped: string | undefined;

  /** `cause`: an underlying error that belongs in the log. */
  constructor(
    code: RefusalCode,
    words: {
      title: string;
      happened: string;
      next: Text;
      errors?: Failure['errors'];
      typed?: string;
      untyped?: string | undefined;
    },
    options?: ErrorOptions,
  ) {
    super(words.happened, options);
    this.code = code;
    this.title = words.title;
    this.next = words.next;
    this.errors = words.errors;
    this.typed = words.typed;
    this.untyped = words.untyped;
  }

  /** The same, with what they typed, if it does not have it yet. */
  givingBack(typed: string, untyped?: string): Failure {
    if (this.typed !== undefined) return this;
    const { title, next, errors, cause } = this;
    const words = { title, happened: this.message, next, typed, untyped, ...(errors ? { errors } : {}) };
    return new Failure(this.code, words, cause === undefined ? undefined : { cause });
  }
}

import type { Text } from './chat/card.ts';

/**
 * Something that was to be expected and that a person must hear about: what happened, what it cost, what to do next.
 * One place per process turns it into an answer; everything else that is thrown is our mistake.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: string;
  readonly title: string;
  /** What to do next. */
  readonly next: Text;
  /** Where it belongs to fields of what was sent: what is wrong with each. */
  readonly errors: ReadonlyArray<{ path: string; message: string }> | undefined;

  /** `cause`: an error behind it that belongs into the log. */
  constructor(
    code: string,
    words: { title: string; happened: string; next: Text; errors?: Failure['errors'] },
    options?: ErrorOptions,
  ) {
    super(words.happened, options);
    this.code = code;
    this.title = words.title;
    this.next = words.next;
    this.errors = words.errors;
  }
}

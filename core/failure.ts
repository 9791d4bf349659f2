import type { Text } from './chat/card/text.ts';
import type { Intent } from './chat/intent.ts';
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
  /** What cannot be typed, and is not in it, and where it is to come from: `the picture, to be added once more`. */
  readonly untyped: string | undefined;

  /** The button of a form that takes what they typed, to be corrected; left out where there is none, or it would be refused again. */
  readonly correct: Intent | undefined;

  /** `cause`: an underlying error that belongs in the log. */
  constructor(code: RefusalCode, words: Words, options?: ErrorOptions) {
    super(words.happened, options);
    this.code = code;
    this.title = words.title;
    this.next = words.next;
    this.errors = words.errors;
    this.typed = words.typed;
    this.untyped = words.untyped;
    this.correct = words.correct;
  }

  /** The same, with what they typed: a whole line, in place of its words alone. */
  givingBack(typed: string, untyped?: string): Failure {
    return this.#with({ typed, untyped: untyped ?? this.untyped });
  }

  /** The same; whatever line is given back, this is not in it. */
  leavingOut(untyped: string): Failure {
    return this.#with({ untyped });
  }

  /** The same, with a button that opens a form with what they typed. */
  correctedBy(correct: Intent): Failure {
    return this.#with({ correct });
  }

  /** The same, with one more sentence on what to do. */
  adding(sentence: string): Failure {
    return this.#with({ next: [...[this.next].flat(), ` ${sentence}`] });
  }

  #with(changed: Partial<Words>): Failure {
    const { title, next, errors, typed, untyped, correct, cause } = this;
    const words = { title, happened: this.message, next, errors, typed, untyped, correct, ...changed };
    return new Failure(this.code, words, cause === undefined ? undefined : { cause });
  }
}

interface Words {
  title: string;
  happened: string;
  next: Text;
  errors?: Failure['errors'];
  typed?: string | undefined;
  untyped?: string | undefined;
  correct?: Intent | undefined;
}

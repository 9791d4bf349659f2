import type { z } from 'zod';
import type { Card } from '#core/chat/card/card.ts';
import type { IntentArgs, IntentName } from '#core/chat/intent.ts';
import type { Answer } from '../answer.ts';
import type { AskedForm } from '../define-form.ts';
import type { Context } from '../dispatch.ts';

/** A press that acts immediately. */
interface Pressed<Name extends IntentName> {
  name: Name;
  answer: Answer;
  /** Runs the intent and returns the answer, or nothing if it has answered itself. Throws a Failure for what the person must be shown. */
  run(context: Context, args: IntentArgs<Name>): Promise<Card | undefined>;
}

/** A press that opens a form; the work is done when the form is sent. */
interface Filled<Name extends IntentName, Options extends z.ZodObject> {
  name: Name;
  answer: 'form';
  /** Made from the arguments alone, without look-ups, because the chat waits for it. `submit` checks whether the person may. */
  form(args: IntentArgs<Name>): AskedForm<Options>;
  /** Who sees the answer to the sent form. */
  submitAnswer: Exclude<Answer, 'in-place'>;
  submit(context: Context, args: IntentArgs<Name>, values: z.output<Options>): Promise<Card | undefined>;
}

export type IntentHandler<Name extends IntentName> = Pressed<Name> | Filled<Name, z.ZodObject>;

/** Describes once, for every chat, what a button or a choice in a menu does. */
export function defineIntent<Name extends IntentName>(handler: Pressed<Name>): Pressed<Name>;
export function defineIntent<Name extends IntentName, Options extends z.ZodObject>(
  handler: Filled<Name, Options>,
): Filled<Name, z.ZodObject>;
export function defineIntent(handler: unknown): unknown {
  // The one place where the types of a form's values are given up: submit gets what its own schema parsed.
  return handler;
}

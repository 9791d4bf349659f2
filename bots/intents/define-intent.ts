import type { z } from 'zod';
import type { Card } from '#core/chat/card/card.ts';
import type { Filled, Hints } from '#core/chat/card/form.ts';
import type { IntentArgs, IntentName } from '#core/chat/intent.ts';
import type { Owner } from '#core/generations/owner.ts';
import type { Answer } from '../answer.ts';
import type { Asker, Command } from '../define-command.ts';
import type { AskedForm } from '../define-form.ts';
import type { Context } from '../dispatch.ts';

/** A press that acts immediately. */
interface Pressed<Name extends IntentName> {
  name: Name;
  answer: Answer;
  /**
   * What it costs, and whose card it is on; undefined if the run itself says why it cannot be. Anybody else than the owner is told the price, and
   * presses once more, before it runs.
   */
  costs?(context: Context, args: IntentArgs<Name>): Promise<Costs | undefined>;
  /** Its work is with the message whose button it is: where a chat lets only the token of a press reach that, the press must be answered for it. */
  reachesItsCard?: true;
  /** Runs the intent and returns the answer, or nothing if it has answered itself. Throws a Failure for what the person must be shown. */
  run(context: Context, args: IntentArgs<Name>): Promise<Card | undefined>;
}

/** A press that opens a form; the work is done when the form is sent. */
interface WithForm<Name extends IntentName, Options extends z.ZodObject> {
  name: Name;
  answer: 'form';
  /** Made from the arguments alone, without look-ups, because the chat waits for it. `submit` checks whether the person may. */
  form(args: IntentArgs<Name>): AskedForm<Options>;
  /** The values it opens with, looked up while the chat waits: one row, no more. @throws Failure, shown instead of the form */
  filled?(asker: Asker, args: IntentArgs<Name>): Promise<Filled>;
  /** What a field says of itself for this person, looked up at the same time. */
  hints?(asker: Asker, args: IntentArgs<Name>): Promise<Hints>;
  /** Who sees the answer to the sent form. */
  submitAnswer: Exclude<Answer, 'in-place'>;
  /** The command that it is a form of, with as many fields as every chat shows. */
  command?: Command;
  /** Its picture is in the card with its button, which the card of a refusal has not: it is corrected by that button alone. */
  needsItsCard?: true;
  submit(context: Context, args: IntentArgs<Name>, values: z.output<Options>): Promise<Card | undefined>;
}

export type IntentHandler<Name extends IntentName> = Pressed<Name> | WithForm<Name, z.ZodObject>;

export interface Costs {
  /** What the press does, to be asked about: “Upscale picture 2 of “a fox” to 4096 × 4096”. */
  what: string;
  credits: number;
  owner: Owner;
  /** What else somebody should know first who is not its owner. */
  note?: string | undefined;
}

/** Describes once, for every chat, what a button or a choice in a menu does. */
export function defineIntent<Name extends IntentName>(handler: Pressed<Name>): Pressed<Name>;
export function defineIntent<Name extends IntentName, Options extends z.ZodObject>(
  handler: WithForm<Name, Options>,
): WithForm<Name, z.ZodObject>;
export function defineIntent(handler: unknown): unknown {
  // The one place where the types of a form's values are given up: submit gets what its own schema parsed.
  return handler;
}

import type { Field } from '#core/chat/card/form.ts';
import type { Intent } from '#core/chat/intent.ts';
import { type Platform, platforms } from '#core/chat/platforms.ts';
import { Failure } from '#core/failure.ts';
import type { RefusalCode } from '#core/refusals.ts';
import { inWords } from './written-value.ts';

/** A whole line that somebody typed; `untyped`: what came with it and is not in it, as Failure has it. */
export interface TypedLine {
  line: string;
  untyped?: string | undefined;
}

/** A form that takes the same. `intent`: its button, by what was given; undefined if it has no room for all of that. */
export interface FormAgain {
  intent(given: readonly Field[], values: Given['values']): Intent | undefined;
}

/** What was asked for: the command that it can be typed as, its fields, and what was given for them. */
interface Given {
  command: string;
  fields: readonly Field[];
  values: Readonly<Record<string, unknown>>;
  /** The word that comes first there, if the command takes one and no field has it: `add`. */
  first?: { name: string; value: string } | undefined;
  form?: FormAgain | undefined;
}

/** After a refusal nobody has to write anything twice: all that was given, as one types it in this chat. Anything else is passed on. */
export function givingBack(error: unknown, platform: Platform, given: Given, typed = lineOf(platform, given)): unknown {
  if (!(error instanceof Failure) || !typed) return error;
  const refused = error.givingBack(typed.line, typed.untyped);
  const { form, fields, values } = given;
  if (!form || !platforms[platform].pressBringsCard || notTheirs.has(error.code)) return refused;
  const correct = form.intent(saidOf(fields, values), values);
  return correct ? refused.correctedBy(correct) : refused.adding(tooMuch);
}

/** What is wrong is no word of theirs. */
const notTheirs: ReadonlySet<RefusalCode> = new Set([
  ...([
    'blocked_account',
    'blocked_here',
    'cooling_down',
    'not_in_group',
    'not_in_this_channel',
    'cannot_post',
  ] as const),
  ...([
    'not_manager',
    'daily_cap',
    'pressed_twice',
    'unavailable',
    'unclear',
    'too_many_open',
    'too_many_requests',
    'deletion_under_way',
  ] as const),
]);

const tooMuch = 'A form has no room for all of it: copy it, and correct it as you type it.';

const saidOf = (fields: readonly Field[], values: Given['values']): Field[] =>
  fields.filter(({ name }) => values[name] !== undefined && values[name] !== '');

/** Undefined if nothing was given. */
function lineOf(platform: Platform, { command, fields, values, first }: Given): TypedLine | undefined {
  const given = saidOf(fields, values);
  if (given.length === 0) return undefined;
  const main = first ? undefined : given.find(({ isMain, type }) => isMain && type === 'text');
  const written = ({ name }: Field) => inWords(values[name]);
  const options = given.filter((field) => field !== main && field.type !== 'image');
  return {
    line: platforms[platform].line({
      command,
      main: first ?? (main && { name: main.name, value: written(main) }),
      options: options.map((field) => [field.name, written(field)] as const),
    }),
    untyped: picturesInWords(given.filter(({ type }) => type === 'image').length),
  };
}

/** Nobody can type a picture. */
export function picturesInWords(count: number): string | undefined {
  if (count === 0) return undefined;
  return `${count === 1 ? 'the picture' : 'the pictures'}, to be added once more`;
}

import type { Field } from '#core/chat/card/form.ts';
import type { Intent } from '#core/chat/intent.ts';
import { type Platform, platforms } from '#core/chat/platforms.ts';
import { Failure } from '#core/failure.ts';
import type { RefusalCode } from '#core/refusals.ts';
import type { PersonReference } from './fields.ts';

/** A whole line that somebody typed; `untyped`: what came with it and is not in it, as Failure has it. */
export interface TypedLine {
  line: string;
  untyped?: string | undefined;
}

/** What was asked for: the command that it can be typed as, its fields, and what was given for them. */
interface Given {
  command: string;
  fields: readonly Field[];
  values: Readonly<Record<string, unknown>>;
  /** A form that takes the same, by its button, and the names of its fields. */
  form?: { intent: Intent; takes: readonly string[] } | undefined;
}

/** After a refusal nobody has to write anything twice: all that was given, as one types it in this chat. Anything else is passed on. */
export function givingBack(error: unknown, platform: Platform, given: Given, typed = lineOf(platform, given)): unknown {
  if (!(error instanceof Failure) || !typed) return error;
  const refused = error.givingBack(typed.line, typed.untyped);
  const correct = formToCorrect(error, platform, given, typed);
  return correct ? refused.correctedBy(correct) : refused;
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

/** The form is opened with the line that the card shows; what ends a box of code is in no box. */
function formToCorrect(
  { code }: Failure,
  platform: Platform,
  { form, fields, values }: Given,
  { line }: TypedLine,
): Intent | undefined {
  if (!form || !platforms[platform].pressBringsCard || notTheirs.has(code) || line.includes('```')) return undefined;
  const given = fields.filter(({ name }) => values[name] !== undefined && values[name] !== '');
  return given.every(({ name }) => form.takes.includes(name)) ? form.intent : undefined;
}

/** Undefined if nothing was given. */
function lineOf(platform: Platform, { command, fields, values }: Given): TypedLine | undefined {
  const given = fields.filter(({ name }) => values[name] !== undefined && values[name] !== '');
  if (given.length === 0) return undefined;
  const main = given.find(({ isMain, type }) => isMain && type === 'text');
  const written = ({ name }: Field) => inWords(values[name]);
  const options = given.filter((field) => field !== main && field.type !== 'image');
  return {
    line: platforms[platform].line({
      command,
      main: main && { name: main.name, value: written(main) },
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

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { name = 'somebody' } = value as Partial<PersonReference>;
  return `@${name}`;
}

import type { Field } from '#core/chat/card/form.ts';
import { type Platform, platforms } from '#core/chat/platforms.ts';
import { Failure } from '#core/failure.ts';
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
}

/** After a refusal nobody has to write anything twice: all that was given, as one types it in this chat. Anything else is passed on. */
export function givingBack(error: unknown, platform: Platform, given: Given, typed = lineOf(platform, given)): unknown {
  return error instanceof Failure && typed ? error.givingBack(typed.line, typed.untyped) : error;
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

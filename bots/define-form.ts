import type { z } from 'zod';
import type { Filled, Form, FormPrice } from '#core/chat/card/form.ts';
import { type Asked, describeOptions } from './define-command.ts';

/** A form, described once for every chat. Its fields are described like a command's options. */
export interface AskedForm<Options extends z.ZodObject = z.ZodObject> extends Asked<Options> {
  title: string;
  /** The label of the button that sends it. */
  submit: string;
  /** Of these fields only one is shown, since Discord has room for five: the first with a value when the form opens, else the last. */
  oneOf?: readonly string[];
  /** The command that it stands for: after a refusal, what was filled in is given back as one types it there. */
  typedAs?: string;
}

/** The form as a renderer takes it, with these values filled in. `without`: fields that are of no use to this person. */
export function formOf(
  asked: AskedForm,
  {
    price,
    without = [],
    filled = {},
  }: { price?: FormPrice | undefined; without?: readonly string[]; filled?: Filled } = {},
): Form {
  const { title, submit, oneOf = [] } = asked;
  const shown = oneOf.find((name) => filled[name] !== undefined) ?? oneOf.at(-1);
  const isShown = (name: string) => !without.includes(name) && (name === shown || !oneOf.includes(name));
  return { title, submit, fields: describeOptions(asked).filter(({ name }) => isShown(name)), price };
}

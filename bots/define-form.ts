import type { z } from 'zod';
import type { Form, FormPrice } from '#core/chat/card/form.ts';
import { type Asked, describeOptions } from './define-command.ts';

/** A form, described once for every chat. Its fields are described like a command's options. */
export interface AskedForm<Options extends z.ZodObject = z.ZodObject> extends Asked<Options> {
  title: string;
  /** The label of the button that sends it. */
  submit: string;
}

/** The form as a renderer takes it. `without`: fields that are of no use to this person. */
export const formOf = (
  asked: AskedForm,
  { price, without = [] }: { price?: FormPrice | undefined; without?: readonly string[] } = {},
): Form => ({
  title: asked.title,
  submit: asked.submit,
  fields: describeOptions(asked).filter(({ name }) => !without.includes(name)),
  price,
});

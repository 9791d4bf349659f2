import type { z } from 'zod';
import type { Form } from '#core/chat/card/form.ts';
import { type Asked, describeOptions } from './define-command.ts';

/** A form, described once for every chat. Its fields are described like a command's options. */
export interface AskedForm<Options extends z.ZodObject = z.ZodObject> extends Asked<Options> {
  title: string;
  /** The label of the button that sends it. */
  submit: string;
}

/** The form as a renderer takes it. */
export const formOf = (asked: AskedForm): Form => ({
  title: asked.title,
  submit: asked.submit,
  fields: describeOptions(asked),
});

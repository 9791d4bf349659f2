import type { z } from 'zod';
import type { ChoiceField, Field, Filled, Form, FormPrice, Hints } from '#core/chat/card/form.ts';
import { type Asked, describeOptions } from './define-command.ts';

/** A form, described once for every chat. Its fields are described like a command's options. */
export interface AskedForm<Options extends z.ZodObject = z.ZodObject> extends Asked<Options> {
  title: string;
  /** The label of the button that sends it. */
  submit: string;
  /** Of these fields only one is shown, since Discord has room for five: the first with a value when the form opens, else the last. */
  oneOf?: readonly string[];
  /** How the choices of its fields read, by field, where that depends on what the form opens with. */
  labels?(filled: Filled): Readonly<Record<string, NonNullable<ChoiceField['labels']>>>;
  /** The command that it stands for: after a refusal, what was filled in is given back as one types it there. */
  typedAs?: string;
  /** The word that comes first there and that no field of the form has: `add`. */
  typedFirst?: { name: string; value: string };
}

/** The form as a renderer takes it, with these values filled in. `without`: fields that are of no use to this person. */
export function formOf(
  asked: AskedForm,
  {
    price,
    without = [],
    filled = {},
    hints = {},
  }: { price?: FormPrice | undefined; without?: readonly string[]; filled?: Filled; hints?: Hints } = {},
): Form {
  const { title, submit, oneOf = [] } = asked;
  const shown = oneOf.find((name) => filled[name] !== undefined) ?? oneOf.at(-1);
  const labels = asked.labels?.(filled) ?? {};
  const isShown = (field: Field) =>
    !(field.type === 'image' && field.isFurther) &&
    !without.includes(field.name) &&
    (field.name === shown || !oneOf.includes(field.name));
  const fields = describeOptions(asked)
    .filter(isShown)
    .map((field) => ({
      ...withLabels(field, labels[field.name]),
      description: hints[field.name] ?? descriptionIn(field),
    }));
  return { title, submit, fields, price };
}

const withLabels = (field: Field, labels: ChoiceField['labels']): Field =>
  field.type === 'choice' && labels ? { ...field, labels } : field;

/** A field of a form takes several files, an option of a command one. */
const descriptionIn = (field: Field) =>
  field.type === 'image' && field.mostFiles !== undefined
    ? `${field.description}; up to ${field.mostFiles}, where the model takes several`
    : field.description;

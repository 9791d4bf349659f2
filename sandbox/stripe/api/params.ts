import { z } from 'zod';
import { invalid, type Refusal } from './errors.ts';
import type { Form } from './form.ts';

/** Parameters as Stripe reads them: everything in a form is text, and an unknown field is an error. */
export const text = z.string().min(1, 'empty');
export const longText = text.max(5000, 'too long');
export const flag = z.enum(['true', 'false'], { error: 'boolean' }).transform((value) => value === 'true');
export const integer = z
  .string()
  .regex(/^-?\d+$/, 'integer')
  .transform(Number);
export const positive = integer.refine((value) => value > 0, 'positive');
export const fields = z.strictObject;
export const oneOf = z.enum;
export const url = text.refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), 'url');
export const currency = z
  .string()
  .transform((value) => value.toLowerCase())
  .refine((value) => /^[a-z]{3}$/.test(value), 'currency');

/** An empty text removes a value. */
export const orEmpty = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal('').transform(() => null), schema], { error: 'alternatives' });

/** At most 50 keys of 40 characters, values of 500. An empty value removes the key, an empty text all keys. */
export const metadata = z.preprocess(
  (value) => (Array.isArray(value) ? { ...value } : value),
  z.union([z.literal(''), z.record(z.string(), z.string())], { error: 'object' }).superRefine((value, context) => {
    if (value === '') return;
    if (Object.keys(value).length > 50) context.addIssue({ code: 'custom', message: 'metadata keys' });
    for (const [key, each] of Object.entries(value)) {
      if (key.length > 40) context.addIssue({ code: 'custom', message: 'metadata key', path: [key] });
      if (each.length > 500) context.addIssue({ code: 'custom', message: 'metadata value', path: [key] });
    }
  }),
);
export type MetadataParam = z.infer<typeof metadata>;

export function mergeMetadata(before: Record<string, string>, change: MetadataParam | undefined) {
  if (change === undefined) return before;
  if (change === '') return {};
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ''));
}

/** A moment, or a range of moments: `created=…`, `created[gte]=…`. */
export const moment = z.union(
  [
    integer,
    fields({ gt: integer.optional(), gte: integer.optional(), lt: integer.optional(), lte: integer.optional() }),
  ],
  { error: 'alternatives' },
);

export function isWithin(at: number, range: z.infer<typeof moment> | undefined): boolean {
  if (range === undefined) return true;
  if (typeof range === 'number') return at === range;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return at > gt && at >= gte && at < lt && at <= lte;
}

export const paging = {
  limit: integer.refine((value) => value >= 1 && value <= 100, 'limit').optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
};

/** The parameters, or Stripe's refusal of the first invalid one. */
export function check<T>(schema: z.ZodType<T>, form: Form): T {
  const result = schema.safeParse(form);
  if (result.success) return result.data;
  throw refusalOf(result.error.issues, form);
}

function refusalOf(issues: z.core.$ZodIssue[], form: Form): Refusal {
  // Stripe reports unknown parameters first, then missing ones, then invalid ones.
  const unknown = issues.flatMap(flatten).filter((issue) => issue.code === 'unrecognized_keys');
  if (unknown.length > 0) {
    const names = unknown.flatMap(({ path, keys }) => keys.map((key) => nameOf([...path, key])));
    const noun = names.length === 1 ? 'parameter' : 'parameters';
    return invalid(`Received unknown ${noun}: ${names.join(', ')}`, names[0], 'parameter_unknown');
  }
  const [issue] = issues.flatMap(flatten);
  if (!issue) return invalid('The parameters are not valid.');
  const name = nameOf(issue.path);
  const value = valueAt(form, issue.path);
  if (value === undefined) return invalid(`Missing required param: ${name}.`, name, 'parameter_missing');
  return wrong(issue, name, typeof value === 'string' ? value : '');
}

/** A union's own complaint is no help: its last branch is the intended one. */
function flatten(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.at(-1) ?? [];
  return meant.flatMap((each) => flatten({ ...each, path: [...issue.path, ...each.path] }));
}

function wrong(issue: z.core.$ZodIssue, name: string, value: string): Refusal {
  switch (issue.message) {
    case 'integer':
      return invalid(`Invalid integer: ${value}`, name, 'parameter_invalid_integer');
    case 'positive':
      return invalid('This value must be greater than or equal to 1.', name, 'parameter_invalid_integer');
    case 'boolean':
      return invalid(`Invalid boolean: ${value}`, name);
    case 'url':
      return invalid('Not a valid URL', name, 'url_invalid');
    case 'email':
      return invalid(`Invalid email address: ${value}`, name, 'email_invalid');
    case 'currency':
      return invalid(`Invalid currency: ${value}. Stripe currently supports these currencies: usd, eur, gbp`, name);
    case 'limit':
      return invalid('Invalid integer: limit must be between 1 and 100', name, 'parameter_invalid_integer');
    case 'empty':
      return invalid(
        `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
        name,
        'parameter_invalid_empty',
      );
    case 'too long':
      return invalid(`Invalid string: ${value.slice(0, 20)}...; must be at most 5000 characters`, name);
    case 'metadata keys':
      return invalid('Metadata can have at most 50 keys.', name);
    case 'metadata key':
      return invalid('Metadata keys can have up to 40 characters.', name);
    case 'metadata value':
      return invalid('Metadata values can have up to 500 characters.', name);
    case 'object':
      return invalid('Invalid object', name, 'parameter_invalid_object');
  }
  if (issue.code === 'invalid_value') return invalid(`Invalid ${name}: must be ${choices(issue.values)}`, name);
  if (issue.code === 'invalid_type' && issue.expected === 'array') return invalid('Invalid array', name);
  if (issue.code === 'invalid_type' && issue.expected === 'string')
    return invalid(`Invalid string: ${JSON.stringify(value)}`, name);
  if (issue.code === 'invalid_type') return invalid('Invalid object', name);
  return invalid(issue.message, name);
}

function choices(values: readonly unknown[]): string {
  if (values.length < 3) return values.join(' or ');
  return `one of ${values.slice(0, -1).join(', ')}, or ${values.at(-1)}`;
}

function nameOf([head, ...rest]: PropertyKey[]): string {
  return String(head ?? '') + rest.map((key) => `[${String(key)}]`).join('');
}

function valueAt(form: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    form,
  );
}

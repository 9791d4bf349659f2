import type { Form } from './errors.ts';

/** A JSON object whose fields are unchecked. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const objectsOf = (value: unknown): Json[] => listOf(value).filter(isObject);

/** Checks a text's type and length; like Discord, it counts code points. */
export function checkText(
  form: Form,
  at: string,
  value: unknown,
  { min = 0, max, required = false }: { min?: number; max: number; required?: boolean },
) {
  if (!isGiven(value)) {
    if (required) form.fail(at, 'BASE_TYPE_REQUIRED', 'This field is required');
    return;
  }
  if (typeof value !== 'string') return form.fail(at, 'STRING_TYPE_CONVERT', 'Could not interpret value as string.');
  const length = [...value].length;
  if (min > 0 && (length < min || length > max))
    form.fail(at, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  else if (length > max) form.fail(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
}

export function checkList(
  form: Form,
  at: string,
  value: unknown,
  { min = 0, max, required = false }: { min?: number; max: number; required?: boolean },
): unknown[] {
  if (!isGiven(value)) {
    if (required) form.fail(at, 'BASE_TYPE_REQUIRED', 'This field is required');
    return [];
  }
  if (!Array.isArray(value)) {
    form.fail(at, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return [];
  }
  if (value.length < min || value.length > max)
    form.fail(at, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  return value;
}

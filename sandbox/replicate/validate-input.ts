import type { Field } from './models/fields.ts';
import type { Inputs, Model } from './models/model.ts';
import type { InvalidField } from './problems.ts';

/** Checks inputs against the model's schema; the wording is gojsonschema's, which Replicate passes on. */
export function validateInput(model: Model, input: Record<string, unknown>): InvalidField[] {
  const found: InvalidField[] = [];
  for (const [name, field] of Object.entries(model.inputs)) {
    const value = input[name];
    if (value === undefined) {
      if (field.required) found.push({ type: 'required', field: 'input', description: `${name} is required` });
    } else found.push(...checkValue(`input.${name}`, name, field, value));
  }
  return found;
}

/** The inputs that the model works with: those sent, and the schema's defaults. */
export function withDefaults(model: Model, input: Record<string, unknown>): Inputs {
  const filled: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(model.inputs)) filled[name] = input[name] ?? field.default;
  return filled;
}

function checkValue(place: string, name: string, field: Field, value: unknown): InvalidField[] {
  const wrong = (type: string, description: string): InvalidField[] => [{ type, field: place, description }];
  const given = typeName(value);
  const fits = given === field.type || (field.type === 'number' && given === 'integer');
  if (!fits) return wrong('invalid_type', `Invalid type. Expected: ${field.type}, given: ${given}`);
  if (field.choices && !field.choices.some((option) => option === value)) {
    const allowed = field.choices.map((option) => `"${option}"`).join(', ');
    return wrong('enum', `${name} must be one of the following: ${allowed}`);
  }
  if (typeof value === 'number') {
    if (field.minimum !== undefined && value < field.minimum) {
      return wrong('number_gte', `Must be greater than or equal to ${field.minimum}`);
    }
    if (field.maximum !== undefined && value > field.maximum) {
      return wrong('number_lte', `Must be less than or equal to ${field.maximum}`);
    }
  }
  if (field.format === 'uri' && !isUri(value)) return wrong('format', "Does not match format 'uri'");
  if (!Array.isArray(value)) return [];
  if (field.maxItems !== undefined && value.length > field.maxItems) {
    return wrong('array_max_items', `Array must have at most ${field.maxItems} items`);
  }
  return value.flatMap((item, index) =>
    field.items ? checkValue(`${place}.${index}`, String(index), { ...field.items, description: '' }, item) : [],
  );
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function isUri(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value);
}

import type { JsonSchema } from './json-schemas.ts';

/** A piece of a schema's type in words; `ref` names a shape of the document. */
export type TypeWord = string | { ref: string };

const listOf = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value : []);

/** What a value may be, for people: `text (uuid)`, `list of Asset`, `"discord" or "slack"`. */
export function typeWords(schema: JsonSchema): TypeWord[] {
  if (typeof schema.$ref === 'string') return [{ ref: schema.$ref.split('/').at(-1) ?? '' }];
  const choices = listOf(schema.anyOf ?? schema.oneOf);
  if (choices.length > 0) return between(choices.map(typeWords));
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (Array.isArray(schema.enum)) return between(schema.enum.map((value) => [JSON.stringify(value)]));
  if (Array.isArray(schema.type)) return between(schema.type.map((type) => typeWords({ ...schema, type })));
  return single(schema);
}

function single(schema: JsonSchema): TypeWord[] {
  switch (schema.type) {
    case 'array':
      return ['list of ', ...typeWords((schema.items ?? {}) as JsonSchema)];
    case 'string':
      return [schema.format === undefined ? 'text' : `text (${schema.format})`];
    case 'integer':
      return [`whole number${rangeOf(schema)}`];
    case 'object':
      return ['object with the fields below it'];
    default:
      return [String(schema.type ?? 'anything')];
  }
}

function rangeOf({ minimum, maximum }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined) return `, ${minimum} to ${maximum}`;
  return minimum === undefined ? '' : `, at least ${minimum}`;
}

const between = (words: TypeWord[][]): TypeWord[] =>
  words.flatMap((each, index) => (index === 0 ? each : [' or ', ...each]));

export interface Field {
  /** With a dot before each field of a nested object: `place.name`. */
  path: string;
  isRequired: boolean;
  type: TypeWord[];
  /** What it is for, where the contract says it. */
  about?: string;
}

/** Every field of an object, including those of nested objects; named shapes stay names. */
export function fieldsWithin(schema: JsonSchema, before = ''): Field[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).flatMap(([name, field]) => [
    {
      path: before + name,
      isRequired: required.includes(name),
      type: typeWords(field),
      ...(typeof field.description === 'string' ? { about: field.description } : {}),
    },
    ...innerOf(field).flatMap((inner) => fieldsWithin(inner, `${before}${name}.`)),
  ]);
}

/** The unnamed objects in a value: itself, in a list, or as one of several choices. */
function innerOf(schema: JsonSchema): JsonSchema[] {
  if (schema.type === 'object') return [schema];
  if (schema.type === 'array') return innerOf((schema.items ?? {}) as JsonSchema);
  return listOf(schema.anyOf ?? schema.oneOf).flatMap(innerOf);
}

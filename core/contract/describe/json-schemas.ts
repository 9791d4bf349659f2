import { z } from 'zod';

/** A JSON Schema of 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = { [keyword: string]: unknown };

export interface EndpointSchemas {
  body?: string;
  answer?: string;
}

interface Described {
  body?: z.ZodType;
  answer?: z.ZodType;
}

export const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Shapes by name, and which of them each endpoint takes and returns: one that has no name gets the endpoint's. */
export function schemasOf(
  named: ReadonlyArray<readonly [name: string, shape: z.ZodType]>,
  endpoints: ReadonlyArray<readonly [name: string, endpoint: Described]>,
): { components: Record<string, JsonSchema>; of: Record<string, EndpointSchemas> } {
  const registry = z.registry<{ id: string }>();
  for (const [id, shape] of named) registry.add(shape, { id });
  /** Its own name if it has one, otherwise the endpoint's. */
  const nameOf = (shape: z.ZodType, otherwise: string) => {
    if (!registry.has(shape)) registry.add(shape, { id: otherwise });
    return registry.get(shape)?.id ?? otherwise;
  };
  const of: Record<string, EndpointSchemas> = {};
  for (const [name, { body, answer }] of endpoints) {
    const large = name.charAt(0).toUpperCase() + name.slice(1);
    of[name] = {
      ...(body ? { body: nameOf(body, `${large}Request`) } : {}),
      ...(answer ? { answer: nameOf(answer, `${large}Answer`) } : {}),
    };
  }
  const { schemas } = z.toJSONSchema(registry, { ...options, uri: (id) => refTo(id).$ref });
  return { components: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)])), of };
}

/** The fields of a query or of a path, each with its schema. */
export function fieldsOf(shape: z.ZodObject): Array<{ name: string; isRequired: boolean; schema: JsonSchema }> {
  const { properties = {}, required = [] } = bare(z.toJSONSchema(shape, options)) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({ name, schema, isRequired: required.includes(name) }));
}

const options = {
  /** The request side: fields with a default may be left out. */
  io: 'input',
  override({ jsonSchema }: { jsonSchema: JsonSchema }) {
    // A format already says it, and the patterns are long.
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    delete jsonSchema.id;
  },
} as const;

function bare({ $schema: _dialect, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

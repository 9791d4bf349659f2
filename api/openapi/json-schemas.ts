import { z } from 'zod';
import * as billing from '#core/contract/billing.ts';
import { contract, liveEvent } from '#core/contract/contract.ts';
import type { Endpoint } from '#core/contract/endpoint.ts';
import * as shapes from '#core/contract/shapes.ts';

/** A JSON Schema of 2020-12, as OpenAPI 3.1 takes them. */
export type JsonSchema = { [keyword: string]: unknown };

export interface EndpointSchemas {
  body?: string;
  answer?: string;
}

export const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The contract's shapes by name, and which of them each endpoint takes and gives. */
export function jsonSchemas(): { components: Record<string, JsonSchema>; of: Record<string, EndpointSchemas> } {
  const registry = z.registry<{ id: string }>();
  for (const shape of [...Object.values(shapes), ...Object.values(billing), liveEvent]) {
    const id = shape instanceof z.ZodType ? z.globalRegistry.get(shape)?.id : undefined;
    if (id && shape instanceof z.ZodType) registry.add(shape, { id });
  }
  /** Its own name where it has one, else the endpoint's. */
  const nameOf = (shape: z.ZodType, otherwise: string) => {
    if (!registry.has(shape)) registry.add(shape, { id: otherwise });
    return registry.get(shape)?.id ?? otherwise;
  };
  const of: Record<string, EndpointSchemas> = {};
  for (const [name, { body, answer }] of Object.entries<Endpoint>(contract)) {
    const capital = name.charAt(0).toUpperCase() + name.slice(1);
    of[name] = {
      ...(body ? { body: nameOf(body, `${capital}Request`) } : {}),
      ...(answer ? { answer: nameOf(answer, `${capital}Answer`) } : {}),
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
  /** What is sent: what has a default may be left out. */
  io: 'input',
  override({ jsonSchema }: { jsonSchema: JsonSchema }) {
    // A format says it already, and the patterns are long.
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    delete jsonSchema.id;
  },
} as const;

function bare({ $schema: _dialect, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

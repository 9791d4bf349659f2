import { z } from 'zod';
import * as billing from '#core/contract/pages/billing.ts';
import { liveEvent, publicEndpoints } from '#core/contract/pages/contract.ts';
import * as deletion from '#core/contract/pages/deletion.ts';
import * as exports from '#core/contract/pages/exports.ts';
import * as made from '#core/contract/pages/made.ts';
import * as privacy from '#core/contract/pages/privacy.ts';
import * as shapes from '#core/contract/pages/shapes.ts';
import { capital } from '#core/words.ts';

/** A JSON Schema of 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = { [keyword: string]: unknown };

export interface EndpointSchemas {
  body?: string;
  answer?: string;
}

export const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The contract's shapes by name, and which of them each endpoint takes and returns. */
export function jsonSchemas(): { components: Record<string, JsonSchema>; of: Record<string, EndpointSchemas> } {
  const registry = z.registry<{ id: string }>();
  const all = [shapes, made, billing, privacy, deletion, exports].flatMap((each): unknown[] => Object.values(each));
  for (const shape of [...all, liveEvent]) {
    const id = shape instanceof z.ZodType ? z.globalRegistry.get(shape)?.id : undefined;
    if (id && shape instanceof z.ZodType) registry.add(shape, { id });
  }
  /** Its own name if it has one, otherwise the endpoint's. */
  const nameOf = (shape: z.ZodType, otherwise: string) => {
    if (!registry.has(shape)) registry.add(shape, { id: otherwise });
    return registry.get(shape)?.id ?? otherwise;
  };
  const of: Record<string, EndpointSchemas> = {};
  for (const [name, { body, answer }] of publicEndpoints) {
    const large = capital(name);
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

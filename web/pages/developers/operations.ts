import type { JsonSchema } from '#core/contract/describe/json-schemas.ts';
import type { Content, OpenApiDocument, Operation } from '#core/contract/describe/open-api.ts';

export interface OperationAt {
  path: string;
  method: string;
  operation: Operation;
}

export const operationsOf = ({ paths }: OpenApiDocument): OperationAt[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

export const inTag = (operations: readonly OperationAt[], tag: string): OperationAt[] =>
  operations.filter(({ operation }) => operation.tags.includes(tag));

/** The id of a part of the page. */
export const idOf = (tag: string): string => tag.toLowerCase().replaceAll(/\W+/g, '-');

/** What is sent or answered as JSON: the shape's name, its schema, and an example. Undefined if it is no JSON. */
export function jsonIn(document: OpenApiDocument, content: Content | undefined) {
  const json = content?.['application/json'];
  if (!json) return undefined;
  const name = String(json.schema.$ref ?? '').replace(/^.*\//, '');
  const schema: JsonSchema = document.components.schemas[name] ?? json.schema;
  return { name, schema, example: json.example };
}

/** Shapes that more than one address may have are shown once, below; the others where they belong. */
export const isShared = (name: string): boolean => !/(Request|Answer)$/.test(name);

import type { z } from 'zod';
import { fieldsOf } from './json-schemas.ts';
import type { Parameter } from './open-api.ts';

/** A path of Express as OpenAPI writes it: `/api/assets/{id}`. */
export const pathOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

/** What an endpoint takes in its path and its query. */
export function parametersOf({ params, query }: { params?: z.ZodObject; query?: z.ZodObject }): Parameter[] {
  const described = (place: Parameter['in'], shape: z.ZodObject | undefined) =>
    (shape ? fieldsOf(shape) : []).map(({ name, isRequired, schema: { description, ...schema } }) => ({
      name,
      in: place,
      required: place === 'path' || isRequired,
      ...(typeof description === 'string' ? { description } : {}),
      schema,
    }));
  return [...described('path', params), ...described('query', query)];
}

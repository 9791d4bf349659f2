import type { z } from 'zod';
import type { World } from '../world.ts';
import type { Form } from './form.ts';
import { check } from './params.ts';

export interface Route {
  /** Throws a Refusal if the parameters are invalid. The function it returns does the work. */
  prepare(world: World, form: Form, ids: Record<string, string>): () => object;
}

/**
 * One route of the API: its parameters, and its work. The two are separate because an answer is kept for an idempotency
 * key only if the parameters were valid.
 */
export function route<T>(
  schema: z.ZodType<T>,
  work: (world: World, params: T, ids: Record<string, string>) => object,
): Route {
  return {
    prepare(world, form, ids) {
      const params = check(schema, form);
      return () => work(world, params, ids);
    },
  };
}

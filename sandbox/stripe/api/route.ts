import type { z } from 'zod';
import type { World } from '../world.ts';
import type { Form } from './form.ts';
import { check } from './params.ts';

export interface Route {
  /** Throws a Refusal where the parameters are wrong. What it returns does the work. */
  prepare(world: World, form: Form, ids: Record<string, string>): () => object;
}

/**
 * One route of the API: what it takes, and what it does with it. The two are apart because an answer is kept for an
 * idempotency key only once the parameters were right.
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

import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import * as shape from './shapes.ts';

const tag = 'Operator';

const action = {
  actionId: z.uuid(),
  reason: shape.line.min(10, 'Say why, in 10 characters at least.').max(500, 'At most 500 characters.'),
};

/** Whole words; or with a star at the end, whatever begins so. */
export const deniedTerm = shape.line
  .toLowerCase()
  .min(2, 'Two characters at least: shorter ones are in every sentence.')
  .max(100, 'At most 100 characters.')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} '’&.-]*[\p{L}\p{N}]\*?$/u, 'Letters, digits and spaces; a star at its end alone.');

const count = z.int().min(0).max(10_000_000);

export const adminRules = z.object({
  terms: z.array(z.string()),
  /** Credits that nobody paid for, in a day (UTC): what counts, what an operator set, and what the environment says. */
  unpaid: z.object({
    perDay: z.int(),
    perWorkspace: z.int(),
    set: z.object({ perDay: z.int().nullable(), perWorkspace: z.int().nullable() }),
    usual: z.object({ perDay: z.int(), perWorkspace: z.int() }),
  }),
});

/** What operators decide about what may be asked for, and by whom. */
export const adminAbuseEndpoints = {
  adminGetRules: {
    method: 'GET',
    path: '/api/admin/rules',
    summary: 'Words with which nothing is made, and the limits of free credits',
    tag,
    operator: true,
    answer: adminRules,
  },
  adminChangeTerm: {
    method: 'POST',
    path: '/api/admin/terms',
    summary: 'Adds a word or phrase with which nothing is made, or takes it away; followed within seconds',
    tag,
    operator: true,
    body: z.object({ ...action, term: deniedTerm, denied: z.boolean() }),
  },
  adminSetLimits: {
    method: 'POST',
    path: '/api/admin/limits',
    summary: 'Sets the limits of free credits in a day; null: as the environment says',
    tag,
    operator: true,
    body: z.object({ ...action, perDay: count.nullable(), perWorkspace: count.nullable() }),
  },
} as const satisfies Record<string, Endpoint>;

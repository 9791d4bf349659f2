import { z } from 'zod';

/** RFC 9457: `type` is stable and names the case; `detail` is for the person. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** What happened and what it cost. */
    detail: z.string(),
    /** What to do next. */
    next: z.string(),
    /** The invalid fields, by their path. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** For quoting when asking for help. */
    reference: z.string().optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problem>;

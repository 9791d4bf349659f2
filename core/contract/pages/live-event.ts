import { z } from 'zod';

/** One message of /api/events: what changed; the page then requests again what it shows. */
export const liveEvent = z
  .object({
    changed: z.enum(['generation', 'assets', 'credits', 'identities', 'billing', 'team', 'teamGallery']),
    /** The id of the generation or team, if it is about only one. */
    id: z.uuid().nullable(),
  })
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof liveEvent>;

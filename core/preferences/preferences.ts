import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';

/** Who sees what somebody makes, where they do not say it in the request. */
export const audiences = ['everybody', 'me'] as const;
export type Audience = (typeof audiences)[number];

/** What somebody wants where they name nothing; null where they have not said. Read with care: a model may no longer be offered. */
export const preferences = z.object({
  model: z.string().nullable(),
  size: z.string().nullable(),
  format: z.string().nullable(),
  resultsFor: z.enum(audiences).nullable(),
  noticesOff: z.array(z.string()),
});
export type Preferences = z.infer<typeof preferences>;

/** Of somebody who has said nothing. */
export const noPreferences: Preferences = { model: null, size: null, format: null, resultsFor: null, noticesOff: [] };

/** SQL: those of the identity `f.identity_id`, or of its account `f.user_id`, whose own go first. Null if they have said nothing. */
export const preferencesOf = Prisma.sql`(SELECT jsonb_build_object('model', p.model, 'size', p.size, 'format', p.format,
      'resultsFor', p.results_for, 'noticesOff', p.notices_off)
    FROM preferences p WHERE p.user_id = f.user_id OR p.identity_id = f.identity_id ORDER BY p.user_id NULLS LAST LIMIT 1)`;

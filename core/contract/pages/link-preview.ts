import { z } from 'zod';
import { platformIds } from '../platforms.ts';

/** What a one-time link from chat is about to do. */
export const linkPreview = z
  .object({
    identity: z.object({
      platform: z.enum(platformIds),
      name: z.string(),
      placeName: z.string().nullable(),
      /** A data: URL, so that showing it asks nobody else for anything. */
      avatar: z.string().nullable(),
    }),
    /** Credits that would move. */
    credits: z.int().min(0),
    /** Credits left of a second trial, which do not count twice. */
    secondTrialCredits: z.int().min(0),
    /** Requests and pictures that would move. */
    generations: z.int().min(0),
    assets: z.int().min(0),
    expiresAt: z.iso.datetime(),
    /** Null: not signed in. Otherwise the account it would go to. */
    account: z.object({ email: z.email(), name: z.string() }).nullable(),
  })
  .meta({ id: 'LinkPreview' });
export type LinkPreview = z.infer<typeof linkPreview>;

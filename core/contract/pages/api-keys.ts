import { z } from 'zod';
import { apiScopeNames } from '../scopes.ts';
import type { Endpoint } from './endpoint.ts';
import * as shape from './shapes.ts';

const time = z.iso.datetime();
const tag = 'API keys';
const scopes = z.array(z.enum(apiScopeNames));

export const apiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** Its last four characters: all that is known of the key itself. */
    ending: z.string(),
    scopes,
    createdAt: time,
    /** To the minute; null: never. */
    lastUsedAt: time.nullable(),
    /** Null: until it is revoked. */
    expiresAt: time.nullable(),
    /** Its time is over: it opens nothing any more. */
    hasEnded: z.boolean(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKey>;

/** Keys with which a person's own programs use /api/v1. They are made and revoked here alone, by a person. */
export const apiKeyEndpoints = {
  listApiKeys: {
    method: 'GET',
    path: '/api/keys',
    summary: 'Your API keys, newest first, without the keys themselves',
    tag,
    answer: z.object({ items: z.array(apiKey) }),
  },
  createApiKey: {
    method: 'POST',
    path: '/api/keys',
    summary: 'A new API key, which is shown this once; needs a recent sign-in',
    tag,
    begins: true,
    recent: true,
    body: z.object({
      name: shape.line.min(1, 'Give the key a name.').max(60, 'At most 60 characters.'),
      scopes: scopes.min(1, 'Choose what it may do.').overwrite((all) => [...new Set(all)]),
      /** Absent: until it is revoked. */
      days: z.int().min(1).max(366).optional().describe('How many days it works.'),
    }),
    answer: z.object({
      key: apiKey,
      /** The key itself: nobody can show it again. */
      secret: z.string(),
    }),
  },
  revokeApiKey: {
    method: 'DELETE',
    path: '/api/keys/:id',
    summary: 'Revokes an API key: from this moment it opens nothing',
    tag,
    params: z.object({ id: z.uuid() }),
  },
} as const satisfies Record<string, Endpoint>;

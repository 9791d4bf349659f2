import { z } from 'zod';
import { visible } from '../visible.ts';
import type { Endpoint } from './endpoint.ts';
import { visitorEndpoints } from './visitors.ts';

const tag = 'Privacy';

export const requestKind = z.enum(['access', 'correct', 'delete', 'object', 'restrict', 'other']);
export const requestOrigin = z.enum(['chat', 'web', 'mail', 'platform', 'guardian', 'authority']);
export const requestProof = z.enum([
  'chat_identity',
  'session',
  'recent_sign_in',
  'reply_from_address',
  'platform_notice',
  'document',
  'none',
]);
export const requestRefusal = z.enum([
  'not_proven',
  'unknown_person',
  'unfounded',
  'repeated',
  'rights_of_others',
  'kept_by_law',
]);

export const privacyTicket = z
  .object({
    id: z.uuid(),
    /** What to quote: `P-7K3M-9QXD`. */
    ticket: z.string(),
    kind: requestKind,
    state: z.enum(['open', 'in_progress', 'done', 'refused', 'stopped']),
    receivedAt: z.iso.datetime(),
    /** By when it is answered. */
    dueAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    /** Why it was refused, in words. */
    refusal: z.string().nullable(),
  })
  .meta({ id: 'PrivacyTicket' });
export type PrivacyRequest = z.infer<typeof privacyTicket>;

export const privacyEndpoints = {
  getPrivacyMap: visitorEndpoints.getPrivacyMap,
  getPrivacyContact: visitorEndpoints.getPrivacyContact,
  getPrivacy: {
    method: 'GET',
    path: '/api/privacy',
    summary: 'What you asked about your data, newest first, and whether you are in the statistics',
    tag,
    answer: z.object({ requests: z.array(privacyTicket), objectsToStatistics: z.boolean() }),
  },
  askPrivacy: {
    method: 'POST',
    path: '/api/privacy/requests',
    summary: 'A request about your data that a person answers; asking again finds the open one',
    tag,
    body: z.object({
      kind: z.enum(['access', 'correct', 'delete', 'restrict', 'other']),
      /** Sent to the contact by mail, and kept nowhere else. */
      words: z
        .string()
        .trim()
        .overwrite(visible)
        .min(1, 'Say what it is about.')
        .max(2000, 'At most 2,000 characters.'),
    }),
    answer: privacyTicket,
  },
  setStatistics: {
    method: 'PATCH',
    path: '/api/privacy/statistics',
    summary: 'Objects to being counted in statistics, or no longer does',
    tag,
    body: z.object({ objects: z.boolean() }),
  },
  notePolicies: {
    method: 'POST',
    path: '/api/privacy/policies',
    summary: 'Notes that the newest policy and terms were shown, or are accepted',
    tag,
    body: z.object({ how: z.enum(['shown', 'accepted']) }),
  },
} as const satisfies Record<string, Endpoint>;

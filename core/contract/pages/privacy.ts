import { z } from 'zod';
import { policyNames } from '../policies.ts';
import type { Endpoint } from './endpoint.ts';

const tag = 'Privacy';

/** Where somebody stands with the newest versions of the policy and the terms. `told`: to go on is to accept them. */
export const policyStanding = z
  .object({
    at: z.enum(['first', 'changed', 'told', 'accepted']),
    /** Those that they were not told of. */
    documents: z.array(z.enum(policyNames)),
  })
  .meta({ id: 'PolicyStanding' });

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

/** A line of the table of everything that is kept, made from the data map. */
export const keptLine = z
  .object({
    what: z.string(),
    /** What of a person is in it. */
    holds: z.array(z.string()),
    purpose: z.string(),
    law: z.string(),
    until: z.string(),
    /** What a deletion does with it. */
    erasure: z.string(),
  })
  .meta({ id: 'KeptLine' });

export const privacyEndpoints = {
  getPrivacyMap: {
    method: 'GET',
    path: '/api/privacy/map',
    summary: 'Everything personal that is kept, why, for how long, and what a deletion does with it',
    tag,
    open: true,
    cacheSeconds: 3600,
    answer: z.object({ items: z.array(keptLine) }),
  },
  getPrivacyContact: {
    method: 'GET',
    path: '/api/privacy/contact',
    summary: 'Who answers questions about privacy',
    tag,
    open: true,
    answer: z.object({ contact: z.email() }),
  },
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
      words: z.string().trim().min(1, 'Say what it is about.').max(2000, 'At most 2,000 characters.'),
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

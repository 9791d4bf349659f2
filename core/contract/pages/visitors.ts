import { z } from 'zod';
import { platformIds } from '../platforms.ts';
import { policyNames } from '../policies.ts';
import type { Endpoint } from './endpoint.ts';

export const user = z
  .object({
    id: z.uuid(),
    email: z.email(),
    /** May be empty. */
    name: z.string(),
    emailVerified: z.boolean(),
    /** False for a person who has only ever signed in with Discord or Slack. */
    hasPassword: z.boolean(),
    createdAt: z.iso.datetime(),
    /** When the deletion that was asked for begins; null: none is due. */
    deletionDueAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'User' });

/** Where somebody stands with the newest versions of the policy and the terms. `told`: to go on is to accept them. */
export const policyStanding = z
  .object({
    at: z.enum(['first', 'changed', 'told', 'accepted']),
    /** Those that they were not told of. */
    documents: z.array(z.enum(policyNames)),
  })
  .meta({ id: 'PolicyStanding' });

/** A price: minor units (cents) and an ISO 4217 code in lower case, as Stripe has it. */
export const money = z.object({ amount: z.int(), currency: z.string().length(3) }).meta({ id: 'Money' });

/** What is sold, or comes with the free plan, as it is shown to whoever has not decided yet. */
export const publicPrice = z
  .object({
    /** Identifies it in `/buy/:item`; null: it is not bought. */
    key: z.string().nullable(),
    kind: z.enum(['pack', 'plan']),
    name: z.string(),
    /** At once, or each month. */
    credits: z.int(),
    /** Per month if it is a plan; null: it costs nothing. */
    price: money.nullable(),
    /** How many pictures its credits buy, all made by the cheapest model or all by the dearest. */
    pictures: z.object({ quick: z.int(), best: z.int() }),
  })
  .meta({ id: 'PublicPrice' });

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

/** What pages ask for that people meet before they have an account: they load no more of the contract (web/client/call.ts). */
export const visitorEndpoints = {
  getSession: {
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in in this browser, if anybody',
    tag: 'Account',
    open: true,
    answer: z.object({
      user: user.nullable(),
      /** May open /admin. */
      isOperator: z.boolean(),
      policies: policyStanding,
      /** The chats that can be used to sign in here. */
      signInWith: z.array(z.enum(platformIds)),
      /** The chats that UPixel can be added to: `/add/discord` leads there. */
      addTo: z.array(z.enum(platformIds)),
    }),
  },
  listPrices: {
    method: 'GET',
    path: '/api/prices',
    summary: 'What is sold, and how many pictures it buys',
    tag: 'Billing',
    open: true,
    answer: z.object({
      /** What somebody new in a chat has to begin with. */
      trialCredits: z.int(),
      items: z.array(publicPrice),
    }),
  },
  getPrivacyMap: {
    method: 'GET',
    path: '/api/privacy/map',
    summary: 'Everything personal that is kept, why, for how long, and what a deletion does with it',
    tag: 'Privacy',
    open: true,
    cacheSeconds: 3600,
    answer: z.object({ items: z.array(keptLine) }),
  },
  getPrivacyContact: {
    method: 'GET',
    path: '/api/privacy/contact',
    summary: 'Who answers questions about privacy',
    tag: 'Privacy',
    open: true,
    answer: z.object({ contact: z.email() }),
  },
} as const satisfies Record<string, Endpoint>;

export type User = z.infer<typeof user>;
export type Money = z.infer<typeof money>;
export type PublicPrice = z.infer<typeof publicPrice>;

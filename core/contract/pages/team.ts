import { z } from 'zod';
import { owed, payment, subscription, teamInList } from './billing.ts';
import type { Endpoint } from './endpoint.ts';
import { lot } from './shapes.ts';

const byId = z.object({ id: z.uuid() });

const amount = z.object({ spent: z.int() });
const spending = {
  spent: z.int(),
  /** Highest spending first. */
  members: z.array(amount.extend({ id: z.uuid(), name: z.string(), requests: z.int() })),
  /** Every day of the month until today. */
  days: z.array(amount.extend({ day: z.iso.date() })),
};
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'A month is written as 2026-11.');

export const teamSettings = z
  .object({
    /** Roles or user groups; if none is chosen, everybody may use it. */
    groups: z.array(z.object({ id: z.string(), name: z.string(), isChosen: z.boolean() })),
    /** What the chat calls one. */
    groupWord: z.string(),
    /** Whether the chat has guests, who may be let in. */
    hasGuests: z.boolean(),
    guestsMaySpend: z.boolean(),
    /** How much one person may spend in a calendar month (UTC); null: no limit. */
    memberCap: z.int().nullable(),
  })
  .meta({ id: 'TeamSettings' });
export type TeamSettings = z.infer<typeof teamSettings>;

export const team = teamInList
  .extend({
    /** The plan's name. */
    plan: z.string(),
    subscription: subscription.nullable(),
    owed,
    payments: z.array(payment),
    /** Whether Stripe has anything of the team's to manage. */
    hasPortal: z.boolean(),
    /** What whoever uses it sees; null for those who manage it, and for a person who only pays for its plan. */
    use: z
      .object({
        balance: z.int(),
        access: z.array(z.string()),
        guestsMaySpend: z.boolean(),
        memberCap: z.int().nullable(),
        /** What they spent themselves, this calendar month (UTC). */
        spent: z.int(),
      })
      .nullable(),
    /** Null for everybody who does not manage it. */
    wallet: z
      .object({
        balance: z.int(),
        /** Held for requests in progress. */
        onHold: z.int(),
        lots: z.array(lot),
        /** Roles or user groups that may use it; none: everybody. */
        access: z.array(z.string()),
        /** Also Slack's guests, and people of other companies in shared channels. */
        guestsMaySpend: z.boolean(),
        /** How much one person may spend in a calendar month (UTC); null: no limit. */
        memberCap: z.int().nullable(),
        /** This calendar month (UTC). */
        ...spending,
      })
      .nullable(),
  })
  .meta({ id: 'Team' });
export type Team = z.infer<typeof team>;

export const teamEndpoints = {
  getTeam: {
    method: 'GET',
    path: '/api/teams/:id',
    summary:
      'A team’s wallet: all of it for those who manage it, their own part for those who use it, its plan for whoever pays for it',
    tag: 'Teams',
    params: byId,
    answer: team,
  },
  getTeamSpending: {
    method: 'GET',
    path: '/api/teams/:id/spending',
    summary: 'What a team spent in a month and in each of the last twelve, for those who manage it',
    tag: 'Teams',
    params: byId,
    query: z.object({ month: month.optional().describe('The current one if absent, by UTC.') }),
    answer: z
      .object({
        month,
        ...spending,
        /** From the first in which something was spent, a year at most, to the current one. */
        months: z.array(amount.extend({ month })),
      })
      .meta({ id: 'TeamSpending' }),
  },
  getTeamSettings: {
    method: 'GET',
    path: '/api/teams/:id/settings',
    summary: 'Who may use a team’s wallet, and among whom that can be chosen, for those who manage it',
    tag: 'Teams',
    params: byId,
    answer: teamSettings,
  },
  setTeamSettings: {
    method: 'PATCH',
    path: '/api/teams/:id/settings',
    summary: 'Sets who may use a team’s wallet and how much one person may spend, for those who manage it',
    tag: 'Teams',
    params: byId,
    body: z.object({
      groupIds: z.array(z.string().max(40)).max(50, 'At most 50.'),
      guestsMaySpend: z.boolean(),
      memberCap: z.int().min(1, 'At least 1.').max(1_000_000, 'At most 1,000,000.').nullable(),
    }),
    answer: teamSettings,
  },
  openTeamPortal: {
    method: 'POST',
    path: '/api/teams/:id/portal',
    summary: 'Stripe’s page for the team’s card, invoices and canceling',
    tag: 'Teams',
    params: byId,
    answer: z.object({ url: z.url() }),
  },
  exportTeam: {
    method: 'POST',
    path: '/api/teams/:id/export',
    summary: 'Asks for a copy of the team’s own data, for those who manage it; the code opens it once',
    tag: 'Teams',
    recent: true,
    params: byId,
    answer: z.object({ ticket: z.string(), code: z.string() }),
  },
  getTeamDeletion: {
    method: 'GET',
    path: '/api/teams/:id/deletion',
    summary: 'What would go with the team’s own data and what would stay, in sentences',
    tag: 'Teams',
    params: byId,
    answer: z.object({ lines: z.array(z.string()) }),
  },
  deleteTeamData: {
    method: 'POST',
    path: '/api/teams/:id/deletion',
    summary: 'Deletes the team’s own data at once, after a sign-in within ten minutes, for those who manage it',
    tag: 'Teams',
    params: byId,
    /** The page with its receipt; null if it was asked for a moment ago. */
    answer: z.object({ ticket: z.string(), pageUrl: z.url().nullable() }),
  },
} as const satisfies Record<string, Endpoint>;

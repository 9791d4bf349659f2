import { z } from 'zod';
import { owed, payment, subscription, teamInList } from './billing.ts';
import type { Endpoint } from './endpoint.ts';
import { lot } from './shapes.ts';

const byId = z.object({ id: z.uuid() });

export const team = teamInList
  .extend({
    /** The plan's name. */
    plan: z.string(),
    subscription: subscription.nullable(),
    owed,
    payments: z.array(payment),
    /** Whether Stripe has anything of the team's to manage. */
    hasPortal: z.boolean(),
    /** Null for a person who only pays for its plan, and does not manage it. */
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
        spent: z.int(),
        members: z.array(z.object({ id: z.uuid(), name: z.string(), spent: z.int(), requests: z.int() })),
        days: z.array(z.object({ day: z.iso.date(), spent: z.int() })),
      })
      .nullable(),
  })
  .meta({ id: 'Team' });
export type Team = z.infer<typeof team>;

export const teamEndpoints = {
  getTeam: {
    method: 'GET',
    path: '/api/teams/:id',
    summary: 'A team’s wallet and who used it, for those who manage it; its plan, for whoever pays for it',
    tag: 'Teams',
    params: byId,
    answer: team,
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

import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

const tag = 'Privacy';
const token = z.string().min(20).max(100);

/** What goes with a person, before they decide. */
export const leaving = z
  .object({
    images: z.int(),
    projects: z.int(),
    identities: z.int(),
    /** Bought credits that are lost, and what was paid for them, as "$4.00". */
    boughtCredits: z.int(),
    boughtWorth: z.array(z.string()),
    /** Credits that somebody gave them. */
    giftCredits: z.int(),
    freeCredits: z.int(),
    /** Messages of ours that show what their chat identities asked for while another account had them. The images stay there. */
    formerMessages: z.int(),
    /** Plans that are set to end with their period: their own, and of teams that they pay for. */
    plans: z.array(z.object({ name: z.string(), until: z.iso.datetime(), ofTeam: z.boolean() })),
    /** When a deletion that was asked for begins; null: none was. */
    dueAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Leaving' });

const shown = z.object({
  ticket: z.string(),
  kind: z.enum(['account', 'guest', 'identity', 'workspace']),
  lines: z.array(z.string()),
});

export const deletionEndpoints = {
  getDeletion: {
    method: 'GET',
    path: '/api/deletion',
    summary: 'What would go with the account, and whether that was asked for',
    tag,
    answer: leaving,
  },
  beginDeletion: {
    method: 'POST',
    path: '/api/deletion',
    summary:
      'Asks for the account to be deleted in seven days, after a sign-in within ten minutes; every browser is signed out',
    tag,
    endsAccount: true,
    answer: z.object({ ticket: z.string(), dueAt: z.iso.datetime() }),
  },
  readDeletion: {
    method: 'POST',
    path: '/api/deletion/read',
    summary: 'How far a deletion is; to whoever has its link',
    tag,
    open: true,
    body: z.object({ token }),
    answer: z.object({
      state: z.enum(['waiting', 'stopped', 'erased', 'done']),
      dueAt: z.iso.datetime(),
      /** Who could not be told yet. */
      waitingFor: z.array(z.string()),
      receipt: z.string().nullable(),
    }),
  },
  stopDeletion: {
    method: 'POST',
    path: '/api/deletion/stop',
    summary: 'Stops a deletion: by its link, or signed in',
    tag,
    open: true,
    body: z.object({ token: token.optional() }),
    /** False: a plan has to be let go on at the billing page. */
    answer: z.object({ plansGoOn: z.boolean() }),
  },
  checkReceipt: {
    method: 'POST',
    path: '/api/receipts/check',
    summary: 'Whether we signed a receipt of a deletion, and what it says',
    tag,
    open: true,
    body: z.object({ receipt: z.string().min(1).max(10_000) }),
    answer: z.object({ receipt: shown.nullable() }),
  },
} as const satisfies Record<string, Endpoint>;

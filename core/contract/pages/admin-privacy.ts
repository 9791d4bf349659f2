import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { privacyTicket, requestKind, requestOrigin, requestProof, requestRefusal } from './privacy.ts';
import * as shape from './shapes.ts';

const byId = z.object({ id: z.uuid() });
const time = z.iso.datetime();
const tag = 'Operator';

/** Half an id, or a name, is nobody's: it would be entered as about somebody we do not know, and nobody would see the mistake. */
export const wholeChatId = {
  discord: shape.line.regex(/^\d{1,20}$/, 'Somebody in Discord is written by their user id, which has digits alone.'),
  slack: shape.line.max(100).regex(/^\w+:\w+$/, 'Somebody in Slack is written T…:U…, with the id of the team first.'),
};

/** A line of the register: no names and no words. */
export const adminRequest = privacyTicket.extend({
  /** Whose it is. `outsider`: somebody we did not find. */
  subject: z.enum(['account', 'guest', 'workspace', 'outsider']),
  /** The wallet of an account or a guest, as long as they are there. */
  walletId: z.uuid().nullable(),
  origin: requestOrigin,
  proof: requestProof,
  /**
   * `carry_out`: the program does it, at an operator’s word. `under_way`: it is doing so, and ends the request by itself. `by_hand`: an operator answers.
   */
  answering: z.enum(['ended', 'under_way', 'carry_out', 'by_hand']),
  /** Must be answered within five days, or should have been. */
  isDueSoon: z.boolean(),
});
export type AdminRequest = z.infer<typeof adminRequest>;

/** What was begun, for the operator to tell whoever asked. */
const carriedOut = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('delete'),
    dueAt: time,
    /** Of a guest’s deletion: shows the day, stops it, and has the receipt. Null for an account, which is mailed it. */
    pageUrl: z.string().nullable(),
  }),
  z.object({ kind: z.literal('object') }),
  z.object({ kind: z.literal('access'), goesBy: z.enum(['mail', 'chat']) }),
]);

export const adminPrivacyEndpoints = {
  adminListRequests: {
    method: 'GET',
    path: '/api/admin/privacy',
    summary: 'The register of privacy requests, newest first',
    tag,
    operator: true,
    query: shape.paging.extend({
      show: z.enum(['open', 'ended', 'all']).default('open'),
      kind: requestKind.optional(),
    }),
    answer: shape.pageOf(adminRequest),
  },
  adminOpenRequest: {
    method: 'POST',
    path: '/api/admin/privacy',
    summary:
      'Enters a request that a person, platform, guardian or authority brought; the answer is the same whether we know the person or not',
    tag,
    operator: true,
    recent: true,
    body: z.object({
      actionId: z.uuid(),
      about: z.discriminatedUnion('by', [
        z.object({ by: z.literal('email'), email: shape.line.min(3).max(300) }),
        z.object({ by: z.literal('discord'), chatId: wholeChatId.discord }),
        z.object({ by: z.literal('slack'), chatId: wholeChatId.slack }),
      ]),
      kind: requestKind,
      origin: z.enum(['mail', 'platform', 'guardian', 'authority']),
      proof: z.enum(['reply_from_address', 'platform_notice', 'document', 'none']),
      /** The day it reached us. */
      receivedOn: z.iso.date(),
    }),
    answer: z.object({ ticket: z.string(), dueAt: time }),
  },
  adminEndRequest: {
    method: 'POST',
    path: '/api/admin/privacy/:id/end',
    summary:
      'Marks a request as done, or as refused with a reason; one that can be carried out is done once it has been carried out',
    tag,
    operator: true,
    recent: true,
    params: byId,
    body: z.discriminatedUnion('state', [
      z.object({ actionId: z.uuid(), state: z.literal('done') }),
      z.object({ actionId: z.uuid(), state: z.literal('refused'), refusal: requestRefusal }),
    ]),
  },
  adminCarryOut: {
    method: 'POST',
    path: '/api/admin/privacy/:id/carry-out',
    summary: 'Does what was asked about somebody we know: their deletion, objection or copy, which no operator sees',
    tag,
    operator: true,
    recent: true,
    params: byId,
    body: z.object({ actionId: z.uuid() }),
    answer: carriedOut,
  },
} as const satisfies Record<string, Endpoint>;

import { z } from 'zod';
import { platformIds } from '../platforms.ts';
import type { Endpoint } from './endpoint.ts';
import * as shape from './shapes.ts';

const tag = 'Operator';

const action = {
  actionId: z.uuid(),
  reason: shape.line.min(10, 'Say why, in 10 characters at least.').max(500, 'At most 500 characters.'),
};

/** Whole words; or with a star at the end, whatever begins so. */
const deniedTerm = shape.line
  .toLowerCase()
  .min(2, 'Two characters at least: shorter ones are in every sentence.')
  .max(100, 'At most 100 characters.')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} '’&.-]*[\p{L}\p{N}]\*?$/u, 'Letters, digits and spaces; a star at its end alone.');

/** Absent: until an operator ends it. */
export const blockDays = z.int().min(1).max(3_650).optional();

const count = z.int().min(0).max(10_000_000);

const adminRules = z.object({
  terms: z.array(z.string()),
  /** Credits that nobody paid for, in a day (UTC): what counts, what an operator set, and what the environment says. */
  unpaid: z.object({
    perDay: z.int(),
    perWorkspace: z.int(),
    set: z.object({ perDay: z.int().nullable(), perWorkspace: z.int().nullable() }),
    usual: z.object({ perDay: z.int(), perWorkspace: z.int() }),
  }),
});

export const adminReport = z.object({
  generationId: z.uuid(),
  prompt: z.string(),
  /** Of whoever asked for it. */
  walletId: z.uuid(),
  pictures: z.int(),
  isHidden: z.boolean(),
  /** Links by which everybody may see one of them. */
  links: z.int(),
  reports: z.array(
    z.object({
      reason: z.string(),
      words: z.string(),
      /** Somebody saw it by a link, and not in chat. */
      byLink: z.boolean(),
      createdAt: z.iso.datetime(),
    }),
  ),
});
export type AdminReport = z.infer<typeof adminReport>;

/** What operators decide about what may be asked for, and by whom. */
export const adminAbuseEndpoints = {
  adminGetRules: {
    method: 'GET',
    path: '/api/admin/rules',
    summary: 'Words with which nothing is made, and the limits of free credits',
    tag,
    operator: true,
    answer: adminRules,
  },
  adminChangeTerm: {
    method: 'POST',
    path: '/api/admin/terms',
    summary: 'Adds a word or phrase with which nothing is made, or takes it away; followed within seconds',
    tag,
    operator: true,
    recent: true,
    body: z.object({ ...action, term: deniedTerm, denied: z.boolean() }),
  },
  adminBlockPlace: {
    method: 'POST',
    path: '/api/admin/places/block',
    summary: 'Blocks a server or workspace, in which nothing is made then, or unblocks it',
    tag,
    operator: true,
    recent: true,
    body: z.object({
      ...action,
      platform: z.enum(platformIds),
      /** Its id in the chat: a Discord server’s, or a Slack team’s, `T0123`. */
      placeId: shape.line.min(1).max(100),
      blocked: z.boolean(),
      days: blockDays,
    }),
  },
  adminSetLimits: {
    method: 'POST',
    path: '/api/admin/limits',
    summary: 'Sets the limits of free credits in a day; null: as the environment says',
    tag,
    operator: true,
    recent: true,
    body: z.object({ ...action, perDay: count.nullable(), perWorkspace: count.nullable() }),
  },
  adminListReports: {
    method: 'GET',
    path: '/api/admin/reports',
    summary: 'Pictures that were reported, and people to whom most was refused in the last week',
    tag,
    operator: true,
    answer: z.object({
      reports: z.array(adminReport),
      offenders: z.array(
        z.object({
          walletId: z.uuid(),
          points: z.int(),
          isBlocked: z.boolean(),
          blockedUntil: z.iso.datetime().nullable(),
        }),
      ),
    }),
  },
  adminLookAtReport: {
    method: 'POST',
    path: '/api/admin/reports/:id/look',
    summary: 'The pictures of a reported request, small, as data URLs; recorded',
    tag,
    operator: true,
    recent: true,
    params: z.object({ id: z.uuid() }),
    body: z.object(action),
    answer: z.object({ pictures: z.array(z.string()) }),
  },
  adminEndReports: {
    method: 'POST',
    path: '/api/admin/reports/:id/end',
    summary:
      'Ends what was reported about a request: nothing is wrong, or its pictures are hidden, shown again or deleted, or links to them end',
    tag,
    operator: true,
    recent: true,
    params: z.object({ id: z.uuid() }),
    body: z.object({ ...action, verdict: z.enum(['dismiss', 'hide', 'show', 'delete', 'revoke']) }),
  },
} as const satisfies Record<string, Endpoint>;

import { z } from 'zod';
import { platformIds } from '../platforms.ts';
import { adminAbuseEndpoints, blockDays } from './admin-abuse.ts';
import { adminPrivacyEndpoints } from './admin-privacy.ts';
import { ledgerLine } from './ledger-shapes.ts';
import * as shape from './shapes.ts';

/** What operators see and do. No prompts, no pictures, no names or messages of gifts: money needs none of them. */
const byId = z.object({ id: z.uuid() });
const time = z.iso.datetime();
const tag = 'Operator';

/** Each action of an operator is recorded with its reason; the page makes `actionId`, and repeating it has no effect. */
const action = {
  actionId: z.uuid(),
  reason: shape.line.min(10, 'Say why, in 10 characters at least.').max(500, 'At most 500 characters.'),
};

const stripeId = shape.line.regex(/^(pi|in|cs)_\w{3,200}$/, 'A payment at Stripe is written pi_…, in_… or cs_….');

export const adminPayment = z.object({
  id: z.uuid(),
  /** Its name when it was sold: "500 credits", "Pro". */
  item: z.string(),
  amount: z.int(),
  amountRefunded: z.int(),
  currency: z.string(),
  /** In words: "$5.00". */
  paid: z.string(),
  refunded: z.string(),
  credits: z.int(),
  status: z.enum(['paid', 'refunded', 'partly_refunded', 'disputed', 'dispute_lost']),
  paymentIntentId: z.string().nullable(),
  invoiceId: z.string().nullable(),
  paidAt: time,
});
export type AdminPayment = z.infer<typeof adminPayment>;

export const adminWallet = z.object({
  id: z.uuid(),
  /** Null: the wallet belongs to a guest, or to a team. */
  account: z
    .object({
      userId: z.uuid(),
      email: z.string(),
      emailVerified: z.boolean(),
      createdAt: time,
      blockedAt: time.nullable(),
      blockedUntil: time.nullable(),
    })
    .nullable(),
  plan: z.string(),
  balance: z.int(),
  onHold: z.int(),
  lots: z.array(shape.lot),
  identities: z.array(
    z.object({
      id: z.uuid(),
      platform: z.enum(platformIds),
      /** As for a look-up: a Discord user's id, or a Slack team's and user's, `T0123:U0123`. */
      chatId: z.string(),
      linkedAt: time.nullable(),
      /** Blocked as a guest; a linked person is blocked with the account. */
      blockedAt: time.nullable(),
      blockedUntil: time.nullable(),
    }),
  ),
  payments: z.array(adminPayment),
});
export type AdminWallet = z.infer<typeof adminWallet>;

export const adminAction = z.object({
  id: z.uuid(),
  operator: z.string(),
  kind: z.enum([
    'grant',
    'correct',
    'refund',
    'block',
    'unblock',
    'privacy_open',
    'privacy_end',
    'privacy_export',
    'privacy_carry_out',
    'block_workspace',
    'unblock_workspace',
    'terms',
    'limits',
    'report_look',
    'report_hide',
    'report_show',
    'report_delete',
    'report_dismiss',
    'report_revoke',
  ]),
  /** What was done, in words: "Granted 50 credits". */
  words: z.string(),
  /** Null: it was about nobody's wallet. */
  walletId: z.uuid().nullable(),
  reason: z.string(),
  /** `begun`: not known to have ended; sending it again with the same id continues it. */
  outcome: z.enum(['done', 'refused', 'begun']),
  detail: z.string(),
  createdAt: time,
});
export type AdminAction = z.infer<typeof adminAction>;

export const adminUsage = z.object({
  /** In UTC. */
  day: z.iso.date(),
  platform: z.enum(platformIds),
  /** A model’s name; empty if none was involved. */
  model: z.string(),
  command: z.string(),
  /** `ok`, `failed` (our mistake), or the code of a refusal. */
  outcome: z.string(),
  requests: z.int(),
  /** Different people of that day, except those who object. */
  people: z.int(),
});
export type AdminUsage = z.infer<typeof adminUsage>;

export const adminContract = {
  adminGetUsage: {
    method: 'GET',
    path: '/api/admin/usage',
    summary: 'What was used in the days that have ended: sums, of nobody in particular',
    tag,
    operator: true,
    query: z.object({ days: z.coerce.number().int().min(1).max(400).default(14) }),
    answer: z.object({ items: z.array(adminUsage), isCut: z.boolean() }),
  },
  ...adminPrivacyEndpoints,
  ...adminAbuseEndpoints,
  adminFind: {
    method: 'POST',
    path: '/api/admin/find',
    summary: 'Finds a wallet by the account’s address, by who has it in chat, or by a payment at Stripe',
    tag,
    operator: true,
    body: z.discriminatedUnion('by', [
      z.object({ by: z.literal('email'), email: shape.line.max(300) }),
      z.object({ by: z.literal('discord'), chatId: shape.line.max(100) }),
      z.object({ by: z.literal('slack'), chatId: shape.line.max(100) }),
      z.object({ by: z.literal('payment'), stripeId }),
    ]),
    answer: z.object({ walletId: z.uuid() }),
  },
  adminGetWallet: {
    method: 'GET',
    path: '/api/admin/wallets/:id',
    summary: 'A wallet: whose it is, what is in it, and what was paid for it',
    tag,
    operator: true,
    params: byId,
    answer: adminWallet,
  },
  adminListLedger: {
    method: 'GET',
    path: '/api/admin/wallets/:id/ledger',
    summary: 'Every change of a wallet’s credits, newest first, in words',
    tag,
    operator: true,
    params: byId,
    query: shape.paging,
    answer: shape.pageOf(ledgerLine),
  },
  adminListActions: {
    method: 'GET',
    path: '/api/admin/actions',
    summary: 'What operators did, newest first',
    tag,
    operator: true,
    query: shape.paging.extend({ walletId: z.uuid().optional() }),
    answer: shape.pageOf(adminAction),
  },
  adminListErasures: {
    method: 'GET',
    path: '/api/admin/erasures',
    summary:
      'Deletions that are late, or that somebody could not be told of yet, the longest first; of nobody in particular',
    tag,
    operator: true,
    answer: z.array(
      z.object({
        kind: z.enum(['account', 'guest', 'identity', 'workspace']),
        since: z.iso.datetime(),
        attempts: z.int(),
        /** `Stripe`, `a chat`, `our file store`. */
        waitingFor: z.array(z.string()),
      }),
    ),
  },
  adminListRetention: {
    method: 'GET',
    path: '/api/admin/retention',
    summary: 'What the daily retention run deleted, the last 14 runs',
    tag,
    operator: true,
    answer: z.array(
      z.object({
        startedAt: z.iso.datetime(),
        /** Not set: the run is under way, or did not get to its end. */
        endedAt: z.iso.datetime().nullable(),
        counts: z.array(z.object({ what: z.string(), count: z.int() })),
      }),
    ),
  },
  adminCredit: {
    method: 'POST',
    path: '/api/admin/wallets/:id/credits',
    summary: 'Grants credits, or corrects downwards',
    tag,
    operator: true,
    recent: true,
    params: byId,
    body: z.object({
      ...action,
      amount: z
        .int()
        .min(-1_000_000)
        .max(1_000_000)
        .refine((amount) => amount !== 0, 'Say how many.'),
    }),
    answer: z.object({ balance: z.int() }),
  },
  adminRefund: {
    method: 'POST',
    path: '/api/admin/payments/:id/refund',
    summary: 'Gives the money of a payment back, all that is left of it or so much',
    tag,
    operator: true,
    recent: true,
    params: byId,
    body: z.object({
      ...action,
      /** In minor units of the payment’s currency. */
      amount: z.int().min(1),
    }),
  },
  adminBlock: {
    method: 'POST',
    path: '/api/admin/users/:id/block',
    summary: 'Blocks an account, or unblocks it',
    tag,
    operator: true,
    recent: true,
    params: byId,
    body: z.object({ ...action, blocked: z.boolean(), days: blockDays }),
  },
  adminBlockGuest: {
    method: 'POST',
    path: '/api/admin/identities/:id/block',
    summary: 'Blocks somebody in chat who has no account, or unblocks them',
    tag,
    operator: true,
    recent: true,
    params: byId,
    body: z.object({ ...action, blocked: z.boolean(), days: blockDays }),
  },
} as const;

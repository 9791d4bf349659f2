import { z } from 'zod';
import { platformIds } from '../chat/platforms.ts';

const to = z.email();
const url = z.url();
const at = z.iso.datetime();
const identity = z.object({
  platform: z.enum(platformIds),
  name: z.string(),
  placeName: z.string().nullable(),
});

const count = z.int().min(0);
/** Money in words: "$5.00". */
const money = z.string();
/** What was bought: "500 credits", "Pro". */
const item = z.string();
/** Who gets it, if not the account that paid: "Sprite Forge’s team wallet". */
const team = z.string().nullable();

/** Every mail there is, and the data for its text. No others are sent: no newsletter, no reminder. */
export const mailKinds = {
  /** Also for a change of address: then sent to the new one. */
  verification: z.object({ to, url, isChange: z.boolean() }),
  /** Somebody registered with an address that already has an account: only its owner learns of it. */
  'already-registered': z.object({ to, signInUrl: url, resetUrl: url }),
  reset: z.object({ to, url }),
  'password-changed': z.object({ to, at, resetUrl: url }),
  'email-change': z.object({ to, newEmail: z.email(), at, settingsUrl: url }),
  /** To the old address, which can undo it for seven days. */
  'email-changed': z.object({ to, newEmail: z.email(), at, undoUrl: url }),
  /** The change was undone, from the old address. */
  'email-restored': z.object({ to, at, resetUrl: url }),
  'new-sign-in': z.object({ to, browser: z.string(), at, sessionsUrl: url }),
  /** A key for their own programs was made; `may`: what it may do, in words. */
  'api-key-made': z.object({ to, name: z.string(), may: z.string(), at, keysUrl: url }),
  /** A webhook was switched off. `host`: where it led; `why`: how the last try ended; `triedHours`: null if it said itself that it is gone. */
  'webhook-off': z.object({
    to,
    host: z.string(),
    why: z.string(),
    triedHours: count.nullable(),
    at,
    webhooksUrl: url,
  }),
  linked: z.object({ to, identity, at, undoUrl: url }),
  /** `plan` is one that the account goes on paying for. */
  unlinked: z.object({
    to,
    identity,
    at,
    connectionsUrl: url,
    plan: z.object({ name: z.string(), words: z.string(), billingUrl: url }).nullable(),
  }),
  /** A payment was received. `period`, in words, is for a plan; `receiptUrl` is Stripe's invoice. */
  receipt: z.object({
    to,
    team,
    item,
    paid: money,
    credits: count,
    /** Credits that it did not bring, because that many were owed. */
    setOff: count,
    period: z.string().nullable(),
    receiptUrl: url.nullable(),
    creditsUrl: url,
  }),
  /** A bank refused a payment: for a month of a plan, which stays in force until `graceUntil`, or afterwards for a pack. */
  'payment-failed': z.object({
    to,
    team,
    item,
    graceUntil: at.nullable(),
    payUrl: url.nullable(),
    billingUrl: url,
  }),
  'plan-changed': z.object({
    to,
    team,
    change: z.enum(['switched', 'ends', 'goes_on', 'ended']),
    plan: item,
    from: item,
    /** When the paid period ends. */
    periodEnd: at,
    /** Whoever pays is about to be erased, and so it ends: nobody canceled it. */
    isLeaving: z.boolean(),
    billingUrl: url,
  }),
  /** `missing` credits were already spent or expired, and are not reclaimed. */
  refund: z.object({
    to,
    team,
    item,
    amount: money,
    taken: count,
    missing: count,
    isSecondPlan: z.boolean(),
    /** It was paid while the account was about to be deleted. */
    wasLeaving: z.boolean(),
    creditsUrl: url,
  }),
  /** A refund failed; the credits taken for it are back. */
  'refund-failed': z.object({ to, team, item, amount: money, returned: count, contact: z.string(), creditsUrl: url }),
  dispute: z.object({
    to,
    team,
    item,
    status: z.enum(['open', 'won', 'lost']),
    amount: money,
    frozen: count,
    taken: count,
    missing: count,
    creditsUrl: url,
  }),
  /** A copy of their data is ready, until then; the page asks for a sign-in. */
  'export-ready': z.object({ to, url, parts: count, until: at }),
  'export-failed': z.object({ to, url }),
  /** A deletion was asked for; the link leads to a page that stops it. */
  'deletion-due': z.object({ to, ticket: z.string(), dueAt: at, stopUrl: url }),
  /** Whoever pays a team's plan is leaving; to those who manage the team. */
  'team-payer-leaves': z.object({ to, team: z.string(), plan: item, periodEnd: at, billingUrl: url }),
  /** They stay after all. */
  'team-payer-stays': z.object({ to, team: z.string(), plan: item, periodEnd: at, billingUrl: url }),
  /** A deletion is done: the receipt, as text that the page checks. */
  'deletion-done': z.object({
    to,
    ticket: z.string(),
    lines: z.array(z.string()),
    receipt: z.string(),
    verifyUrl: url,
  }),
  /** A team with a plan removed UPixel from its chat; sent to the person who pays. */
  'team-removed': z.object({
    to,
    team: z.string(),
    plan: item,
    periodEnd: at,
    /** The plan ends then by itself. */
    cancels: z.boolean(),
    billingUrl: url,
  }),
  /** A new version of the policy or the terms. */
  'policy-changed': z.object({
    to,
    documents: z.array(z.object({ title: z.string(), url, changesUrl: url })).min(1),
    contact: to,
  }),
  /** To those who run UPixel: a request about somebody's data must be answered soon. */
  'request-due': z.object({ to, ticket: z.string(), kind: z.string(), dueAt: at, adminUrl: url }),
  /** To those who run UPixel: what somebody asks for in words, which are kept nowhere else. `from`: where to answer, if it is known. */
  'request-words': z.object({
    to,
    ticket: z.string(),
    kind: z.string(),
    words: z.string(),
    from: z.string(),
    dueAt: at,
    adminUrl: url,
  }),
} as const satisfies Record<string, z.ZodObject>;

export type MailKind = keyof typeof mailKinds;
export type MailData<Kind extends MailKind> = z.infer<(typeof mailKinds)[Kind]>;
export const isMailKind = (text: string): text is MailKind => text in mailKinds;

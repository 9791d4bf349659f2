import { z } from 'zod';

const to = z.email();
const url = z.url();
const at = z.iso.datetime();
const identity = z.object({
  platform: z.enum(['discord', 'slack']),
  name: z.string(),
  placeName: z.string().nullable(),
});

const count = z.int().min(0);
/** Money in words: "$5.00". */
const money = z.string();
/** What was bought: "500 credits", "Pro". */
const item = z.string();
/** Who gets it, where it is not the account that paid: "Sprite Forge’s team wallet". */
const team = z.string().nullable();

/** Every mail there is, and what its words need. No others are sent: no newsletter, no reminder. */
export const mailKinds = {
  /** Also for a change of address: then to the new one. */
  verification: z.object({ to, url, isChange: z.boolean() }),
  /** Somebody registered with an address that has an account: said there, and nowhere else. */
  'already-registered': z.object({ to, signInUrl: url, resetUrl: url }),
  reset: z.object({ to, url }),
  'password-changed': z.object({ to, at, resetUrl: url }),
  'email-change': z.object({ to, newEmail: z.email(), at, settingsUrl: url }),
  /** To the old address, which can undo it for seven days. */
  'email-changed': z.object({ to, newEmail: z.email(), at, undoUrl: url }),
  /** It was undone, by the old address. */
  'email-restored': z.object({ to, at, resetUrl: url }),
  'new-sign-in': z.object({ to, browser: z.string(), at, sessionsUrl: url }),
  linked: z.object({ to, identity, at, undoUrl: url }),
  /** `plan` is one that the account goes on paying for. */
  unlinked: z.object({
    to,
    identity,
    at,
    connectionsUrl: url,
    plan: z.object({ name: z.string(), words: z.string(), billingUrl: url }).nullable(),
  }),
  /** Money came in. `period` in words, of a plan; `receiptUrl` is Stripe's invoice. */
  receipt: z.object({
    to,
    team,
    item,
    paid: money,
    credits: count,
    /** Credits that it did not bring, because so many were owed. */
    setOff: count,
    period: z.string().nullable(),
    receiptUrl: url.nullable(),
    creditsUrl: url,
  }),
  /** A bank said no: to a month of a plan, which holds until `graceUntil`, or afterwards to a pack. */
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
    /** When the period ends that is paid for. */
    periodEnd: at,
    billingUrl: url,
  }),
  /** `missing` credits had been spent or had expired, and are not asked for. */
  refund: z.object({
    to,
    team,
    item,
    amount: money,
    taken: count,
    missing: count,
    isSecondPlan: z.boolean(),
    creditsUrl: url,
  }),
  /** A refund did not arrive; the credits that went with it are back. */
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
  /** The chat of a team that has a plan no longer has UPixel; to whoever pays for it. */
  'team-removed': z.object({
    to,
    team: z.string(),
    plan: item,
    periodEnd: at,
    /** It ends then by itself. */
    cancels: z.boolean(),
    billingUrl: url,
  }),
} as const satisfies Record<string, z.ZodObject>;

export type MailKind = keyof typeof mailKinds;
export type MailData<Kind extends MailKind> = z.infer<(typeof mailKinds)[Kind]>;
export const isMailKind = (text: string): text is MailKind => text in mailKinds;

import { z } from 'zod';
import { platformIds } from '../platforms.ts';
import type { Endpoint } from './endpoint.ts';
import { money, visitorEndpoints } from './visitors.ts';

const time = z.iso.datetime();

export const pack = z
  .object({
    /** Identifies it in `/pay/:item`. */
    key: z.string(),
    credits: z.int(),
    price: money,
  })
  .meta({ id: 'Pack' });

export const plan = z
  .object({
    key: z.string(),
    name: z.string(),
    /** Granted each month; they expire a month after the one they are for. */
    monthlyCredits: z.int(),
    /** Per month; null for the free plan. */
    price: money.nullable(),
    /** Requests of a wallet that may run at once, and be open at once. */
    running: z.int(),
    open: z.int(),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'Plan' });

export const subscription = z
  .object({
    plan: z.string(),
    status: z.enum(['active', 'past_due', 'inactive']),
    currentPeriodEnd: time,
    /** It ends then, and is not renewed. */
    cancelAtPeriodEnd: z.boolean(),
    /** Past due: the plan stays in force until then. */
    graceUntil: time.nullable(),
  })
  .meta({ id: 'Subscription' });

export const payment = z
  .object({
    id: z.uuid(),
    paidAt: time,
    /** What it was for: "500 credits", "Pro, 24 November – 24 December". */
    words: z.string(),
    price: money,
    amountRefunded: z.int(),
    status: z.enum(['paid', 'refunded', 'partly_refunded', 'disputed', 'dispute_lost']),
    /** Stripe's own page of the invoice. */
    receiptUrl: z.url().nullable(),
  })
  .meta({ id: 'Payment' });

/** How many credits less the next months of a plan bring, and why. */
export const owed = z.string().nullable();

/** What is about to be paid for, by whom, and for which account: shown before anybody is sent to Stripe. */
export const offer = z
  .object({
    /** "500 credits", "Pro, each month". */
    words: z.string(),
    /** What one gets and how long it is valid. */
    detail: z.string(),
    price: money,
    isMonthly: z.boolean(),
    account: z.object({ email: z.email(), name: z.string() }),
    /** Who gets it, if not that account: "Sprite Forge’s team wallet". */
    team: z.string().nullable(),
    /** The chat that it was asked for in, if any. */
    place: z.object({ platform: z.enum(platformIds), name: z.string() }).nullable(),
  })
  .meta({ id: 'Offer' });

const item = z.string().max(60).describe('A pack’s or a plan’s key.');
/** From a link in chat; absent: the signed-in account pays. */
const token = z.string().min(20).max(100).optional();
/** A team’s wallet that the signed-in account manages and buys for; absent: its own. */
const team = z.uuid().optional();

/** A team's wallet whose page one may see: who manages or uses it, or pays for its plan. */
export const teamInList = z
  .object({
    id: z.uuid(),
    /** Its name in the chat; may be empty. */
    name: z.string(),
    platform: z.enum(platformIds),
  })
  .meta({ id: 'TeamInList' });

export const billingEndpoints = {
  listPrices: visitorEndpoints.listPrices,
  getBilling: {
    method: 'GET',
    path: '/api/billing',
    summary: 'Packs, plans, your plan and your payments',
    tag: 'Billing',
    answer: z.object({
      packs: z.array(pack),
      plans: z.array(plan),
      subscription: subscription.nullable(),
      owed,
      payments: z.array(payment),
      /** The teams whose wallet you manage or use, or whose plan you pay for. */
      teams: z.array(teamInList),
      /** Whether Stripe has anything of yours to manage. */
      hasPortal: z.boolean(),
    }),
  },
  openOffer: {
    method: 'POST',
    path: '/api/billing/offer',
    summary: 'What is about to be paid for, and for which account',
    tag: 'Billing',
    open: true,
    body: z.object({ item, token, team }),
    answer: offer,
  },
  beginCheckout: {
    method: 'POST',
    path: '/api/billing/checkout',
    summary: 'Begins a payment; the answer is Stripe’s page for it',
    begins: true,
    tag: 'Billing',
    open: true,
    body: z.object({ item, token, team }),
    answer: z.object({ url: z.url() }),
  },
  getCheckout: {
    method: 'GET',
    path: '/api/billing/checkouts/:id',
    summary: 'How a payment went; to whoever knows its id, which is whoever paid',
    tag: 'Billing',
    open: true,
    params: z.object({ id: z.uuid() }),
    answer: z.object({
      status: z.enum(['open', 'paid', 'failed', 'expired']),
      words: z.string(),
      /** The chat where it was asked for, to return to. */
      platform: z.enum(platformIds).nullable(),
    }),
  },
  openPortal: {
    method: 'POST',
    path: '/api/billing/portal',
    summary: 'Stripe’s page for card, invoices and canceling',
    tag: 'Billing',
    answer: z.object({ url: z.url() }),
  },
} as const satisfies Record<string, Endpoint>;

export type Pack = z.infer<typeof pack>;
export type Plan = z.infer<typeof plan>;
export type Subscription = z.infer<typeof subscription>;
export type Payment = z.infer<typeof payment>;
export type Offer = z.infer<typeof offer>;
export type TeamInList = z.infer<typeof teamInList>;

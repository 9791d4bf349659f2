import { z } from 'zod';
import { moneyText } from '../contract/money.ts';
import type { Deps } from '../deps.ts';
import type { MailData } from '../mail/kinds.ts';
import { billingPath, creditsPath, teamOfWallet } from '../teams/team-of-wallet.ts';
import { walletOf } from '../teams/words.ts';
import { dayWords } from '../words.ts';
import { findItem, type PurchaseKind, planName } from './plans.ts';

const paymentId = z.uuid();
const count = z.int().min(0);

/** What the database's functions record (`write_mail`): ids and figures. The recipient is looked up when it is sent. */
const about = {
  receipt: z.object({ paymentId }),
  refund: z.object({ paymentId, amount: count, taken: count, missing: count }),
  'refund-failed': z.object({ paymentId, amount: count, returned: count }),
  dispute: z.object({
    paymentId,
    status: z.enum(['open', 'won', 'lost']),
    amount: count,
    frozen: count,
    taken: count,
    missing: count,
  }),
  'payment-failed': z.union([
    z.object({ subscriptionId: z.uuid(), payUrl: z.url().nullable() }),
    z.object({ checkoutId: z.uuid() }),
  ]),
  'plan-changed': z.object({
    subscriptionId: z.uuid(),
    change: z.enum(['switched', 'ends', 'goes_on', 'ended']),
    from: z.string(),
    plan: z.string(),
  }),
} as const;

type Kind = keyof typeof about;
type Written<Name extends Kind> = z.infer<(typeof about)[Name]>;
type Needs = Pick<Deps, 'db' | 'keys' | 'log' | 'config'>;

const writers: { [Name in Kind]: (deps: Needs, said: Written<Name>) => Promise<MailData<Name> | undefined> } = {
  async receipt(deps, said) {
    const payment = await readPayment(deps, said.paymentId);
    if (!payment) return undefined;
    const { to, item, creditsUrl, team, row } = payment;
    const { periodStart, periodEnd } = row;
    return {
      to,
      item,
      creditsUrl,
      team,
      paid: payment.money(row.amount),
      credits: row.credits,
      setOff: row.setOff,
      period: periodStart && periodEnd ? `${dayWords(periodStart)} – ${dayWords(periodEnd)}` : null,
      receiptUrl: row.receiptUrl,
    };
  },

  async refund(deps, { amount, taken, missing, ...said }) {
    const payment = await readPayment(deps, said.paymentId);
    if (!payment) return undefined;
    const { to, item, creditsUrl, team, money, row } = payment;
    return {
      to,
      item,
      creditsUrl,
      team,
      amount: money(amount),
      taken,
      missing,
      isSecondPlan: !!row.subscription?.refusedAt,
      wasLeaving: row.refusedAt !== null,
    };
  },

  async 'refund-failed'(deps, { amount, returned, paymentId: id }) {
    const payment = await readPayment(deps, id);
    if (!payment) return undefined;
    const { to, item, creditsUrl, team, money } = payment;
    return { to, item, creditsUrl, team, amount: money(amount), returned, contact: deps.config.mail.from };
  },

  async dispute(deps, { amount, status, frozen, taken, missing, ...said }) {
    const payment = await readPayment(deps, said.paymentId);
    if (!payment) return undefined;
    const { to, item, creditsUrl, team, money } = payment;
    return { to, item, creditsUrl, team, status, amount: money(amount), frozen, taken, missing };
  },

  async 'payment-failed'(deps, said) {
    if ('checkoutId' in said) {
      const checkout = await deps.db.checkout.findUnique({ where: { id: said.checkoutId }, include: { user: true } });
      if (!checkout?.user) return undefined;
      const item = itemName(checkout.kind, checkout.item);
      const where = await billingPlace(deps, checkout.walletId);
      return { to: checkout.user.email, item, ...where, graceUntil: null, payUrl: null };
    }
    const row = await readSubscription(deps, said.subscriptionId);
    if (!row?.user) return undefined;
    const graceUntil = row.graceUntil?.toISOString() ?? null;
    const where = await billingPlace(deps, row.walletId);
    return { to: row.user.email, item: planName(row.plan), ...where, graceUntil, payUrl: said.payUrl };
  },

  async 'plan-changed'(deps, { change, from, plan, subscriptionId }) {
    const row = await readSubscription(deps, subscriptionId);
    if (!row?.user) return undefined;
    return {
      to: row.user.email,
      change,
      plan: planName(plan),
      from: planName(from),
      periodEnd: row.currentPeriodEnd.toISOString(),
      isLeaving: row.user.deletionDueAt !== null,
      ...(await billingPlace(deps, row.walletId)),
    };
  },
};

/** The data of a mail about money, as of when it is sent. Undefined if there is nobody left to send it to. */
export async function billingMail(deps: Needs, kind: string, said: unknown): Promise<MailData<Kind> | undefined> {
  if (!(kind in about)) throw new Error(`There is no mail ${kind} about money`);
  const name = kind as Kind;
  return writers[name](deps, about[name].parse(said) as never);
}

/** The page where the purchase is managed, and the team that it is for. */
async function billingPlace(deps: Needs, walletId: string) {
  const team = await teamOfWallet(deps, walletId);
  return { billingUrl: `${deps.config.publicUrl}${billingPath(team)}`, team: team ? walletOf(team.name) : null };
}

async function readPayment(deps: Needs, id: string) {
  const row = await deps.db.payment.findUnique({ where: { id }, include: { user: true, subscription: true } });
  if (!row?.user) return undefined;
  const team = await teamOfWallet(deps, row.walletId);
  return {
    row,
    to: row.user.email,
    item: itemName(row.kind, row.item),
    creditsUrl: `${deps.config.publicUrl}${creditsPath(team)}`,
    team: team ? walletOf(team.name) : null,
    money: (amount: number) => moneyText({ amount, currency: row.currency }),
  };
}

const readSubscription = ({ db }: Needs, id: string) =>
  db.subscription.findUnique({ where: { id }, include: { user: true } });

/** "500 credits", "Pro"; the key if it is no longer sold. */
const itemName = (kind: PurchaseKind, key: string) => findItem(kind, key)?.name ?? key;

import { z } from 'zod';
import { uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { isPlanKey, type PlanKey, planKey } from './plans.ts';

const planOf = sqlFunction({ name: 'wallet_plan', args: z.object({ walletId: uuid }), row: planKey });

export interface Billing {
  /** The wallet's current plan. */
  plan: PlanKey;
  /** The subscription that has not ended, if any. If it is past due beyond its grace, `plan` is Free although it is here. */
  subscription: {
    plan: PlanKey;
    status: 'active' | 'past_due' | 'inactive';
    currentPeriodEnd: Date;
    cancelAtPeriodEnd: boolean;
    pastDueSince: Date | null;
    graceUntil: Date | null;
  } | null;
  /** Whether the person asking has a portal to open: they paid for it themselves. */
  hasCustomer: boolean;
  /** How many credits less the next months of a plan bring. */
  owed: number;
  /** Newest first. */
  payments: BillingPayment[];
}

export interface BillingPayment {
  id: string;
  kind: 'pack' | 'plan';
  item: string;
  amount: number;
  amountRefunded: number;
  currency: string;
  credits: number;
  status: 'paid' | 'refunded' | 'partly_refunded' | 'disputed' | 'dispute_lost';
  /** Stripe's invoice, for the person who paid only: it has their name and address on it. */
  receiptUrl: string | null;
  periodStart: Date | null;
  periodEnd: Date | null;
  paidAt: Date;
}

/** More than anybody looks at; all of them are in the portal. */
const mostPayments = 100;

/** What a wallet pays and has paid for, as far as `userId` may see it. */
export async function readBilling(
  { db }: Pick<Deps, 'db'>,
  { walletId, userId }: { walletId: string; userId: string | null },
): Promise<Billing> {
  const [wallet, plan] = await Promise.all([
    db.wallet.findUniqueOrThrow({
      where: { id: walletId },
      select: {
        creditsOwed: true,
        customers: { select: { userId: true } },
        subscriptions: { where: { endedAt: null } },
        payments: { orderBy: [{ paidAt: 'desc' }, { id: 'desc' }], take: mostPayments },
      },
    }),
    planOf.one(db, { walletId }),
  ]);
  const [current] = wallet.subscriptions;
  return {
    plan,
    owed: wallet.creditsOwed,
    hasCustomer: userId !== null && wallet.customers.some((each) => each.userId === userId),
    subscription:
      current && isPlanKey(current.plan) && current.status !== 'ended'
        ? {
            plan: current.plan,
            status: current.status,
            currentPeriodEnd: current.currentPeriodEnd,
            cancelAtPeriodEnd: current.cancelAtPeriodEnd,
            pastDueSince: current.pastDueSince,
            graceUntil: current.graceUntil,
          }
        : null,
    payments: wallet.payments.map((row) => ({
      id: row.id,
      kind: row.kind,
      item: row.item,
      amount: row.amount,
      amountRefunded: row.amountRefunded,
      currency: row.currency,
      credits: row.credits,
      status: row.status,
      receiptUrl: userId !== null && row.userId === userId ? row.receiptUrl : null,
      periodStart: row.periodStart,
      periodEnd: row.periodEnd,
      paidAt: row.paidAt,
    })),
  };
}

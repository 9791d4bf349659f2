import type { Deps } from '../../deps.ts';
import { graceDays, type PlanKey } from '../plans.ts';

/** A subscription, as it was read from Stripe. */
export interface ReadSubscription {
  eventId?: string | undefined;
  walletId: string;
  userId: string | null;
  stripeId: string;
  plan: PlanKey;
  status: 'active' | 'past_due' | 'inactive' | 'ended';
  currentPeriodStart: Date;
  currentPeriodEnd: Date;
  cancelAtPeriodEnd: boolean;
  pastDueSince: Date | null;
  /** Where an overdue invoice can be paid. */
  payUrl: string | null;
  endedAt: Date | null;
  /** When reading it was begun, by the database's clock; from `readTime`. */
  readAt: string;
}

interface SavedSubscription {
  /** False: the wallet has another one, and this one is to be canceled and paid back. */
  isCurrent: boolean;
  mailId: string | null;
}

/** Writes down how a subscription is: one statement, harmless to repeat, whatever order it comes in. */
export async function saveSubscription(
  deps: Pick<Deps, 'db'>,
  subscription: ReadSubscription,
): Promise<SavedSubscription> {
  const row = JSON.stringify({ ...subscription, graceDays });
  const [saved] = await deps.db.$queryRaw<SavedSubscription[]>`
    SELECT outcome = 'current' AS "isCurrent", mail_id AS "mailId" FROM save_subscription(${row}::jsonb)`;
  if (!saved) throw new Error('save_subscription() answered nothing');
  return saved;
}

/** The database's clock, to the microsecond: of two readings the one that began later is the newer, on whichever machine. */
export async function readTime(deps: Pick<Deps, 'db'>): Promise<string> {
  const [row] = await deps.db.$queryRaw<Array<{ now: string }>>`SELECT clock_timestamp()::text AS now`;
  if (!row) throw new Error('The database did not say what time it is');
  return row.now;
}

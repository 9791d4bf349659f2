import { z } from 'zod';
import { flag, int, text, time, uuid } from '../../database/columns.ts';
import { sqlRow } from '../../database/rows.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';
import { graceDays, planKey } from '../plans.ts';

/** A subscription, as read from Stripe. */
const readSubscription = z.strictObject({
  walletId: uuid,
  userId: uuid.nullable(),
  stripeId: text,
  plan: planKey,
  status: z.enum(['active', 'past_due', 'inactive', 'ended']),
  currentPeriodStart: time,
  currentPeriodEnd: time,
  cancelAtPeriodEnd: flag,
  pastDueSince: time.nullable(),
  /** The page where an overdue invoice can be paid. */
  payUrl: text.nullable(),
  endedAt: time.nullable(),
  /** When the read began, by the database's clock; from `readTime`. */
  readAt: text,
});
export type ReadSubscription = z.infer<typeof readSubscription>;

const save = sqlFunction({
  name: 'save_subscription',
  args: readSubscription.extend({ graceDays: int }),
  asDocument: true,
  row: z.object({ outcome: z.enum(['current', 'refused']), mailId: uuid.nullable() }),
});

interface SavedSubscription {
  /** False: the wallet has another one, and this one must be canceled and paid back. */
  isCurrent: boolean;
  mailId: string | null;
}

/** Records a subscription's state: one statement, harmless to repeat, in any order. */
export async function saveSubscription(
  deps: Pick<Deps, 'db'>,
  subscription: ReadSubscription,
): Promise<SavedSubscription> {
  const { outcome, mailId } = await save.one(deps.db, { ...subscription, graceDays });
  return { isCurrent: outcome === 'current', mailId };
}

const nowRow = z.object({ now: text });

/** The database's clock, to the microsecond: of two reads, the one that began later is newer, on any machine. */
export async function readTime(deps: Pick<Deps, 'db'>): Promise<string> {
  const row = await sqlRow(deps.db, nowRow)`SELECT clock_timestamp()::text AS now`;
  if (!row) throw new Error('The database did not say what time it is');
  return row.now;
}

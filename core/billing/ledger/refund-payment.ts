import { z } from 'zod';
import { int, text, uuid } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';

const takenBack = z.object({
  outcome: z.enum(['refunded', 'failed', 'unchanged', 'unknown']),
  /** Credits taken back now. */
  taken: int,
  /** Credits that should have been taken but could not be: spent, or expired. Nobody owes them. */
  missing: int,
  /** Credits given back because a refund failed. */
  returned: int,
  mailId: uuid.nullable(),
});
export type TakenBack = z.infer<typeof takenBack>;

const sync = sqlFunction({
  name: 'sync_refunds',
  args: z.object({ eventId: text.nullable(), paymentIntentId: text, made: int, failed: int }),
  row: takenBack,
});

/**
 * Given how much of a payment (minor units, in total) was refunded so far, and how much of that failed afterwards: takes back that share
 * of its credits, or returns what it took for the failed part; once. `unknown`: no payment of ours.
 */
export async function refundPayment(
  { db }: Pick<Deps, 'db'>,
  refund: { eventId?: string | undefined; paymentIntentId: string; amountRefunded: number; amountFailed?: number },
): Promise<TakenBack> {
  const { eventId = null, paymentIntentId, amountRefunded, amountFailed = 0 } = refund;
  return sync.one(db, { eventId, paymentIntentId, made: amountRefunded, failed: amountFailed });
}

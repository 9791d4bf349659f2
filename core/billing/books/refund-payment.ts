import type { Deps } from '../../deps.ts';

export interface TakenBack {
  outcome: 'refunded' | 'failed' | 'unchanged' | 'unknown';
  /** Credits taken back now. */
  taken: number;
  /** What should have been and could not: spent, or expired. Nobody owes it. */
  missing: number;
  /** Credits given back, of a refund that failed. */
  returned: number;
  mailId: string | null;
}

/**
 * So much of a payment (minor units, in all) was ever refunded by now, and so much of that failed afterwards: takes back that share of its
 * credits, or gives back what it took for what failed; once. `unknown`: no payment of ours.
 */
export async function refundPayment(
  deps: Pick<Deps, 'db'>,
  refund: { eventId?: string | undefined; paymentIntentId: string; amountRefunded: number; amountFailed?: number },
): Promise<TakenBack> {
  const { eventId = null, paymentIntentId, amountRefunded, amountFailed = 0 } = refund;
  const [row] = await deps.db.$queryRaw<TakenBack[]>`
    SELECT outcome, taken, missing, returned, mail_id AS "mailId"
    FROM sync_refunds(${eventId}, ${paymentIntentId}, ${amountRefunded}::int, ${amountFailed}::int)`;
  if (!row) throw new Error('sync_refunds() answered nothing');
  return row;
}

import type { Deps } from '../../deps.ts';

export interface TakenBack {
  outcome: 'refunded' | 'unchanged' | 'unknown';
  /** Credits taken back now. */
  taken: number;
  /** What should have been and could not: spent, or expired. Nobody owes it. */
  missing: number;
  mailId: string | null;
}

/**
 * So much of a payment (minor units, in all) was refunded by now: takes back that share of its credits, once. `unknown`: no payment
 * of ours.
 */
export async function refundPayment(
  deps: Pick<Deps, 'db'>,
  refund: { eventId?: string | undefined; paymentIntentId: string; amountRefunded: number },
): Promise<TakenBack> {
  const [row] = await deps.db.$queryRaw<TakenBack[]>`
    SELECT outcome, taken, missing, mail_id AS "mailId"
    FROM refund_payment(${refund.eventId ?? null}, ${refund.paymentIntentId}, ${refund.amountRefunded}::int)`;
  if (!row) throw new Error('refund_payment() answered nothing');
  return row;
}

import type { Deps } from '../../deps.ts';

export interface Disputed {
  outcome: 'opened' | 'won' | 'lost' | 'unchanged' | 'unknown';
  /** Credits taken back, and those that were spent already; of a dispute that was lost. */
  taken: number;
  missing: number;
  mailId: string | null;
}

/** A dispute over a payment as it is now: freezes its credits, thaws them, or takes them back; once. `unknown`: no payment of ours. */
export async function disputePayment(
  deps: Pick<Deps, 'db'>,
  dispute: {
    eventId?: string | undefined;
    paymentIntentId: string;
    disputeId: string;
    status: 'open' | 'won' | 'lost';
  },
): Promise<Disputed> {
  const { eventId = null, paymentIntentId, disputeId, status } = dispute;
  const [row] = await deps.db.$queryRaw<Disputed[]>`
    SELECT outcome, taken, missing, mail_id AS "mailId"
    FROM dispute_payment(${eventId}, ${paymentIntentId}, ${disputeId}, ${status})`;
  if (!row) throw new Error('dispute_payment() answered nothing');
  return row;
}

import { z } from 'zod';
import { int, text, uuid } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';

const disputed = z.object({
  outcome: z.enum(['opened', 'won', 'lost', 'unchanged', 'unknown']),
  /** For a lost dispute: credits taken back, and those that were already spent. */
  taken: int,
  missing: int,
  mailId: uuid.nullable(),
});
export type Disputed = z.infer<typeof disputed>;

const dispute = sqlFunction({
  name: 'dispute_payment',
  args: z.object({ eventId: text.nullable(), paymentIntentId: text, disputeId: text, status: text }),
  row: disputed,
});

/** Applies a dispute's current state: freezes the payment's credits, thaws them, or takes them back; once. `unknown`: not our payment. */
export async function disputePayment(
  { db }: Pick<Deps, 'db'>,
  read: {
    eventId?: string | undefined;
    paymentIntentId: string;
    disputeId: string;
    status: 'open' | 'won' | 'lost';
  },
): Promise<Disputed> {
  const { eventId = null, paymentIntentId, disputeId, status } = read;
  return dispute.one(db, { eventId, paymentIntentId, disputeId, status });
}

import { z } from 'zod';
import { int, text, time, uuid } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';

/** A payment received, as read from Stripe. */
const receivedPayment = z.strictObject({
  /** The event that triggered the read; marked handled in the same transaction. */
  eventId: text.optional(),
  walletId: uuid,
  /** Who paid; null if their account is gone. */
  userId: uuid.nullable(),
  kind: z.enum(['pack', 'plan']),
  item: text,
  /** Null if an invoice was paid from the customer's balance alone. */
  paymentIntentId: text.nullable(),
  invoiceId: text.nullable(),
  checkoutId: uuid.nullable(),
  /** Stripe's id of the subscription. */
  subscription: text.nullable(),
  /** In minor units. */
  amount: int,
  currency: text,
  /** Negative if a change of plans gave back more than it charged. */
  credits: int,
  receiptUrl: text.nullable(),
  periodStart: time.nullable(),
  periodEnd: time.nullable(),
  paidAt: time,
});
export type ReceivedPayment = z.infer<typeof receivedPayment>;

const receive = sqlFunction({
  name: 'receive_payment',
  args: receivedPayment,
  asDocument: true,
  row: z.object({ outcome: z.enum(['received', 'repeated']), paymentId: uuid, credits: int, mailId: uuid.nullable() }),
});

interface Received {
  /** False if it had been received before. */
  isNew: boolean;
  paymentId: string;
  /** What it brought. */
  credits: number;
  mailId: string | null;
}

/** Records a payment and grants its credits: one statement, once per payment intent and once per invoice. */
export async function receivePayment({ db }: Pick<Deps, 'db'>, payment: ReceivedPayment): Promise<Received> {
  const { outcome, ...received } = await receive.one(db, payment);
  return { ...received, isNew: outcome === 'received' };
}

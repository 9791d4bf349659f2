import type { Deps } from '../../deps.ts';
import type { PurchaseKind } from '../plans.ts';

/** Money that came in, as it was read from Stripe. */
export interface ReceivedPayment {
  /** The event that made us look; marked handled in the same transaction. */
  eventId?: string | undefined;
  walletId: string;
  /** Who paid; null where their account is gone. */
  userId: string | null;
  kind: PurchaseKind;
  item: string;
  /** None where an invoice was paid from the customer's balance alone. */
  paymentIntentId: string | null;
  invoiceId: string | null;
  checkoutId: string | null;
  /** Stripe's id of the subscription. */
  subscription: string | null;
  /** In minor units. */
  amount: number;
  currency: string;
  /** Negative where a change of plans gave back more than it charged. */
  credits: number;
  receiptUrl: string | null;
  periodStart: Date | null;
  periodEnd: Date | null;
  paidAt: Date;
}

interface Received {
  /** False where it had been received before. */
  isNew: boolean;
  paymentId: string;
  /** What it brought. */
  credits: number;
  mailId: string | null;
}

/** Writes a payment down and grants its credits: one statement, once for a payment intent and once for an invoice. */
export async function receivePayment(deps: Pick<Deps, 'db'>, payment: ReceivedPayment): Promise<Received> {
  const [row] = await deps.db.$queryRaw<Received[]>`
    SELECT outcome = 'received' AS "isNew", payment_id AS "paymentId", credits, mail_id AS "mailId"
    FROM receive_payment(${JSON.stringify(payment)}::jsonb)`;
  if (!row) throw new Error('receive_payment() answered nothing');
  return row;
}

import { sendWritten } from '../../mail/send-mail.ts';
import { disputePayment } from '../ledger/dispute-payment.ts';
import type { SyncDeps } from './deps.ts';
import { ensurePayment } from './ensure-payment.ts';

/** Records a dispute's state. Does nothing if it is not about a payment of ours. */
export async function syncDispute(deps: SyncDeps, disputeId: string, eventId?: string): Promise<void> {
  const { paymentIntentId, status } = await deps.payments.readDispute(disputeId);
  if (paymentIntentId === null) return;
  await ensurePayment(deps, paymentIntentId);
  const { outcome, taken, missing, mailId } = await disputePayment(deps, {
    eventId,
    paymentIntentId,
    disputeId,
    status,
  });
  await sendWritten(deps, mailId);
  if (outcome !== 'unknown' && outcome !== 'unchanged')
    deps.log.warn({ disputeId, outcome, taken, missing }, 'a payment is disputed');
}

import { sendWritten } from '../../mail/send-mail.ts';
import { refundPayment } from '../books/refund-payment.ts';
import type { SyncDeps } from './deps.ts';
import { ensurePayment } from './ensure-payment.ts';

/** Writes down how much of a charge was refunded by now. Nothing where it is not one of ours. */
export async function syncRefund(deps: SyncDeps, chargeId: string, eventId?: string): Promise<void> {
  const { paymentIntentId, amountRefunded } = await deps.payments.readCharge(chargeId);
  if (paymentIntentId === null || amountRefunded === 0) return;
  await ensurePayment(deps, paymentIntentId);
  const { outcome, taken, missing, mailId } = await refundPayment(deps, { eventId, paymentIntentId, amountRefunded });
  await sendWritten(deps, mailId);
  if (outcome === 'refunded') deps.log.info({ chargeId, amountRefunded, taken, missing }, 'refunded');
}

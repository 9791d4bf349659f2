import { sendWritten } from '../../mail/send-mail.ts';
import { refundPayment } from '../ledger/refund-payment.ts';
import type { SyncDeps } from './deps.ts';
import { ensurePayment } from './ensure-payment.ts';

/** A charge was refunded: records how much so far. Does nothing if it is not one of ours. */
export async function syncRefundedCharge(deps: SyncDeps, chargeId: string, eventId?: string): Promise<void> {
  await syncRefunds(deps, await deps.payments.readCharge(chargeId), eventId);
}

/**
 * A refund, possibly reported as succeeded, failed up to 30 days later, or was canceled at Stripe while pending: the money is ours again,
 * so the credits are theirs again. The operator has to settle with them what happens to the money.
 */
export async function syncRefund(deps: SyncDeps, refundId: string, eventId?: string): Promise<void> {
  await syncRefunds(deps, await deps.payments.readRefund(refundId), eventId);
}

async function syncRefunds(
  deps: SyncDeps,
  { paymentIntentId }: { paymentIntentId: string | null },
  eventId: string | undefined,
): Promise<void> {
  if (paymentIntentId === null) return;
  const { made, failed } = await deps.payments.readRefunds(paymentIntentId);
  if (made === 0) return;
  await ensurePayment(deps, paymentIntentId);
  const { outcome, taken, missing, returned, mailId } = await refundPayment(deps, {
    ...{ eventId, paymentIntentId, amountRefunded: made, amountFailed: failed },
  });
  await sendWritten(deps, mailId);
  if (outcome === 'refunded') deps.log.info({ paymentIntentId, made, failed, taken, missing }, 'refunded');
  if (outcome === 'failed') {
    deps.log.error(
      { paymentIntentId, made, failed, returned },
      'a refund failed: its money is to be given back another way',
    );
    deps.metrics.count('operatorNeeded', { cause: 'refund_failed' });
  }
}

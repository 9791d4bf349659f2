import type { SyncDeps } from './deps.ts';

/**
 * A wallet has one plan. Who paid for another, in a second tab say, gets all of it back; they are told of it with the refund, which
 * Stripe tells us of.
 */
export async function payBackSecondPlan(deps: SyncDeps, paymentId: string): Promise<void> {
  const { paymentIntentId, status, amount } = await deps.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
  if (paymentIntentId === null || status !== 'paid') return;
  await deps.payments.refund({ paymentIntentId, key: `second:${paymentId}`, reason: 'duplicate' });
  deps.log.warn({ paymentId, amount }, 'a second plan was paid back');
}

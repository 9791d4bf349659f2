import type { Deps } from '../../deps.ts';

/**
 * A wallet has one plan. A person who paid for another, perhaps in a second tab, gets all of it back; the mail about it follows the
 * refund event from Stripe.
 */
export async function payBackSecondPlan(deps: Pick<Deps, 'db' | 'payments' | 'log'>, paymentId: string): Promise<void> {
  const { paymentIntentId, status, amount } = await deps.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
  if (paymentIntentId === null || status !== 'paid') return;
  await deps.payments.refund({ paymentIntentId, key: `second:${paymentId}`, reason: 'duplicate' });
  deps.log.warn({ paymentId, amount }, 'a second plan was paid back');
}

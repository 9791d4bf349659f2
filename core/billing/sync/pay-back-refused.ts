import type { Deps } from '../../deps.ts';
import { payBackSecondPlan } from './pay-back-second-plan.ts';

/**
 * Whoever is about to be erased buys nothing: what was paid all the same, on a page that was open, brought no credits and goes back in full; the mail
 * about it follows the refund event from Stripe. Returns whether this payment is such a one. Harmless to repeat. @throws PaymentsError
 */
export async function payBackRefused(
  { db, payments, log }: Pick<Deps, 'db' | 'payments' | 'log'>,
  paymentId: string,
): Promise<boolean> {
  const { paymentIntentId, refusedAt, status, amount } = await db.payment.findUniqueOrThrow({
    where: { id: paymentId },
  });
  if (refusedAt === null || paymentIntentId === null) return false;
  if (status !== 'paid') return true;
  await payments.refund({ paymentIntentId, key: `refused:${paymentId}`, reason: 'requested_by_customer' });
  log.warn({ paymentId, amount }, 'a payment of somebody who is leaving was paid back');
  return true;
}

/** Those that nobody came to pay back, because a process died in between, or Stripe took no refund. Returns how many there were. */
export async function payBackForgotten(deps: Pick<Deps, 'db' | 'payments' | 'log'>): Promise<number> {
  const still = { status: 'paid', refundsFailed: 0 } as const;
  const [refused, second] = await Promise.all([
    deps.db.payment.findMany({ where: { ...still, refusedAt: { not: null } }, select: { id: true } }),
    deps.db.payment.findMany({
      where: {
        ...{ ...still, refusedAt: null, amount: { gt: 0 }, paymentIntentId: { not: null } },
        subscription: { refusedAt: { not: null } },
      },
      select: { id: true },
    }),
  ]);
  const later = (paymentId: string) => (err: unknown) =>
    deps.log.error({ paymentId, err }, 'a payment that brought nothing could not be paid back yet');
  for (const { id } of refused) await payBackRefused(deps, id).catch(later(id));
  for (const { id } of second) await payBackSecondPlan(deps, id).catch(later(id));
  return refused.length + second.length;
}

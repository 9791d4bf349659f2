import type { Prisma } from '../../../prisma/generated/client.ts';
import { paymentsFailure } from '../../billing/refusals.ts';
import type { Deps } from '../../deps.ts';

/** Closes payment pages that are open at Stripe. Returns how many there were. @throws Failure payments_unavailable */
export async function closeCheckouts(
  { db, payments }: Pick<Deps, 'db' | 'payments'>,
  which: Prisma.CheckoutWhereInput,
): Promise<number> {
  const open = await db.checkout.findMany({ where: { ...which, status: 'open' }, select: { sessionId: true } });
  try {
    for (const { sessionId } of open) if (sessionId) await payments.expireCheckout(sessionId);
  } catch (error) {
    throw paymentsFailure(error);
  }
  return open.length;
}

import { z } from 'zod';
import type { ReadCheckout } from '../../ports/payments.ts';
import type { SyncDeps } from './deps.ts';

/**
 * Our own row of a checkout, which says whose it is and what it brings: metadata at Stripe can be edited by whoever has its dashboard, and
 * says nothing here. We may have gone down between beginning it there and writing that down: then its reference, which nobody can
 * edit, finds the row, if it is of the same customer. Undefined where it is not one of ours.
 */
export async function storedCheckout({ db }: Pick<SyncDeps, 'db'>, session: ReadCheckout) {
  const { sessionId, reference, customerId } = session;
  const known = await db.checkout.findUnique({ where: { sessionId } });
  if (known || customerId === null || !z.uuid().safeParse(reference).success) return known ?? undefined;
  // By the customer of whoever began it; the version before had one for a wallet.
  const wallet = { OR: [{ customers: { some: { id: customerId } } }, { customerId }] };
  const where = { id: reference ?? '', sessionId: null, wallet };
  const { count } = await db.checkout.updateMany({ where, data: { sessionId } });
  return count === 0 ? undefined : ((await db.checkout.findUnique({ where: { sessionId } })) ?? undefined);
}

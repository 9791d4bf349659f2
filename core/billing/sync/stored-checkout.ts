import { z } from 'zod';
import type { ReadCheckout } from '../../ports/payments.ts';
import type { SyncDeps } from './deps.ts';

/**
 * Our own row of a checkout, which says whose it is and what it brings: anybody with access to Stripe's dashboard can edit its metadata,
 * so that does not count. We may have crashed between beginning it there and recording that: then its reference, which nobody can
 * edit, finds the row, if it has the same customer. Undefined if it is not one of ours.
 */
export async function storedCheckout({ db }: Pick<SyncDeps, 'db'>, session: ReadCheckout) {
  const { sessionId, reference, customerId } = session;
  const known = await db.checkout.findUnique({ where: { sessionId } });
  if (known || customerId === null || !z.uuid().safeParse(reference).success) return known ?? undefined;
  // By the customer of the person who began it; the previous version had one per wallet.
  const wallet = { OR: [{ customers: { some: { id: customerId } } }, { customerId }] };
  const where = { id: reference ?? '', sessionId: null, wallet };
  const { count } = await db.checkout.updateMany({ where, data: { sessionId } });
  return count === 0 ? undefined : ((await db.checkout.findUnique({ where: { sessionId } })) ?? undefined);
}

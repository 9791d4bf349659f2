import type { Deps } from '../deps.ts';

type CustomerDeps = Pick<Deps, 'db' | 'payments'>;

/** The customer that pays for a wallet, with the buyer's address as it is now; made at the first checkout. */
export async function ensureCustomer(
  deps: CustomerDeps,
  { walletId, email }: { walletId: string; email: string },
): Promise<string> {
  const { customerId } = await deps.db.wallet.findUniqueOrThrow({ where: { id: walletId } });
  const known = customerId === null ? undefined : await deps.payments.updateCustomer({ id: customerId, email });
  if (known) return known;
  const made = await deps.payments.createCustomer({ walletId, email, replaces: customerId });
  // Two at the same moment made the same one.
  await deps.db.wallet.updateMany({ where: { id: walletId, customerId }, data: { customerId: made } });
  return made;
}

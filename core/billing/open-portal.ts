import type { Deps } from '../deps.ts';
import { isGone } from '../ports/payments.ts';
import { billingPath, teamOfWallet } from '../teams/team-of-wallet.ts';
import { nothingBought, paymentsFailure } from './refusals.ts';

/**
 * Stripe's page for a wallet's card, invoices, and changes of its plan; the link is good for a few minutes.
 * @throws Failure no_billing_yet, payments_unavailable
 */
export async function openPortal(
  { db, payments, config }: Pick<Deps, 'db' | 'payments' | 'config'>,
  { walletId }: { walletId: string },
): Promise<string> {
  const { customerId } = await db.wallet.findUniqueOrThrow({ where: { id: walletId } });
  if (customerId === null) throw nothingBought();
  const returnUrl = `${config.publicUrl}${billingPath(await teamOfWallet({ db }, walletId))}`;
  try {
    return await payments.createPortal({ customerId, returnUrl });
  } catch (error) {
    throw isGone(error) ? nothingBought() : paymentsFailure(error);
  }
}

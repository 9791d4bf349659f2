import type { Deps } from '../deps.ts';
import { isGone } from '../ports/payments.ts';
import { refuseLeaving } from '../privacy/erasure/leaving.ts';
import { billingPath, teamOfWallet } from '../teams/team-of-wallet.ts';
import { findCustomer } from './customer.ts';
import { nothingBought, paymentsFailure } from './refusals.ts';

/**
 * Stripe's page for a person's own card, invoices and plan for a wallet, and nobody else's; the link is valid for a few minutes.
 * @throws Failure deletion_under_way, no_billing_yet, payments_unavailable
 */
export async function openPortal(
  deps: Pick<Deps, 'db' | 'keys' | 'log' | 'payments' | 'config'>,
  { walletId, userId }: { walletId: string; userId: string | null },
): Promise<string> {
  const { payments, config } = deps;
  await refuseLeaving(deps, userId);
  const customerId = await findCustomer(deps, { walletId, userId });
  if (customerId === undefined) throw nothingBought();
  const returnUrl = `${config.publicUrl}${billingPath(await teamOfWallet(deps, walletId))}`;
  try {
    return await payments.createPortal({ customerId, returnUrl });
  } catch (error) {
    throw isGone(error) ? nothingBought() : paymentsFailure(error);
  }
}

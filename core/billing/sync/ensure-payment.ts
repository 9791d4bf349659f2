import type { SyncDeps } from './deps.ts';
import { syncCheckout } from './sync-checkout.ts';
import { syncInvoice } from './sync-invoice.ts';

/** Events come in any order: one about a payment may arrive before the payment itself. */
export async function ensurePayment(deps: SyncDeps, paymentIntentId: string): Promise<void> {
  if ((await deps.db.payment.count({ where: { paymentIntentId } })) > 0) return;
  const purchase = await deps.payments.findPurchase(paymentIntentId);
  if (!purchase) return;
  if ('sessionId' in purchase) await syncCheckout(deps, purchase.sessionId);
  else await syncInvoice(deps, purchase.invoiceId);
}

import type { ReadInvoice } from '../../ports/payments.ts';
import type { SyncDeps } from './deps.ts';
import { syncCheckout } from './sync-checkout.ts';
import { syncPlanInvoice } from './sync-plan-invoice.ts';

/** Records an invoice's state: a month of a plan, or the receipt of a pack. Does nothing if it is not one of ours. */
export async function syncInvoice(deps: SyncDeps, invoiceId: string, eventId?: string): Promise<void> {
  const invoice = await deps.payments.readInvoice(invoiceId);
  if (invoice.subscription === null) await syncReceipt(deps, invoice, eventId);
  else await syncPlanInvoice(deps, invoiceId, invoice, eventId);
}

/** A pack's invoice comes after its payment and completes it; or it is the first we hear of the payment. */
async function syncReceipt(deps: SyncDeps, { paymentIntentId }: ReadInvoice, eventId: string | undefined) {
  const purchase = paymentIntentId !== null && (await deps.payments.findPurchase(paymentIntentId));
  if (purchase && 'sessionId' in purchase) await syncCheckout(deps, purchase.sessionId, eventId);
}

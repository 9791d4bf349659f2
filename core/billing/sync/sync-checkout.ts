import { sendWritten } from '../../mail/send-mail.ts';
import type { ReadCheckout } from '../../ports/payments.ts';
import { closeCheckout } from '../ledger/close-checkout.ts';
import { receivePayment } from '../ledger/receive-payment.ts';
import type { SyncDeps } from './deps.ts';
import { payBackRefused } from './pay-back-refused.ts';
import { storedCheckout } from './stored-checkout.ts';
import { syncPlanInvoice } from './sync-plan-invoice.ts';

/** Records a checkout's state, and grants what was paid for. Does nothing if it is not one of ours. */
export async function syncCheckout(deps: SyncDeps, sessionId: string, eventId?: string): Promise<void> {
  const session = await deps.payments.readCheckout(sessionId);
  const checkout = await storedCheckout(deps, session);
  if (!checkout) return deps.log.info({ sessionId }, 'a checkout that is not ours');
  const checkoutId = checkout.id;
  if (session.status === 'open') return;
  if (session.status === 'expired' || session.hasFailed) {
    const status = session.hasFailed ? 'failed' : 'expired';
    const { mailId } = await closeCheckout(deps, { eventId, checkoutId, status });
    return sendWritten(deps, mailId);
  }
  if (!session.isPaid) return; // the bank takes its days
  if (checkout.kind === 'plan') {
    const { invoiceId } = session;
    if (invoiceId !== null) await syncPlanInvoice(deps, invoiceId, await deps.payments.readInvoice(invoiceId), eventId);
  } else await receivePack(deps, session, checkout, eventId);
  // The job looks at the row for whether it was asked for in chat.
  await deps.queues
    .enqueue('checkout-note', { checkoutId })
    .catch((err: unknown) => deps.log.warn({ checkoutId, err }, 'left to sweep'));
}

async function receivePack(deps: SyncDeps, session: ReadCheckout, checkout: Checkout, eventId: string | undefined) {
  const { walletId, userId, item, credits, id: checkoutId } = checkout;
  const { paymentIntentId, invoiceId, amount, currency, receiptUrl, paidAt } = session;
  const money = { paymentIntentId, invoiceId, amount, currency, receiptUrl, paidAt };
  const received = await receivePayment(deps, {
    ...{ eventId, walletId, userId, kind: 'pack', item, credits, checkoutId, ...money },
    ...{ subscription: null, periodStart: null, periodEnd: null },
  });
  await sendWritten(deps, received.mailId);
  if (await payBackRefused(deps, received.paymentId)) return;
  if (received.isNew) deps.log.info({ checkoutId, walletId, item, credits, amount, currency }, 'pack paid');
}

type Checkout = NonNullable<Awaited<ReturnType<typeof storedCheckout>>>;

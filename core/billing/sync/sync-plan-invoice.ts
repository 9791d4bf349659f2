import { sendWritten } from '../../mail/send-mail.ts';
import type { ReadInvoice } from '../../ports/payments.ts';
import { type InvoiceLine, invoiceCredits, mainLine } from '../invoice-credits.ts';
import { receivePayment } from '../ledger/receive-payment.ts';
import type { SyncDeps } from './deps.ts';
import { payBackRefused } from './pay-back-refused.ts';
import { payBackSecondPlan } from './pay-back-second-plan.ts';
import { soldPlan } from './sold-plan.ts';
import { syncSubscription } from './sync-subscription.ts';

/** Records a month of a plan, once it is paid. Does nothing if the invoice is for something else. */
export async function syncPlanInvoice(
  deps: SyncDeps,
  invoiceId: string,
  invoice: ReadInvoice,
  eventId: string | undefined,
): Promise<void> {
  if (invoice.subscription === null) return;
  const subscription = await syncSubscription(deps, invoice.subscription);
  if (!subscription || !invoice.isPaid) return;
  const lines: InvoiceLine[] = [];
  for (const line of invoice.lines) lines.push({ ...line, sold: await soldPlan(deps, line.sold) });
  const main = mainLine(lines);
  if (!main?.sold) return;
  const { walletId, userId, anchor, isCurrent, checkoutId } = subscription;
  const { paymentIntentId, amountPaid, currency, receiptUrl, paidAt } = invoice;
  const received = await receivePayment(deps, {
    eventId,
    walletId,
    userId,
    kind: 'plan',
    item: main.sold.item,
    paymentIntentId,
    invoiceId,
    checkoutId: invoice.isFirst ? checkoutId : null,
    subscription: invoice.subscription,
    amount: amountPaid,
    currency,
    credits: invoiceCredits(lines, anchor),
    receiptUrl,
    periodStart: main.start,
    periodEnd: main.end,
    paidAt,
  });
  await sendWritten(deps, received.mailId);
  const { credits, isNew } = received;
  if (isNew) deps.log.info({ invoiceId, walletId, item: main.sold.item, credits, amount: amountPaid }, 'plan paid');
  if (await payBackRefused(deps, received.paymentId)) {
    // Of a plan that ran before, only this change goes back.
    if (invoice.isFirst) await deps.payments.cancelSubscription(invoice.subscription);
    return;
  }
  if (!isCurrent) await payBackSecondPlan(deps, received.paymentId);
}

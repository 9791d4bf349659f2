import { sendWritten } from '../../mail/send-mail.ts';
import type { ReadInvoice } from '../../ports/payments.ts';
import { receivePayment } from '../books/receive-payment.ts';
import { invoiceCredits, mainLine } from '../invoice-credits.ts';
import type { SyncDeps } from './deps.ts';
import { payBackSecondPlan } from './pay-back-second-plan.ts';
import { syncCheckout } from './sync-checkout.ts';
import { syncSubscription } from './sync-subscription.ts';

/** Writes down how an invoice is now: a month of a plan, or the receipt of a pack. Nothing where it is not one of ours. */
export async function syncInvoice(deps: SyncDeps, invoiceId: string, eventId?: string): Promise<void> {
  const invoice = await deps.payments.readInvoice(invoiceId);
  if (invoice.subscription === null) return syncReceipt(deps, invoice, eventId);
  const subscription = await syncSubscription(deps, invoice.subscription);
  const main = mainLine(invoice.lines);
  if (!subscription || !main?.sold || !invoice.isPaid) return;
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
    credits: invoiceCredits(invoice.lines, anchor),
    receiptUrl,
    periodStart: main.start,
    periodEnd: main.end,
    paidAt,
  });
  await sendWritten(deps, received.mailId);
  const { credits, isNew } = received;
  if (isNew) deps.log.info({ invoiceId, walletId, item: main.sold.item, credits, amount: amountPaid }, 'plan paid');
  if (!isCurrent) await payBackSecondPlan(deps, received.paymentId);
}

/** A pack's invoice comes after its payment, which learns of it this way; or its payment was never told of, and is now. */
async function syncReceipt(deps: SyncDeps, { marks, paymentIntentId }: ReadInvoice, eventId: string | undefined) {
  const purchase = marks && paymentIntentId !== null && (await deps.payments.findPurchase(paymentIntentId));
  if (purchase && 'sessionId' in purchase) await syncCheckout(deps, purchase.sessionId, eventId);
}

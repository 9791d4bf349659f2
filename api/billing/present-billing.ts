import { itemId } from '#core/billing/item-id.ts';
import type { Billing, BillingPayment } from '#core/billing/read-billing.ts';
import { paymentWords } from './payment-words.ts';

export const presentSubscription = (subscription: Billing['subscription']) =>
  subscription && {
    plan: itemId({ kind: 'plan', key: subscription.plan }),
    status: subscription.status,
    currentPeriodEnd: subscription.currentPeriodEnd.toISOString(),
    cancelAtPeriodEnd: subscription.cancelAtPeriodEnd,
    graceUntil: subscription.graceUntil?.toISOString() ?? null,
  };

export function presentPayment(row: BillingPayment) {
  const { id, paidAt, amount, currency, amountRefunded, status, receiptUrl, ...payment } = row;
  return {
    id,
    paidAt: paidAt.toISOString(),
    words: paymentWords(payment),
    price: { amount, currency },
    amountRefunded,
    status,
    receiptUrl,
  };
}

import { planName } from '#core/billing/plans.ts';
import type { BillingPayment } from '#core/billing/read-billing.ts';
import { credits, dayWords } from '#core/words.ts';

/** What a payment was for: "500 credits", "Pro, 24 November – 24 December". */
export function paymentWords(
  payment: Pick<BillingPayment, 'kind' | 'item' | 'credits' | 'periodStart' | 'periodEnd'>,
): string {
  if (payment.kind === 'pack') return credits(payment.credits);
  const { periodStart, periodEnd } = payment;
  const name = planName(payment.item);
  return periodStart && periodEnd ? `${name}, ${dayWords(periodStart)} – ${dayWords(periodEnd)}` : name;
}

import { Anchor } from '@mantine/core';
import type { Payment } from '#core/contract/billing.ts';
import { moneyText } from '#core/contract/money.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Time } from '../../shell/time.tsx';

/** What was paid, newest first, with Stripe's invoice of it. */
export function Payments({ payments }: { payments: Payment[] }) {
  return (
    <section aria-labelledby="payments" className="billing-part">
      <h2 id="payments">Payments</h2>
      {payments.length === 0 ? (
        <EmptyState icon="credits" title="Nothing was paid yet">
          What you pay appears here, with its invoice.
        </EmptyState>
      ) : (
        <ul className="payments">
          {payments.map((payment) => (
            <li key={payment.id} className="payment">
              <div className="payment-words">
                <strong>{payment.words}</strong>
                <span className="soft">
                  <Time at={payment.paidAt} as="date" />
                  {statusWords(payment)}
                </span>
              </div>
              <span className="payment-price">{moneyText(payment.price)}</span>
              {payment.receiptUrl ? (
                <Anchor href={payment.receiptUrl} target="_blank" rel="noreferrer">
                  Invoice
                </Anchor>
              ) : (
                <span />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function statusWords({ status, amountRefunded, price: { currency } }: Payment): string {
  const refunded = moneyText({ amount: amountRefunded, currency });
  switch (status) {
    case 'paid':
      return '';
    case 'refunded':
      return ' · given back';
    case 'partly_refunded':
      return ` · ${refunded} given back`;
    case 'disputed':
      return ' · disputed at the bank: its credits wait';
    case 'dispute_lost':
      return ' · given back by the bank';
  }
}

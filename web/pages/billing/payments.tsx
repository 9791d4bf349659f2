import { Anchor } from '@mantine/core';
import { moneyText } from '#core/contract/money.ts';
import type { Payment } from '#core/contract/pages/billing.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import part from './part.module.css';
import classes from './payments.module.css';

/** Payments, newest first, each with Stripe's invoice. */
export function Payments({ payments }: { payments: Payment[] }) {
  return (
    <section aria-labelledby="payments" className={part.part}>
      <h2 id="payments">Payments</h2>
      {payments.length === 0 ? (
        <EmptyState icon="credits" title="Nothing was paid yet">
          What you pay appears here, with its invoice.
        </EmptyState>
      ) : (
        <ul className={classes.payments}>
          {payments.map((payment) => (
            <li key={payment.id} className={classes.payment}>
              <div className={classes.words}>
                <strong>{payment.words}</strong>
                <span className={text.soft}>
                  <Time at={payment.paidAt} as="date" />
                  {statusWords(payment)}
                </span>
              </div>
              <span className={classes.price}>{moneyText(payment.price)}</span>
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

import { Anchor } from '@mantine/core';
import { moneyText } from '#core/contract/money.ts';
import type { Payment } from '#core/contract/pages/billing.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import part from './part.module.css';
import classes from './payments.module.css';

/** What was paid, newest first, each with Stripe's page of its invoice. */
export function Payments({ payments }: { payments: Payment[] }) {
  return (
    <section aria-labelledby="payments" className={part.part}>
      <h2 id="payments">Invoices</h2>
      {payments.length === 0 ? (
        <EmptyState icon="credits" title="Nothing was paid yet">
          What you pay appears here, with its invoice.
        </EmptyState>
      ) : (
        <>
          <table className={classes.invoices}>
            <thead>
              <tr>
                <th scope="col">Paid on</th>
                <th scope="col">What</th>
                <th scope="col">Amount</th>
                <th scope="col">Invoice</th>
              </tr>
            </thead>
            <tbody>
              {payments.map((payment) => (
                <Row key={payment.id} payment={payment} />
              ))}
            </tbody>
          </table>
          <p className={text.small}>
            An invoice opens on Stripe’s page, where it can be downloaded as a PDF. To print this list, print the page.
          </p>
        </>
      )}
    </section>
  );
}

function Row({ payment }: { payment: Payment }) {
  const state = statusWords(payment);
  return (
    <tr>
      <td className={classes.when}>
        <Time at={payment.paidAt} as="date" />
      </td>
      <td className={classes.what}>
        {payment.words}
        {state && <span className={text.soft}> · {state}</span>}
      </td>
      <td className={classes.amount}>{moneyText(payment.price)}</td>
      <td className={classes.link}>
        {payment.receiptUrl ? (
          <Anchor
            href={payment.receiptUrl}
            target="_blank"
            rel="noreferrer"
            underline="always"
            aria-label={`Invoice of ${payment.words}, at Stripe, in a new tab`}
          >
            Open
          </Anchor>
        ) : (
          <span className={text.soft}>None here</span>
        )}
      </td>
    </tr>
  );
}

function statusWords({ status, amountRefunded, price: { currency } }: Payment): string {
  const refunded = moneyText({ amount: amountRefunded, currency });
  switch (status) {
    case 'paid':
      return '';
    case 'refunded':
      return 'given back';
    case 'partly_refunded':
      return `${refunded} given back`;
    case 'disputed':
      return 'disputed at the bank: its credits wait';
    case 'dispute_lost':
      return 'given back by the bank';
  }
}

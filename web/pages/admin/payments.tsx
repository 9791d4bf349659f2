import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AdminPayment } from '#core/contract/pages/admin.ts';
import { Credits } from '../../shell/credits.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import { RefundDialog } from './refund-dialog.tsx';
import rows from './rows.module.css';

const statuses = {
  paid: 'Paid',
  refunded: 'Refunded',
  partly_refunded: 'Refunded in part',
  disputed: 'Disputed',
  dispute_lost: 'Dispute lost',
} satisfies Record<AdminPayment['status'], string>;

export function Payments({ payments }: { payments: AdminPayment[] }) {
  const [refunding, setRefunding] = useState<AdminPayment>();
  return (
    <Sheet aria-labelledby="payments">
      <h2 id="payments">Payments</h2>
      {payments.length === 0 && <p className={text.soft}>None.</p>}
      {payments.length > 0 && (
        <ul className={rows.rows}>
          {payments.map((payment) => (
            <Row key={payment.id} payment={payment} onRefund={() => setRefunding(payment)} />
          ))}
        </ul>
      )}
      <RefundDialog payment={refunding} onClose={() => setRefunding(undefined)} />
    </Sheet>
  );
}

function Row({ payment, onRefund }: { payment: AdminPayment; onRefund: () => void }) {
  const { item, paid, refunded, amount, amountRefunded, credits, status, paymentIntentId, invoiceId, paidAt } = payment;
  return (
    <li className={rows.row}>
      <div className={rows.words}>
        <strong>
          {item} · {paid}
        </strong>
        <span>
          {statuses[status]}
          {amountRefunded > 0 && ` (${refunded})`} · <Credits amount={credits} /> · <Time at={paidAt} />
        </span>
        <span className={text.small}>
          {paymentIntentId} {invoiceId}
        </span>
      </div>
      {paymentIntentId !== null && amountRefunded < amount && (
        <Button variant="default" size="xs" onClick={onRefund} aria-label={`Refund ${item}, ${paid}`}>
          Refund
        </Button>
      )}
    </li>
  );
}

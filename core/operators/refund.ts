import { paymentsFailure } from '../billing/refusals.ts';
import { moneyText } from '../contract/money.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { PaymentsError } from '../ports/payments.ts';
import type { Operator } from './operator.ts';

export interface Refund {
  /** The action's own: with the same id money is refunded once, and an interrupted refund continues. */
  id: string;
  paymentId: string;
  /** In minor units. */
  amount: number;
  reason: string;
}

/**
 * Refunds money at Stripe, to the card it came from. The effect on credits is recorded when Stripe notifies us, as for every
 * refund. The action is recorded before, and its outcome afterwards. @throws Failure not_found, not_refundable, too_much,
 * refund_refused, payments_unavailable
 */
export async function adminRefund(
  deps: Pick<Deps, 'db' | 'payments' | 'log'>,
  operator: Operator,
  refund: Refund,
): Promise<undefined> {
  const { id, paymentId, amount, reason } = refund;
  const payment = await deps.db.payment.findUnique({ where: { id: paymentId } });
  if (!payment) throw unknownPayment();
  const { paymentIntentId, currency, walletId } = payment;
  if (paymentIntentId === null) throw notRefundable();
  const begun = await deps.db.adminAction.findUnique({ where: { id }, include: { outcome: true } });
  if (begun?.outcome?.isDone === false) throw refused(begun.outcome.detail);
  if (begun?.outcome) return undefined;
  const left = payment.amount - payment.amountRefunded;
  // A refund that was begun may have reached Stripe already; then less is left because of it.
  if (!begun && amount > left) throw tooMuch(moneyText({ amount: left, currency }));

  const row = { id, kind: 'refund', walletId, paymentId, amount, currency, reason };
  const said = JSON.stringify({ ...row, operatorId: operator.userId, operatorEmail: operator.email });
  await deps.db.$executeRaw`SELECT write_admin_action(${said}::jsonb)`;
  try {
    await deps.payments.refund({ paymentIntentId, key: id, amount, reason: 'requested_by_customer' });
  } catch (error) {
    deps.log.warn({ actionId: id, err: error }, 'a refund was not made');
    if (!(error instanceof PaymentsError) || error.code === 'unavailable') throw paymentsFailure(error);
    await end(deps, id, false, error.message);
    throw refused(error.message);
  }
  await end(deps, id, true, '');
  return undefined;
}

const end = ({ db }: Pick<Deps, 'db'>, id: string, isDone: boolean, detail: string) =>
  db.$executeRaw`SELECT end_admin_action(${id}::uuid, ${isDone}, ${detail})`;

const unknownPayment = () =>
  new Failure('not_found', {
    title: 'Not found',
    happened: 'There is no such payment. Nothing was changed.',
    next: 'Look it up again.',
  });

const notRefundable = () =>
  new Failure('not_refundable', {
    title: 'There is nothing to give back',
    happened: 'Stripe took no money for this one: the customer’s balance there paid for it. Nothing was changed.',
    next: 'Correct the balance at Stripe.',
  });

const tooMuch = (left: string) =>
  new Failure('too_much', {
    title: 'That is more than is left',
    happened: `${left} of this payment can still be given back. Nothing was changed.`,
    next: `Give back ${left} at most.`,
  });

const refused = (why: string) =>
  new Failure('refund_refused', {
    title: 'Stripe did not do it',
    happened: `It says: ${why} No money went back, and no credits were taken.`,
    next: 'Look at the payment at Stripe. The attempt is written down below.',
  });

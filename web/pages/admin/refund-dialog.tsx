import { TextInput } from '@mantine/core';
import type { AdminPayment } from '#core/contract/pages/admin.ts';
import { call } from '../../client/call.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { Dialog } from '../../shell/dialog.tsx';
import text from '../../shell/text.module.css';
import { fromMinor, toMinor } from './minor-units.ts';
import { ReasonInput } from './reason-input.tsx';
import { reasonFault, useAction } from './use-action.ts';

export function RefundDialog({ payment, onClose }: { payment: AdminPayment | undefined; onClose: () => void }) {
  return (
    <Dialog opened={payment !== undefined} onClose={onClose} title="Give money back">
      {payment && <Fields payment={payment} onClose={onClose} />}
    </Dialog>
  );
}

function Fields({ payment, onClose }: { payment: AdminPayment; onClose: () => void }) {
  const { id, amount: paid, amountRefunded, currency } = payment;
  const left = paid - amountRefunded;
  const act = useAction();
  const form = useForm({
    fields: ['amount', 'reason'],
    check({ amount, reason }) {
      const wanted = toMinor(amount, currency);
      const isGood = wanted !== undefined && wanted > 0 && wanted <= left;
      return { ...(isGood ? {} : { amount: `Up to ${fromMinor(left, currency)}.` }), ...reasonFault(reason) };
    },
    submit: ({ amount, reason }) =>
      act((actionId) =>
        call('adminRefund', { params: { id }, body: { actionId, reason, amount: toMinor(amount, currency) ?? 0 } }),
      ),
    onDone: onClose,
  });
  return (
    <Form form={form} submitLabel="Refund" fullWidth>
      <p className={text.small}>
        The money goes back the way it came, and the same share of the credits is taken back as soon as Stripe tells us:
        what is left of them. This cannot be undone.
      </p>
      <TextInput
        label={`Amount in ${currency.toUpperCase()}`}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={fromMinor(left, currency)}
        {...form.field('amount')}
      />
      <ReasonInput {...form.field('reason')} />
    </Form>
  );
}

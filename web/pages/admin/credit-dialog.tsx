import { TextInput } from '@mantine/core';
import { call } from '../../client/call.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { ReasonInput } from './reason-input.tsx';
import { reasonFault, useAction } from './use-action.ts';

interface Props {
  walletId: string;
  onClose: () => void;
}

export function CreditDialog({ opened, ...props }: Props & { opened: boolean }) {
  return (
    <Dialog opened={opened} onClose={props.onClose} title="Grant or correct credits">
      {opened && <Fields {...props} />}
    </Dialog>
  );
}

function Fields({ walletId, onClose }: Props) {
  const act = useAction();
  const form = useForm({
    fields: ['amount', 'reason'],
    check: ({ amount, reason }) => ({
      ...(/^[+-]?[1-9]\d{0,5}$/.test(amount.trim()) ? {} : { amount: 'A whole number, such as 50 or -50.' }),
      ...reasonFault(reason),
    }),
    submit: ({ amount, reason }) =>
      act((actionId) =>
        call('adminCredit', { params: { id: walletId }, body: { actionId, amount: Number(amount), reason } }),
      ),
    onDone: onClose,
  });
  return (
    <Form form={form} submitLabel="Do it" fullWidth>
      <TextInput
        label="Credits"
        description="With a minus they are taken back, from what would be spent next. Never more than there is."
        inputMode="numeric"
        autoComplete="off"
        {...form.field('amount')}
      />
      <ReasonInput {...form.field('reason')} />
    </Form>
  );
}

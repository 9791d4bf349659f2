import { TextInput } from '@mantine/core';
import { call } from '../../client/call.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { Dialog } from '../../shell/dialog.tsx';
import text from '../../shell/text.module.css';
import { ReasonInput } from './reason-input.tsx';
import { reasonFault, useAction } from './use-action.ts';

/** An account, or a guest. */
export interface Blockable {
  kind: 'account' | 'guest';
  id: string;
  isBlocked: boolean;
}

interface Props extends Blockable {
  onClose: () => void;
}

export function BlockDialog({ opened, ...props }: Props & { opened: boolean }) {
  return (
    <Dialog
      opened={opened}
      onClose={props.onClose}
      title={`${props.isBlocked ? 'Unblock' : 'Block'} this ${props.kind}?`}
    >
      {opened && <Fields {...props} />}
    </Dialog>
  );
}

function Fields({ kind, id, isBlocked, onClose }: Props) {
  const act = useAction();
  const form = useForm({
    fields: ['reason', 'days'],
    check: ({ reason, days }) => ({
      ...(/^([1-9]\d{0,2})?$/.test(days.trim()) ? {} : { days: 'A number of days, or nothing.' }),
      ...reasonFault(reason),
    }),
    submit: ({ reason, days }) =>
      act((actionId) =>
        call(kind === 'account' ? 'adminBlock' : 'adminBlockGuest', {
          params: { id },
          body: { actionId, reason, blocked: !isBlocked, ...(days.trim() === '' ? {} : { days: Number(days) }) },
        }),
      ),
    onDone: onClose,
  });
  return (
    <Form form={form} submitLabel={isBlocked ? 'Unblock' : 'Block'} fullWidth>
      <p className={text.small}>{words[kind][isBlocked ? 'unblock' : 'block']}</p>
      {!isBlocked && (
        <TextInput
          label="Days"
          description="It ends by itself after so many. Nothing: until it is ended here."
          inputMode="numeric"
          autoComplete="off"
          {...form.field('days')}
        />
      )}
      <ReasonInput {...form.field('reason')} />
    </Form>
  );
}

const words = {
  account: {
    block:
      'Nobody makes, buys or links anything with it, in no chat. Its credits, pictures and privacy rights stay theirs.',
    unblock: 'They can make images again, and what was refused to them before counts no more.',
  },
  guest: {
    block: 'They make no images and cannot link to an account. Their credits and pictures stay.',
    unblock: 'They can make images and link to an account again.',
  },
};

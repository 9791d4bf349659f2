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
    fields: ['reason'],
    check: ({ reason }) => reasonFault(reason),
    submit: ({ reason }) =>
      act((actionId) =>
        call(kind === 'account' ? 'adminBlock' : 'adminBlockGuest', {
          params: { id },
          body: { actionId, reason, blocked: !isBlocked },
        }),
      ),
    onDone: onClose,
  });
  return (
    <Form form={form} submitLabel={isBlocked ? 'Unblock' : 'Block'} fullWidth>
      <p className={text.small}>{words[kind][isBlocked ? 'unblock' : 'block']}</p>
      <ReasonInput {...form.field('reason')} />
    </Form>
  );
}

const words = {
  account: {
    block: 'It is signed out everywhere, cannot sign in, and makes no images. Its credits and pictures stay.',
    unblock: 'They can sign in and make images again.',
  },
  guest: {
    block: 'They make no images and cannot link to an account. Their credits and pictures stay.',
    unblock: 'They can make images and link to an account again.',
  },
};

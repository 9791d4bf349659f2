import { call } from '../../client/call.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { ReasonInput } from './reason-input.tsx';
import { reasonFault, useAction } from './use-action.ts';

interface Props {
  userId: string;
  isBlocked: boolean;
  onClose: () => void;
}

export function BlockDialog({ opened, ...props }: Props & { opened: boolean }) {
  return (
    <Dialog
      opened={opened}
      onClose={props.onClose}
      title={props.isBlocked ? 'Unblock this account?' : 'Block this account?'}
    >
      {opened && <Fields {...props} />}
    </Dialog>
  );
}

function Fields({ userId, isBlocked, onClose }: Props) {
  const act = useAction();
  const form = useForm({
    fields: ['reason'],
    check: ({ reason }) => reasonFault(reason),
    submit: ({ reason }) =>
      act((actionId) =>
        call('adminBlock', { params: { id: userId }, body: { actionId, reason, blocked: !isBlocked } }),
      ),
    onDone: onClose,
  });
  return (
    <Form form={form} submitLabel={isBlocked ? 'Unblock' : 'Block'} fullWidth>
      <p className="small">
        {isBlocked
          ? 'They can sign in and make images again.'
          : 'It is signed out everywhere, cannot sign in, and makes no images. Its credits and pictures stay.'}
      </p>
      <ReasonInput {...form.field('reason')} />
    </Form>
  );
}
